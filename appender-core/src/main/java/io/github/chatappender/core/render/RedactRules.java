/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.ConfigException;
import io.github.chatappender.core.model.Ticker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what a user's own redaction rules match, each a regular expression.
 *
 * <p>What a rule matches is to be taken out; if the rule has a group, only what group 1 has matched
 * is. All rules look at the same text, in no order. Where a rule takes more than 5 ms for a text,
 * or all of them more than 50 ms for an entry, or one overflows the stack, the text and what
 * remains of its entry is withheld, since nobody knows what the rule would have found there; that
 * is reported once for each rule. All rules stay on, or one text made for it would show the secrets
 * of all later ones. Rules that run over again and again get a twentieth of the time; meanwhile
 * entries are withheld without being looked at.
 *
 * <p>Not thread-safe: for the delivery thread.
 */
public final class RedactRules {

  /** Stands for a text that a rule could not be applied to. */
  static final String WITHHELD = "[withheld: a redact rule took too long]";

  private static final int MOST_RULES = 50;
  private static final int SHOWN_CHARS = 80;
  private static final long BUDGET_NANOS = 5_000_000;
  private static final long ENTRY_BUDGET_NANOS = 10 * BUDGET_NANOS;
  private static final long MOST_DEBT_NANOS = 20 * BUDGET_NANOS;
  private static final int NANOS_PER_NANO_OF_DEBT = 20;

  private final List<UserRule> rules;
  private final Ticker ticker;
  private final Consumer<String> status;
  private final Set<UserRule> reported = new HashSet<>();
  private long debtNanos;
  private long paidAt;
  private boolean withholding;
  private long entryNanos;

  private RedactRules(List<UserRule> rules, Ticker ticker, Consumer<String> status) {
    this.rules = List.copyOf(rules);
    this.ticker = ticker;
    this.status = status;
    this.paidAt = ticker.read();
  }

  /**
   * Compiles rules.
   *
   * @param regexes the setting {@code redact}
   * @param ticker measures how long a rule takes
   * @param status takes one line for each rule that took too long
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

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Turns to the texts of another entry. */
  void begin() {
    payOff(ticker.read());
    entryNanos = 0;
    withholding = debtNanos >= MOST_DEBT_NANOS;
  }

  /** Tells whether nobody knows what the rules would have found in a text of this entry. */
  boolean isWithholding() {
    return withholding;
  }

  /**
   * Finds what the rules match in a text, and in the same text as one line, which is how some of it
   * is shown.
   *
   * @param before what is shown before the text, such as a key: rules see it, but nothing of it is
   *     taken out
   * @param text the text
   * @param spans takes the parts of the text
   */
  void find(String before, String text, Spans spans) {
    String whole = before + text;
    Spans found = new Spans();
    find(whole, found);
    String line = asOneLine(whole);
    if (!line.equals(whole)) {
      find(line, found);
    }
    spans.addAllBehind(before.length(), found);
    if (!before.isEmpty()) {
      find("", text, spans);
    }
  }

  private static String asOneLine(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (Chars.lineEnd(line.charAt(i)) || line.charAt(i) == '\t') {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }

  private void find(String text, Spans spans) {
    for (int i = 0; i < rules.size() && !withholding; i++) {
      UserRule rule = rules.get(i);
      long budget = Math.min(BUDGET_NANOS, ENTRY_BUDGET_NANOS - entryNanos);
      DeadlineText timed = new DeadlineText(text, ticker, budget);
      try {
        rule.find(timed, spans);
        entryNanos += timed.spentNanos();
      } catch (DeadlineText.OverrunException | StackOverflowError e) {
        debtNanos += BUDGET_NANOS;
        report(rule, e instanceof StackOverflowError ? "overflowed the stack" : "took too long");
        withholding = true; // not before: whoever hears of it may log, and have that redacted
      }
    }
  }

  private void payOff(long now) {
    debtNanos -= Math.min(debtNanos, (now - paidAt) / NANOS_PER_NANO_OF_DEBT);
    paidAt = now;
  }

  private void report(UserRule rule, String how) {
    if (reported.add(rule)) {
      status.accept("redact rule " + how + ", such texts are withheld: " + shown(rule));
    }
  }

  private static String shown(UserRule rule) {
    return Texts.cut(rule.toString(), SHOWN_CHARS);
  }
}
