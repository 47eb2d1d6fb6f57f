/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import org.jspecify.annotations.Nullable;

/** Cuts texts to what is kept of them. Stateless. */
final class Texts {

  /** What is kept of the name of a logger, a class or a marker. */
  static final int NAME_CHARS = 512;

  private Texts() {}

  /** Returns the first chars of a text, even if they end within a surrogate pair. */
  static String beginning(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }

  /**
   * Returns whether a text begins with a {@link #beginning}, or both are missing.
   *
   * @param beginning of at most so many chars
   */
  static boolean equalUpTo(int chars, @Nullable String beginning, @Nullable String text) {
    if (beginning == null || text == null) {
      return beginning == null && text == null;
    }
    return beginning.equals(text)
        || (text.length() > chars && beginning.length() == chars && text.startsWith(beginning));
  }

  /** Returns at most so many chars of a text, never half a surrogate pair. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end);
  }
}
