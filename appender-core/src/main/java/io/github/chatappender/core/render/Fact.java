/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Holds one thing that is known of an event: what it is, and its value as it was logged. Immutable.
 */
public final class Fact {

  private static final int PAIR_CHARS = 80;

  public final String label;
  public final String value;

  public Fact(String label, String value) {
    this.label = label;
    this.value = value;
  }

  /** Returns label and value in a few words. */
  String pair() {
    return Escaper.cut(label + "=" + value, PAIR_CHARS);
  }
}
