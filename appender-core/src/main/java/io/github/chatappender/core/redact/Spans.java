/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.function.IntUnaryOperator;

/**
 * Collects the parts of a text that must be hidden, and removes them. Not thread-safe.
 *
 * <p>Parts may overlap and come in any order. A marker already in the text stays, so that a second
 * pass changes nothing.
 */
final class Spans {

  /** Replaces a removed part. */
  static final String MARKER = "[redacted]";

  /** The end of the longest part that begins at each index; 0 if none does. */
  private final int[] ends;

  /** Creates a collector for a text of that many chars. */
  Spans(int chars) {
    ends = new int[chars];
  }

  /** Adds a part; nothing happens if it is empty. */
  void add(int start, int end) {
    if (start < end) {
      ends[start] = Math.max(ends[start], end);
    }
  }

  /** Adds the parts of another text at their places in this one. */
  void addAll(Spans others, IntUnaryOperator startHere, IntUnaryOperator endHere) {
    for (int i = 0; i < others.ends.length; i++) {
      if (others.ends[i] > 0) {
        add(startHere.applyAsInt(i), endHere.applyAsInt(others.ends[i]));
      }
    }
  }

  /**
   * Returns the text with each part replaced by the marker. A marker already in the text is a part
   * too: if another part overlaps it, a single marker is left.
   */
  String applied(String text) {
    return applied(text, MARKER);
  }

  /** Does the same with another marker. */
  String applied(String text, String marker) {
    for (int at = text.indexOf(MARKER); at >= 0; at = text.indexOf(MARKER, at + 1)) {
      add(at, at + MARKER.length());
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    int i = 0;
    while (i < ends.length) {
      if (ends[i] > 0) {
        out.append(text, copied, i).append(marker);
        for (copied = ends[i]; i <= copied && i < ends.length; i++) {
          copied = Math.max(copied, ends[i]);
        }
      } else {
        i++;
      }
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Returns whether a marker begins here. */
  static boolean isMarker(CharSequence text, int at) {
    int end = at + MARKER.length();
    return end <= text.length() && MARKER.contentEquals(text.subSequence(at, end));
  }
}
