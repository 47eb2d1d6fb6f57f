/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import io.github.chatappender.core.model.Ticker;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matches of a user's own redaction rules, each a regular expression.
 *
 * <p>Everything a rule matches is removed; with a capturing group, only group 1. All rules read the
 * same text, in no order. If a rule takes more than 5 ms for a text, or all of them more than 50 ms
 * for an entry, or one overflows the stack, that text and the rest of its entry are withheld, since
 * the rule may have found a secret there; one line per rule reports it. All rules stay on:
 * otherwise a single crafted text would reveal the secrets of all later ones. Rules that repeatedly
 * exceed their limit get a twentieth of the time; meanwhile entries are withheld without being
 * read.
 *
 * <p>Not thread-safe: for the delivery thread.
 */
public final class UserRules {

  /** Replaces a text that a rule could not be applied to. */
  static final String WITHHELD = "[withheld: a redact rule took too long]";

  /** Matches a single char, so that indexes in the one-line form are valid in the text too. */
  private static final Pattern LINE_BREAK = Pattern.compile("[\r\n\t\u2028\u2029]");

  private static final int MOST_RULES = 50;
  private static final int MOST_CHARS = 1_000;
  private static final int SHOWN_CHARS = 80;
  private static final long BUDGET_NANOS = 5_000_000;
  private static final long ENTRY_BUDGET_NANOS = 10 * BUDGET_NANOS;
  private static final long MOST_DEBT_NANOS = 20 * BUDGET_NANOS;
  private static final int NANOS_PER_NANO_OF_DEBT = 20;

  private final List<Pattern> rules;
  private final Ticker ticker;
  private final Consumer<String> status;
  private final Set<Pattern> reported = new HashSet<>();
  private long debtNanos;
  private long paidAt;
  private boolean withholding;
  private long entryNanos;

  /**
   * Creates a set of rules.
   *
   * @param rules the result of {@link #compile}
   * @param ticker measures how long a rule takes
   * @param status takes one line for each rule that took too long
   */
  public UserRules(List<Pattern> rules, Ticker ticker, Consumer<String> status) {
    this.rules = rules;
    this.ticker = ticker;
    this.status = status;
    this.paidAt = ticker.read();
  }

  /**
   * Checks and compiles rules.
   *
   * @param regexes the setting {@code redact}
   * @param problems takes setting, rule and value of each unusable rule
   * @return the usable rules
   */
  public static List<Pattern> compile(List<String> regexes, Consumer<String> problems) {
    if (regexes.size() > MOST_RULES) {
      problems.accept("redact must have at most 50 rules: " + regexes.size());
    }
    List<Pattern> rules = new ArrayList<>();
    for (String regex : regexes) {
      String fault = fault(regex, rules);
      if (fault != null) {
        problems.accept("redact must " + fault + ": " + shown(regex));
      }
    }
    return rules;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Starts the next entry. */
  void begin() {
    long now = ticker.read();
    debtNanos -= Math.min(debtNanos, (now - paidAt) / NANOS_PER_NANO_OF_DEBT);
    paidAt = now;
    entryNanos = 0;
    withholding = debtNanos >= MOST_DEBT_NANOS;
  }

  /** Returns whether a rule took too long for this entry, so that its texts are withheld. */
  boolean isWithholding() {
    return withholding;
  }

  /**
   * Finds the rules' matches in a text, and in its one-line form, since some of it is shown so.
   *
   * @param before text shown before this one, such as a key: rules read it, but remove nothing of
   *     it
   * @param spans takes the parts of the text
   */
  void find(String before, String text, Spans spans) {
    String whole = before + text;
    Spans found = new Spans(whole.length());
    find(whole, found);
    if (LINE_BREAK.matcher(whole).find()) {
      find(LINE_BREAK.matcher(whole).replaceAll(" "), found);
    }
    int length = before.length();
    spans.addAll(found, start -> Math.max(0, start - length), end -> end - length);
    if (!before.isEmpty()) {
      find("", text, spans);
    }
  }

  private void find(String text, Spans spans) {
    for (int i = 0; i < rules.size() && !withholding; i++) {
      Pattern rule = rules.get(i);
      long budget = Math.min(BUDGET_NANOS, ENTRY_BUDGET_NANOS - entryNanos);
      DeadlineText timed = new DeadlineText(text, ticker, budget);
      try {
        find(rule, timed, spans);
        entryNanos += timed.spentNanos;
      } catch (CancellationException | StackOverflowError e) {
        debtNanos += BUDGET_NANOS;
        report(rule, e instanceof StackOverflowError ? "overflowed the stack" : "took too long");
        withholding = true; // not before: the status listener may log, which is redacted in turn
      }
    }
  }

  private void report(Pattern rule, String how) {
    if (reported.add(rule)) {
      status.accept(
          "a redact rule "
              + how
              + "; texts it cannot finish are withheld: "
              + shown(rule.pattern()));
    }
  }

  private static String shown(String regex) {
    return Texts.ellipsed(regex, SHOWN_CHARS);
  }

  /** Adds a regular expression to the rules, or returns its fault, as in "must …". */
  private static @Nullable String fault(String regex, List<Pattern> rules) {
    if (regex.length() > MOST_CHARS) {
      return "have at most 1,000 chars";
    }
    try {
      Pattern rule = Pattern.compile(regex);
      rules.add(rule);
      return rule.matcher("").find() ? "not match the empty text" : null;
    } catch (PatternSyntaxException e) {
      return "be a regular expression (" + e.getDescription() + ")";
    } catch (StackOverflowError e) {
      return "be simpler";
    }
  }

  /**
   * Marks each match, or only group 1 if the rule has one that took part in the match.
   *
   * @throws CancellationException if that takes too long
   */
  private static void find(Pattern rule, DeadlineText text, Spans spans) {
    Matcher matcher = rule.matcher(text);
    int group = matcher.groupCount() > 0 ? 1 : 0;
    while (matcher.find()) {
      int shown = matcher.start(group) < 0 ? 0 : group;
      spans.add(matcher.start(shown), matcher.end(shown));
    }
  }

  /**
   * Ends a regular expression that takes too long: it cannot continue without reading the text. Not
   * thread-safe.
   *
   * <p>The time between two readings of the ticker counts only up to a limit, since a pause of the
   * machine is not the expression's fault.
   */
  private static final class DeadlineText implements CharSequence {

    private static final int READS_PER_LOOK = 512;
    private static final long MOST_NANOS_PER_LOOK = 250_000;

    private final CharSequence text;
    private final Ticker ticker;
    private final long budgetNanos;

    /** The time spent reading, as far as measured. */
    private long spentNanos;

    private long lastLook;
    private int reads;

    DeadlineText(CharSequence text, Ticker ticker, long budgetNanos) {
      this.text = text;
      this.ticker = ticker;
      this.budgetNanos = budgetNanos;
      this.lastLook = ticker.read();
    }

    @Override
    public char charAt(int index) {
      if (++reads == READS_PER_LOOK) {
        reads = 0;
        long now = ticker.read();
        spentNanos += Math.min(now - lastLook, MOST_NANOS_PER_LOOK);
        lastLook = now;
        if (spentNanos > budgetNanos) {
          throw new CancellationException("time is up");
        }
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }
}
