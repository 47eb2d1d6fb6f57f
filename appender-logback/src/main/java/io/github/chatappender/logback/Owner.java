/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.api.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts of an {@code owner} as text; the appender checks them at start. No setter throws.
 * Not thread-safe.
 *
 * <pre>{@code
 * <owner>
 *   <packages>com.acme.billing, com.acme.tax</packages>
 *   <label>Billing</label>
 *   <mention>1234567890</mention>
 * </owner>
 * }</pre>
 */
public final class Owner {

  private @Nullable String packages;
  private @Nullable String label;
  private @Nullable String mention;

  /** Creates an owner of nothing. */
  public Owner() {}

  /** Adds to {@code packages}: packages or classes, comma-separated. */
  public void addPackages(@Nullable String text) {
    if (text != null) {
      packages = packages == null ? text : packages + "," + text;
    }
  }

  /** Sets {@code label}: the owner's name as shown, 1 to 40 characters. */
  public void setLabel(@Nullable String text) {
    label = text;
  }

  /** Sets {@code mention}: who is mentioned instead, {@code all} or the id of a user. */
  public void setMention(@Nullable String text) {
    mention = text;
  }

  void addTo(Settings settings) {
    settings.addOwner(packages, label, mention);
  }
}
