/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds secrets by what they look like: keys of well-known services, JSON web tokens. For one text;
 * linear in its length, since it remembers how far it has read.
 *
 * <p>No edge is needed on the left: in {@code \nAKIA…} a letter that belongs to an escape stands
 * before the key.
 */
final class SecretShapes {

  /** A key that was cut off with the text it stands in is as telling as a whole one. */
  private static final int CUT_CHARS = 4;

  private static final int JWT_HEADER_CHARS = 10;

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("AKIA", Chars::upperOrDigit, 16),
          new Shape("ASIA", Chars::upperOrDigit, 16),
          new Shape("AIza", Chars::base64Url, 30),
          new Shape("ya29.", c -> Chars.base64Url(c) || c == '.', 10),
          new Shape("GOCSPX-", Chars::base64Url, 10),
          new Shape("xoxa-", Chars::wordOrHyphen, 8),
          new Shape("xoxb-", Chars::wordOrHyphen, 8),
          new Shape("xoxc-", Chars::wordOrHyphen, 8),
          new Shape("xoxd-", Chars::credential, 8),
          new Shape("xoxe-", Chars::wordOrHyphen, 8),
          new Shape("xoxp-", Chars::wordOrHyphen, 8),
          new Shape("xoxr-", Chars::wordOrHyphen, 8),
          new Shape("xoxs-", Chars::wordOrHyphen, 8),
          new Shape("xapp-", Chars::wordOrHyphen, 8),
          new Shape("ghp_", Chars::wordOrUnderscore, 20),
          new Shape("gho_", Chars::wordOrUnderscore, 20),
          new Shape("ghu_", Chars::wordOrUnderscore, 20),
          new Shape("ghs_", Chars::wordOrUnderscore, 20),
          new Shape("ghr_", Chars::wordOrUnderscore, 20),
          new Shape("github_pat_", Chars::wordOrUnderscore, 20));

  private final CharSequence text;
  private final int[] runEnds = new int[SHAPES.size()];

  SecretShapes(CharSequence text) {
    this.text = text;
  }

  void find(Spans spans) {
    int tokenEnd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' && i >= tokenEnd) {
        int end = webTokenEnd(text, i);
        spans.add(i, end);
        tokenEnd = Math.abs(end);
      }
      for (int shape = 0; shape < SHAPES.size(); shape++) {
        if (c == SHAPES.get(shape).prefix.charAt(0)) {
          spans.add(i, keyEnd(i, shape));
        }
      }
    }
  }

  private int keyEnd(int start, int index) {
    Shape shape = SHAPES.get(index);
    if (!Chars.startsWith(text, start, shape.prefix)) {
      return 0;
    }
    int keyStart = start + shape.prefix.length();
    if (keyStart >= runEnds[index]) {
      runEnds[index] = Chars.runEnd(text, keyStart, shape.chars);
    }
    int end = runEnds[index];
    int needed = end == text.length() ? CUT_CHARS : shape.minChars;
    return end - keyStart >= needed ? end : 0;
  }

  /**
   * Returns the end of a token of two to five parts; minus the end of its first part if nothing
   * follows it, since no token can begin within that part either; 0 if it does not begin here.
   */
  private static int webTokenEnd(CharSequence text, int start) {
    if (!Chars.startsWith(text, start, "eyJ")) {
      return 0;
    }
    int end = Chars.runEnd(text, start, Chars::base64Url);
    if (end - start < JWT_HEADER_CHARS || !isPart(text, end)) {
      return -end;
    }
    for (int part = 2; part <= 5 && isPart(text, end); part++) {
      end = Chars.runEnd(text, end + 1, Chars::base64Url);
    }
    return end;
  }

  /** Tells whether another part follows; an encrypted token may have an empty one. */
  private static boolean isPart(CharSequence text, int at) {
    int next = Chars.at(text, at) == '.' ? Chars.at(text, at + 1) : -1;
    return Chars.base64Url(next) || (next == '.' && Chars.base64Url(Chars.at(text, at + 2)));
  }

  /** A fixed beginning and at least so many chars of one sort behind it. */
  private static final class Shape {

    private final String prefix;
    private final IntPredicate chars;
    private final int minChars;

    Shape(String prefix, IntPredicate chars, int minChars) {
      this.prefix = prefix;
      this.chars = chars;
      this.minChars = minChars;
    }
  }
}
