/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

/** Cuts texts to what is kept of them. Stateless. */
final class Texts {

  /** What is kept of the name of a logger, a class or a marker. */
  static final int NAME_CHARS = 512;

  private Texts() {}

  /** Tells whether two texts are equal, or equal in their first chars where they are longer. */
  static boolean equalUpTo(int chars, String a, String b) {
    return a.equals(b) || (b.length() > chars && a.length() == chars && b.startsWith(a));
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
