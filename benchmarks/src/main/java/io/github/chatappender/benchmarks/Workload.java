/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

/** What two threads of an application log as fast as they can. Stateless. */
enum Workload {
  /** Messages of twenty statements, each with two arguments. */
  TWENTY_STATEMENTS {
    @Override
    void log(Host host, int number, Failures failures) {
      host.error(TEMPLATES[number % TEMPLATES.length], number, "alice");
    }
  },
  /** Texts that are all different, and have no digits that could be masked. */
  ALL_DISTINCT {
    @Override
    void log(Host host, int number, Failures failures) {
      host.error("Order " + letters(number) + " failed");
    }
  },
  /** Such texts, each with an exception of its own. */
  ALL_DISTINCT_EXCEPTIONS {
    @Override
    void log(Host host, int number, Failures failures) {
      host.error("Order " + letters(number) + " failed", failures.create());
    }
  };

  private static final int STATEMENTS = 20;
  private static final int LETTERS = 26;
  private static final String[] TEMPLATES = new String[STATEMENTS];

  static {
    for (int i = 0; i < STATEMENTS; i++) {
      TEMPLATES[i] = "Step " + letters(i) + " of order {} failed for {}";
    }
  }

  /** Logs an error. */
  abstract void log(Host host, int number, Failures failures);

  /** Writes a number with letters as digits, the last one first. */
  static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    int rest = number;
    do {
      letters.append((char) ('a' + rest % LETTERS));
      rest /= LETTERS;
    } while (rest > 0);
    return letters.toString();
  }
}
