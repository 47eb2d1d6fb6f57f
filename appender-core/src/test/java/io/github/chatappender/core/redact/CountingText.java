/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

/** Counts how often a text's chars are read: the work of its readers. */
final class CountingText implements CharSequence {

  private final String text;
  private long reads;

  CountingText(String text) {
    this.text = text;
  }

  long reads() {
    return reads;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    reads++;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    reads += end - start;
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
