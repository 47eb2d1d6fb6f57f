/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.api.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts of a {@code link} as text; the appender checks them at start. No setter throws.
 * Not thread-safe.
 *
 * <pre>{@code
 * <link>
 *   <label>Logs</label>
 *   <url>https://logs.example/search?trace={traceId}</url>
 * </link>
 * }</pre>
 */
public final class Link {

  private @Nullable String label;
  private @Nullable String url;

  /** Creates an empty link. */
  public Link() {}

  /** Sets {@code label}: the text shown for the link, 1 to 40 characters. */
  public void setLabel(@Nullable String text) {
    label = text;
  }

  /** Sets {@code url}: absolute https, with placeholders such as {@code {traceId}}. */
  public void setUrl(@Nullable String text) {
    url = text;
  }

  void addTo(Settings settings) {
    settings.addLink(label, url);
  }
}
