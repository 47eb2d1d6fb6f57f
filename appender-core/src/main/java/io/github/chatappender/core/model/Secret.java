/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

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
   * Returns a short hash that distinguishes a few hidden texts: 32 bits, too few to reveal one.
   *
   * @return up to 8 hexadecimal digits; no digest of {@code java.security}, whose providers would
   *     slow down the start
   */
  public String digest() {
    return Integer.toHexString(value.hashCode());
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
