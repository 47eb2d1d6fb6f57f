/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds where quotations open and close, also those inside of another quotation, whose marks have
 * backslashes before them. For one text; all its searches together take time linear in the length
 * of that text.
 */
final class QuotedText {

  private static final String MARKS = "\"'`";

  /** A quotation in a quotation in a quotation has seven. */
  private static final int MOST_BACKSLASHES = 7;

  private final CharSequence text;
  private final int[] searchedFrom = new int[MARKS.length() * (MOST_BACKSLASHES + 1)];
  private final int[] found = new int[searchedFrom.length];
  private final BitSet openers = new BitSet();
  private int lineFrom;
  private int lineEnd = -1;

  QuotedText(CharSequence text) {
    this.text = text;
    Arrays.fill(found, -1);
  }

  /** Remembers that a mark which may stand there opens a quotation. */
  void open(int start) {
    int mark = markAt(start);
    if (mark >= 0) {
      openers.set(mark);
    }
  }

  /**
   * Tells whether a mark may close a quotation: it opens none, and no letter or digit follows, as
   * in {@code don't}, nor what was taken out or will be.
   */
  boolean mayClose(int mark) {
    int next = Chars.at(text, mark + 1);
    return !openers.get(mark)
        && !Chars.word(next)
        && !(next == '-' && Chars.at(text, mark + 2) == '-')
        && !Spans.isMarker(text, mark + 1);
  }

  /** Returns the end of the mark that opens a quotation there; the start if none does. */
  int openingEnd(int start) {
    int mark = markAt(start);
    return mark < 0 ? start : mark + 1;
  }

  /**
   * Returns where the mark that closes a quotation begins, or the end of the line if nothing closes
   * it.
   *
   * @param content where the quotation's content begins, just behind the mark that opens it
   */
  int closing(int content) {
    char mark = text.charAt(content - 1);
    int backslashes = backslashesBefore(content - 1, 0);
    int kind = MARKS.indexOf(mark) * (MOST_BACKSLASHES + 1) + backslashes;
    if (content < searchedFrom[kind] || content > found[kind]) {
      searchedFrom[kind] = content;
      found[kind] = search(content, mark, backslashes);
    }
    int at = found[kind];
    return at == text.length()
        ? lineEnd(content)
        : at - Math.min(backslashes, backslashesBefore(at, content));
  }

  /** Returns the end of the line that an index is on. */
  int lineEnd(int from) {
    if (from < lineFrom || from > lineEnd) {
      lineFrom = from;
      lineEnd = Chars.runEnd(text, from, c -> !Chars.lineEnd(c));
    }
    return lineEnd;
  }

  private int markAt(int start) {
    int i = start;
    while (i - start < MOST_BACKSLASHES && Chars.at(text, i) == '\\') {
      i++;
    }
    return Chars.quote(Chars.at(text, i)) ? i : -1;
  }

  private int search(int from, char mark, int backslashes) {
    int run = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      // an escape inside of the quotation doubles the backslashes and adds one
      if (c == mark && run % (2 * (backslashes + 1)) <= backslashes && mayClose(i)) {
        return i;
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return text.length();
  }

  private int backslashesBefore(int at, int from) {
    int i = at;
    while (i > from && at - i < MOST_BACKSLASHES && text.charAt(i - 1) == '\\') {
      i--;
    }
    return at - i;
  }
}
