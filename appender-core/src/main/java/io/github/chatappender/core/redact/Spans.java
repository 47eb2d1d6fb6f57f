/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.function.IntUnaryOperator;

/**
 * Collects the parts of a text that must not be seen, and takes them out. Not thread-safe.
 *
 * <p>Parts may overlap and come in any order. A marker that the text has already stays, so that a
 * text that goes through twice is the same as after the first time.
 */
final class Spans {

  /** Replaces a removed part. */
  static final String MARKER = "[redacted]";

  /** Where the longest part ends that begins at an index; 0 if none begins there. */
  private final int[] ends;

  /** Creates a collector for a text of so many chars. */
  Spans(int chars) {
    ends = new int[chars];
  }

  /** Adds a part; nothing happens if it is empty. */
  void add(int start, int end) {
    if (start < end) {
      ends[start] = Math.max(ends[start], end);
    }
  }

  /** Adds the parts of another text where they stand in this one. */
  void addAll(Spans others, IntUnaryOperator startHere, IntUnaryOperator endHere) {
    for (int i = 0; i < others.ends.length; i++) {
      if (others.ends[i] > 0) {
        add(startHere.applyAsInt(i), endHere.applyAsInt(others.ends[i]));
      }
    }
  }

  /**
   * Returns the text with the marker in the place of each part. A marker that the text has already
   * is a part too: where one of ours overlaps it, a single marker is left.
   */
  String applied(String text) {
    for (int at = text.indexOf(MARKER); at >= 0; at = text.indexOf(MARKER, at + 1)) {
      add(at, at + MARKER.length());
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    int i = 0;
    while (i < ends.length) {
      if (ends[i] > 0) {
        out.append(text, copied, i).append(MARKER);
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
