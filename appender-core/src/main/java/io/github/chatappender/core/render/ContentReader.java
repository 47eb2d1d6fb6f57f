/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.config.ThreadBy;
import io.github.chatappender.core.incident.Part;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the content of parts according to the settings. Immutable. */
public final class ContentReader {

  final SenderConfig config;
  final NewsText news;
  final Links links;
  final StackText stackText;

  ContentReader(SenderConfig config) {
    this.config = config;
    this.news = new NewsText(config.look.timeZone);
    this.links = new Links(config);
    this.stackText = new StackText(config.ownCode);
  }

  /**
   * Returns the content of a part.
   *
   * @param thread the thread of the message, possibly not the part's own
   */
  public Content read(@Nullable String thread, Part part) {
    return new Content(this, part, threadValue(thread, part));
  }

  /** Returns application and environment, the start of every message. */
  public String speaker(Marks marks) {
    String environment = config.environment;
    return marks.text(config.application)
        + (environment == null ? "" : " · " + marks.text(environment));
  }

  private String threadValue(@Nullable String thread, Part part) {
    ThreadBy threadBy = config.threadBy;
    String key = threadBy.mdcKey();
    String value = key == null ? null : part.entry.mdc(key);
    boolean ofAll = part.others != null && part.others.isEmpty();
    if (key == null || value == null || ofAll || Escaper.isBlank(value)) {
      return "";
    }
    boolean atHome = Objects.equals(thread, threadBy.valueOf(part.entry, ""));
    return atHome ? "" : new Fact(key, value).pair();
  }
}
