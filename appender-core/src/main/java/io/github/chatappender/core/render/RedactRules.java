/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.ConfigException;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies a user's own redaction rules, each a regular expression.
 *
 * <p>What a rule matches is replaced by {@code [redacted]}; if the rule has a group, only what
 * group 1 has matched is. All rules look at the same text, in no order. A rule that takes too long
 * for one text, or overflows the stack, is switched off for good and reported once; the text, and
 * what remains of its entry, is withheld, since nobody knows what the rule would have found there.
 *
 * <p>Not thread-safe: for the delivery thread.
 */
public final class RedactRules {

  /** Stands for a text that a rule could not be applied to. */
  static final String WITHHELD = "[withheld: a redact rule took too long]";

  private static final int MOST_RULES = 50;
  private static final int SHOWN_CHARS = 80;
  private static final long BUDGET_NANOS = 5_000_000;

  private final List<UserRule> rules;
  private final Ticker ticker;
  private final Consumer<String> status;

  private RedactRules(List<UserRule> rules, Ticker ticker, Consumer<String> status) {
    this.rules = new ArrayList<>(rules);
    this.ticker = ticker;
    this.status = status;
  }

  /**
   * Compiles rules.
   *
   * @param regexes the setting {@code redact}
   * @param ticker measures how long a rule takes
   * @param status takes one line for each rule that is switched off
   * @return the rules
   * @throws ConfigException naming setting, rule and value of each that cannot be used
   */
  public static RedactRules of(List<String> regexes, Ticker ticker, Consumer<String> status)
      throws ConfigException {
    check(regexes);
    List<UserRule> rules = new ArrayList<>();
    regexes.forEach(regex -> rules.add(UserRule.of(regex)));
    return new RedactRules(rules, ticker, status);
  }

  /**
   * Checks rules without keeping them.
   *
   * @param regexes the setting {@code redact}
   * @throws ConfigException naming setting, rule and value of each that cannot be used
   */
  public static void check(List<String> regexes) throws ConfigException {
    List<String> problems = new ArrayList<>();
    if (regexes.size() > MOST_RULES) {
      problems.add("redact must have at most 50 rules: " + regexes.size());
    }
    for (String regex : regexes) {
      String fault = UserRule.fault(regex);
      if (fault != null) {
        problems.add("redact must " + fault + ": " + Texts.cut(regex, SHOWN_CHARS));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** Returns an entry without what the rules match; the same one if they match nothing. */
  LogEntry apply(LogEntry entry) {
    if (rules.isEmpty()) {
      return entry;
    }
    int all = rules.size();
    return entry.withTexts(text -> apply(text, all), (key, value) -> apply(value, all));
  }

  /** Applies the rules to a text, which is withheld if they are fewer than there were. */
  private String apply(String text, int all) {
    if (text.isEmpty()) {
      return text;
    }
    Spans spans = new Spans();
    for (int i = 0; i < rules.size() && rules.size() == all; i++) {
      UserRule rule = rules.get(i);
      try {
        rule.find(new DeadlineText(text, ticker, BUDGET_NANOS), spans);
      } catch (DeadlineText.OverrunException | StackOverflowError e) {
        rules.remove(i);
        String how = e instanceof StackOverflowError ? "overflowed the stack" : "took too long";
        status.accept("redact rule " + how + " and is switched off: " + shown(rule));
      }
    }
    return rules.size() == all ? spans.applied(text) : WITHHELD;
  }

  private static String shown(UserRule rule) {
    return Texts.cut(rule.toString(), SHOWN_CHARS);
  }
}
