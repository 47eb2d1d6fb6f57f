/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/** Holds one fact about an event: a label, and the value as logged. Immutable. */
public final class Fact {

  private static final int PAIR_CHARS = 80;

  public final String label;
  public final String value;

  public Fact(String label, String value) {
    this.label = label;
    this.value = value;
  }

  /** Returns label and value, shortened. */
  String pair() {
    return Escaper.cut(label + "=" + value, PAIR_CHARS);
  }
}
