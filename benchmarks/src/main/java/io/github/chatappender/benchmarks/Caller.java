/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

/** Logs events for one thread and counts them. */
final class Caller {

  private static final String TEMPLATE = "Order {} failed for {}";
  private static final String TEXT = "Payment failed";
  private static final int STATEMENTS = 1_000;
  private static final int REQUESTS = 1_024;
  private static final int NEWS = 100;

  private final Object order = 4711;
  private final Object customer = "alice";
  private final Failures failures = new Failures();
  private final IllegalStateException same = new Failures().create();
  private final String[] templates = new String[STATEMENTS];
  private final String[] requests = new String[REQUESTS];
  private String text = "";
  private int number;
  private long made;
  private long calls;
  private boolean loggedMany;

  Caller() {
    for (int i = 0; i < STATEMENTS; i++) {
      templates[i] = "Step " + Workload.letters(i) + " of order {} failed for {}";
    }
    for (int i = 0; i < REQUESTS; i++) {
      requests[i] = "request-" + i;
    }
  }

  /** Sets this caller's number. */
  void setNumber(int number) {
    this.number = number;
  }

  /**
   * Returns how many of this thread's events count; other threads may call this after it has
   * stopped.
   */
  long calls() {
    return calls;
  }

  /**
   * Returns whether this thread has logged more texts than appenders track; for use like {@link
   * #calls}.
   */
  boolean hasLoggedNews() {
    return made > 0 || loggedMany;
  }

  /** Records that there are more statements than appenders track. */
  void logsMany() {
    loggedMany = true;
  }

  /** Logs a message with two arguments. */
  void twoArguments(Host host) {
    calls++;
    host.error(TEMPLATE, order, customer);
  }

  /** Logs a template with two arguments. */
  void log(Host host, String template) {
    calls++;
    host.error(template, order, customer);
  }

  /** Logs the same exception every time. */
  void sameException(Host host) {
    calls++;
    host.error(TEXT, same);
  }

  /** Logs a new exception with the same frames as the one before. */
  void freshException(Host host) {
    calls++;
    host.error(TEXT, failures.create());
  }

  /** Logs a text concatenated with a number. */
  void concatenated(Host host) {
    host.error("Order " + calls++ + " failed");
  }

  /** Logs a concatenated text with the same exception every time. */
  void concatenatedSameException(Host host) {
    host.error("Order " + calls++ + " failed", same);
  }

  /** Logs a concatenated text with a new exception. */
  void concatenatedFreshException(Host host) {
    host.error("Order " + calls++ + " failed", failures.create());
  }

  /** Logs an event below error level, which appenders with a threshold refuse. */
  void refused(Host host) {
    host.warn(TEMPLATE, order, customer);
  }

  /** Logs one of a thousand statements in turn. */
  void thousandStatements(Host host) {
    host.error(templates[(int) (calls % STATEMENTS)], order, customer);
    calls++;
  }

  /** Logs a new text. */
  void everyMessageDifferent(Host host) {
    makeText();
    logText(host);
  }

  /** Builds a new text, without digits that could be masked. */
  void makeText() {
    text =
        "Order " + Workload.letters((int) made++) + " of " + Workload.letters(number) + " failed";
  }

  /** Logs the text from {@link #makeText}. */
  void logText(Host host) {
    calls++;
    host.error(text);
  }

  /** Sets one of five MDC keys (the others only once), and logs two arguments. */
  void mdcChanging(Host host) {
    if (calls == 0) {
      host.mdc("tenant", "acme");
      host.mdc("user", "alice");
      host.mdc("session", "4f1c2a");
      host.mdc("path", "/orders");
    }
    host.mdc("request", requests[(int) (calls % REQUESTS)]);
    twoArguments(host);
  }

  /** Logs two arguments, but one event in a hundred has a new text. */
  void mixed(Host host) {
    if (calls % NEWS == 0) {
      everyMessageDifferent(host);
    } else {
      twoArguments(host);
    }
  }
}
