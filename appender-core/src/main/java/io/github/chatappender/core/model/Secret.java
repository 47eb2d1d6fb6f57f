/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

/** Holds a text that must not be shown: its {@code toString} says nothing. Immutable. */
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
   * Returns the hidden text. Only the classes that must send it may ask; an architecture test names
   * them.
   *
   * @return the text
   */
  public String reveal() {
    return value;
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
