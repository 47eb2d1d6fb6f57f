/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds what a user's own regular expression matches. Immutable. */
final class UserRule {

  static final int MOST_CHARS = 1_000;

  private final Pattern pattern;

  private UserRule(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles a rule that {@link #fault} finds nothing wrong with.
   *
   * @throws PatternSyntaxException if it is no regular expression
   */
  static UserRule of(String regex) {
    return new UserRule(Pattern.compile(regex));
  }

  /** Returns the rule that a regular expression breaks, as in "must …"; null if it breaks none. */
  static @Nullable String fault(String regex) {
    if (regex.length() > MOST_CHARS) {
      return "have at most 1,000 chars";
    }
    try {
      return Pattern.compile(regex).matcher("").find() ? "not match the empty text" : null;
    } catch (PatternSyntaxException e) {
      return "be a regular expression (" + e.getDescription() + ")";
    } catch (StackOverflowError e) {
      return "be simpler";
    }
  }

  /**
   * Marks each match; only what group 1 has matched, if the rule has such a group and it took part.
   *
   * @throws DeadlineText.OverrunException if that takes too long
   */
  void find(DeadlineText text, Spans spans) {
    Matcher matcher = pattern.matcher(text);
    int group = matcher.groupCount() > 0 ? 1 : 0;
    while (matcher.find()) {
      int shown = matcher.start(group) < 0 ? 0 : group;
      spans.add(matcher.start(shown), matcher.end(shown));
    }
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
