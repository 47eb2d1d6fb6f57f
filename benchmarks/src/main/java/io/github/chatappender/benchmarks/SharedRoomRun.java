/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * A service process that finds new problems at a given moment and ends once they are posted.
 * Arguments: the subject, the number of problems, the moment in milliseconds since 1970.
 */
final class SharedRoomRun {

  private static final String[] PROBLEMS = {"no route to the bank", "no stock left", "no price"};
  private static final long LOOK_MILLIS = 20;
  private static final long MOST_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private SharedRoomRun() {}

  /** Logs and waits. */
  public static void main(String[] args) throws InterruptedException {
    Host host = Subject.valueOf(args[0]).open();
    int problems = Integer.parseInt(args[1]);
    long start = Long.parseLong(args[2]);
    long left = start - System.currentTimeMillis();
    if (left < 0) {
      throw new IllegalStateException("started " + -left + " ms too late");
    }
    TimeUnit.MILLISECONDS.sleep(left);
    for (int i = 0; i < problems; i++) {
      host.error(PROBLEMS[i]);
    }
    while (host.stats().messages() < problems) {
      if (System.currentTimeMillis() - start > MOST_MILLIS) {
        throw new IllegalStateException("not posted: " + host.stats());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    Runtime.getRuntime().halt(0);
  }
}
