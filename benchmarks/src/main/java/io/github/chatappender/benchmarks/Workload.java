/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import com.example.shop.OrderFailures;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The events that two threads of an application log as fast as they can. Stateless. */
enum Workload {
  /** Twenty statements, each with two arguments. */
  TWENTY_STATEMENTS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error(TEMPLATES[number % TEMPLATES.length], number, "alice");
    }
  },
  /** Texts that all differ and have no digits that could be masked. */
  ALL_DISTINCT {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order " + letters(number) + " failed");
    }
  },
  /** The same texts, each with its own exception. */
  ALL_DISTINCT_EXCEPTIONS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order " + letters(number) + " failed", failing.deep.create());
    }
  },
  /** Texts concatenated with a number. */
  NUMBERS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order " + number + " failed");
    }
  },
  /** The same texts, each with its own exception. */
  NUMBERS_EXCEPTIONS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order " + number + " failed", failing.own.create());
    }
  },
  /** Texts concatenated with a UUID. */
  UUIDS {
    @Override
    void log(Host host, int number, Failing failing) {
      Random random = ThreadLocalRandom.current();
      host.error("Order " + new UUID(random.nextLong(), random.nextLong()) + " failed");
    }
  },
  /** Texts concatenated with a ULID. */
  ULIDS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order 01J" + any(CROCKFORD, 23) + " failed");
    }
  },
  /** Texts concatenated with 16 hex digits. */
  HEX_DIGITS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order " + any("0123456789abcdef", 16) + " failed");
    }
  },
  /** Texts concatenated with a two-part id of capitals and digits. */
  ORDER_IDS {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("Order ORD-" + any(UPPER, 4) + "-" + any(UPPER, 2) + " failed");
    }
  },
  /** The same texts, each with its own exception. */
  ORDER_IDS_EXCEPTIONS {
    @Override
    void log(Host host, int number, Failing failing) {
      String id = "ORD-" + any(UPPER, 4) + "-" + any(UPPER, 2);
      host.error("Order " + id + " failed", failing.own.create());
    }
  },
  /** Texts with one of 5,000 names. */
  NAMES {
    @Override
    void log(Host host, int number, Failing failing) {
      host.error("User " + letters(number % 5_000) + " not found");
    }
  };

  /** Creates the exceptions of one thread. */
  static final class Failing {

    /** Exceptions of 40 frames with a cause, in a library's package. */
    final Failures deep = new Failures();

    /** Exceptions with 25 of the application's frames. */
    final OrderFailures own = new OrderFailures();
  }

  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private static final int STATEMENTS = 20;
  private static final int LETTERS = 26;
  private static final String[] TEMPLATES = new String[STATEMENTS];

  static {
    for (int i = 0; i < STATEMENTS; i++) {
      TEMPLATES[i] = "Step " + letters(i) + " of order {} failed for {}";
    }
  }

  /** Logs an error. */
  abstract void log(Host host, int number, Failing failing);

  private static String any(String chars, int length) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = chars.charAt(random.nextInt(chars.length()));
    }
    return new String(text);
  }

  /** Returns a number with letters as digits, the last one first. */
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
