/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.util.List;

/**
 * Explains why events are one problem. Immutable. All texts are redacted.
 *
 * <p>Two events are the same problem if their canonical texts are equal; the fingerprint is a hash
 * of this text, and its first 8 hex digits are the id that messages show.
 */
public final class Explanation {

  /** The most statements that an explanation lists. */
  public static final int MOST_STATEMENTS = 20;

  private final String fingerprint;
  private final String rule;
  private final List<String> canonicalText;
  private final List<String> statements;
  private final int statementCount;
  private final List<String> advice;

  /**
   * Creates an explanation.
   *
   * @param fingerprint 16 hex digits
   * @param rule the rule that applied, in plain words
   * @param canonicalText the lines of the text behind the fingerprint
   * @param statements the log statements whose events are this problem, a line each
   * @param statementCount how many statements there are, listed or not
   * @param advice how to split or merge the problem, a line each
   */
  public Explanation(
      String fingerprint,
      String rule,
      List<String> canonicalText,
      List<String> statements,
      int statementCount,
      List<String> advice) {
    this.fingerprint = fingerprint;
    this.rule = rule;
    this.canonicalText = List.copyOf(canonicalText);
    this.statements = List.copyOf(statements);
    this.statementCount = statementCount;
    this.advice = List.copyOf(advice);
  }

  /**
   * Returns the id that messages show.
   *
   * @return 8 lower-case hex digits
   */
  public String id() {
    return fingerprint.substring(0, Math.min(8, fingerprint.length()));
  }

  /**
   * Returns the whole fingerprint, as in thread keys and links.
   *
   * @return 16 lower-case hex digits
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Returns the rule that applied.
   *
   * @return one line in plain words
   */
  public String rule() {
    return rule;
  }

  /**
   * Returns the text behind the fingerprint.
   *
   * @return its lines, each a name, an equals sign and a value, but for the first
   */
  public List<String> canonicalText() {
    return canonicalText;
  }

  /**
   * Returns the log statements whose events this problem counts now.
   *
   * @return logger, text and count of each; at most {@link #MOST_STATEMENTS}
   */
  public List<String> statements() {
    return statements;
  }

  /**
   * Returns how many statements there are, listed or not.
   *
   * @return a count
   */
  public int statementCount() {
    return statementCount;
  }

  /**
   * Returns what would split the problem, or merge it with others.
   *
   * @return a line for each possibility, naming the setting
   */
  public List<String> advice() {
    return advice;
  }

  /** Returns everything in lines that people can read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("problem " + id() + ": " + rule);
    append(text, "canonical text, fingerprint " + fingerprint, canonicalText);
    append(text, "statements counted here, " + statementCount + " in all", statements);
    append(text, "to split or merge", advice);
    return text.toString();
  }

  private static void append(StringBuilder text, String heading, List<String> lines) {
    text.append('\n').append(heading).append(':');
    lines.forEach(line -> text.append("\n  ").append(line));
  }
}
