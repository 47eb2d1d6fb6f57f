/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Collects the parts of a text that must not be seen, and takes them out. Not thread-safe.
 *
 * <p>Parts may overlap and come in any order. A marker that the text has already stays, so that a
 * text that goes through twice is the same as after the first time.
 */
final class Spans {

  /** Replaces a removed part. */
  static final String MARKER = "[redacted]";

  private static final Pattern MARKED = Pattern.compile(MARKER, Pattern.LITERAL);

  /** Start in the upper half, end in the lower one: sorts by start. */
  private long[] spans = new long[8];

  private int size;

  /** Adds a part; nothing happens if it is empty. */
  void add(int start, int end) {
    if (start >= end) {
      return;
    }
    if (size == spans.length) {
      spans = Arrays.copyOf(spans, size * 2);
    }
    spans[size++] = ((long) start << Integer.SIZE) | end;
  }

  /**
   * Adds the parts of a clean text where they stand in the raw one, with what is not seen before
   * them, since a control character there could swallow the beginning of a marker. What is not seen
   * behind them stays: it may hold the beginning of what other rules are to find.
   *
   * @param places where the clean text's chars stand
   */
  void addAll(Spans ofClean, int[] places) {
    for (int i = 0; i < ofClean.size; i++) {
      int start = ofClean.start(i);
      add(start == 0 ? 0 : places[start - 1] + 1, places[ofClean.end(i) - 1] + 1);
    }
  }

  /**
   * Adds the parts of a text that begins with something else, without what they have of that.
   *
   * @param length how long the beginning is
   */
  void addAllBehind(int length, Spans ofWhole) {
    for (int i = 0; i < ofWhole.size; i++) {
      add(Math.max(0, ofWhole.start(i) - length), ofWhole.end(i) - length);
    }
  }

  /**
   * Returns the text with the marker in the place of each part. A marker that the text has already
   * is a part too: where one of ours overlaps it, a single marker is left.
   */
  String applied(CharSequence text) {
    String whole = text.toString();
    if (size == 0) {
      return whole;
    }
    for (int at = whole.indexOf(MARKER); at >= 0; at = whole.indexOf(MARKER, at + 1)) {
      add(at, at + MARKER.length());
    }
    Arrays.sort(spans, 0, size);
    StringBuilder out = new StringBuilder(whole.length());
    int copied = 0;
    int i = 0;
    while (i < size) {
      out.append(whole, copied, start(i)).append(MARKER);
      copied = end(i);
      for (i++; i < size && start(i) <= copied; i++) {
        copied = Math.max(copied, end(i));
      }
    }
    return out.append(whole, copied, whole.length()).toString();
  }

  /** Returns whether a marker begins here. */
  static boolean isMarker(CharSequence text, int at) {
    return Match.isAt(MARKED, text, at);
  }

  private int start(int i) {
    return (int) (spans[i] >>> Integer.SIZE);
  }

  private int end(int i) {
    return (int) spans[i];
  }
}
