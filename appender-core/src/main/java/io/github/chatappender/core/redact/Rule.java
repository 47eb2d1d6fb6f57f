/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds secrets with an expression, which is tried only where a literal occurs. Immutable. */
final class Rule {

  /** Fewer chars occur in ordinary text by chance. */
  private static final int TELLING_CHARS = 8;

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

  /**
   * Returns rules that find the webhook's own key or token as given, decoded and encoded.
   *
   * <p>Its first chars are removed with as much of the rest as follows, so that the start of a
   * truncated secret does not remain. A short secret is removed only after its name.
   */
  static Stream<Rule> ofOwn(String secret) {
    return Stream.of(secret, decoded(secret))
        .flatMap(form -> Stream.of(form, URLEncoder.encode(form, StandardCharsets.UTF_8)))
        .filter(form -> !form.isEmpty())
        .distinct()
        .map(Rule::ofForm);
  }

  private static Rule ofForm(String secret) {
    if (secret.length() < TELLING_CHARS) {
      return new Rule(secret, "(?:key|token)=(" + Pattern.quote(secret) + ")");
    }
    String begin = secret.substring(0, TELLING_CHARS);
    String rest = "";
    for (int i = secret.length() - 1; i >= TELLING_CHARS; i--) {
      rest = "(?:" + Pattern.quote(secret.substring(i, i + 1)) + rest + ")?+";
    }
    return new Rule(begin, "(" + Pattern.quote(begin) + rest + ")");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
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
