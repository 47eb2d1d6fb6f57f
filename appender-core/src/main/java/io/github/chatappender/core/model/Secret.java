/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import io.github.chatappender.core.text.Texts;

/** Holds a text that must not be shown; its {@code toString} hides it. Immutable. */
public final class Secret {

  private final String value;

  /**
   * Hides a text.
   *
   * @param value the text to hide
   */
  public Secret(String value) {
    this.value = value;
  }

  /**
   * Returns the hidden text. Only the classes that send it may call this; an architecture test
   * lists them.
   */
  public String reveal() {
    return value;
  }

  /**
   * Returns a short hash that distinguishes hidden texts without revealing them.
   *
   * @return 12 hexadecimal digits of the SHA-256
   */
  public String digest() {
    return String.format("%012x", Texts.sha256(value) >>> 16);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret && value.equals(((Secret) other).value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
