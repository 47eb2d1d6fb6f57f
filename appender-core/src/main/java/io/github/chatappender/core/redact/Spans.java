/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.Arrays;

/**
 * Collects the parts of a text that must not be seen, and takes them out. Not thread-safe.
 *
 * <p>Parts may overlap and come in any order. A marker that the text has already stays, so that a
 * text that goes through twice is the same as after the first time.
 */
final class Spans {

  /** Replaces a removed part. */
  static final String MARKER = "[redacted]";

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

  /** Returns the text with the marker in the place of each part. */
  String applied(CharSequence text) {
    if (size == 0) {
      return text.toString();
    }
    Arrays.sort(spans, 0, size);
    StringBuilder out = new StringBuilder(text.length());
    Markers markers = new Markers(text);
    int copied = 0;
    int i = 0;
    while (i < size) {
      int start = markers.startAround(start(i));
      int end = end(i);
      for (i++; i < size && start(i) <= end; i++) {
        end = Math.max(end, end(i));
      }
      end = markers.endAround(end);
      if (end <= copied) {
        continue;
      }
      if (start > copied || copied == 0) {
        out.append(text, copied, Math.max(start, copied)).append(MARKER);
      }
      copied = end;
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Returns whether a marker begins here. */
  static boolean isMarker(CharSequence text, int at) {
    return Chars.startsWith(text, at, MARKER);
  }

  private int start(int i) {
    return (int) (spans[i] >>> Integer.SIZE);
  }

  private int end(int i) {
    return (int) spans[i];
  }

  /** Finds the markers that a text has already. */
  private static final class Markers {

    private final CharSequence text;

    Markers(CharSequence text) {
      this.text = text;
    }

    /** Returns an index, or the beginning of the marker that it is inside of. */
    int startAround(int index) {
      for (int at = Math.max(0, index - MARKER.length() + 1); at < index; at++) {
        if (isMarker(text, at)) {
          return at;
        }
      }
      return index;
    }

    /** Returns an index, or the end of the marker that it is inside of. */
    int endAround(int index) {
      int start = startAround(index);
      return start == index ? index : start + MARKER.length();
    }
  }
}
