/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets with an expression, which is tried only where a literal occurs. Immutable. */
final class Rule {

  /** The literal, in any case, without which the expression matches nothing. */
  final String needed;

  private final String neededInLowerCase;
  private final Pattern pattern;

  /** Creates a rule that removes the first group of an expression. */
  Rule(String needed, String regex) {
    this.needed = needed;
    this.neededInLowerCase = needed.toLowerCase(Locale.ROOT);
    this.pattern = Pattern.compile(regex);
  }

  void find(CharSequence text, String lowerCase, Spans spans) {
    if (lowerCase.contains(neededInLowerCase)) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        spans.add(matcher.start(1), matcher.end(1));
      }
    }
  }
}
