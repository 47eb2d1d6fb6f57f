/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces one kind of changing text with a placeholder. Immutable.
 *
 * <p>A match begins at a left edge: a char of one kind that does not follow a char of another. Two
 * checks find an edge; the pattern, which costs more, is tried only there.
 */
final class TextRule {

  private final String sign;
  private final IntPredicate first;
  private final IntPredicate notBefore;
  private final Pattern pattern;
  private final Function<MatchResult, String> replacement;

  /**
   * Creates a rule.
   *
   * @param sign a string that a text must contain for the rule to apply; may be empty
   * @param first accepts the first char of a match
   * @param notBefore accepts the chars that a match must not follow
   * @param regex matches from an edge on; all its attempts together must take time linear in the
   *     text
   * @param placeholder replaces each match
   */
  TextRule(
      String sign, IntPredicate first, IntPredicate notBefore, String regex, String placeholder) {
    this(sign, first, notBefore, regex, match -> placeholder);
  }

  /**
   * Creates a rule whose matches keep a part of themselves.
   *
   * @param replacement returns the text that replaces a match
   */
  TextRule(
      String sign,
      IntPredicate first,
      IntPredicate notBefore,
      String regex,
      Function<MatchResult, String> replacement) {
    this.sign = sign;
    this.first = first;
    this.notBefore = notBefore;
    this.pattern = Pattern.compile(regex);
    this.replacement = replacement;
  }

  String apply(String text) {
    return text.contains(sign) ? replace(text) : text;
  }

  /** Replaces matches without checking for the sign first. */
  String replace(CharSequence text) {
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      if (isEdge(text, at) && matcher.region(at, text.length()).lookingAt()) {
        out.append(text, copied, at).append(replacement.apply(matcher));
        at = matcher.end();
        copied = at;
      } else {
        at++;
      }
    }
    return copied == 0 ? text.toString() : out.append(text, copied, text.length()).toString();
  }

  private boolean isEdge(CharSequence text, int at) {
    return first.test(text.charAt(at)) && (at == 0 || !notBefore.test(text.charAt(at - 1)));
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
