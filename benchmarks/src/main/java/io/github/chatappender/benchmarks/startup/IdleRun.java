/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

/** What the threads of one subject have done in a phase in which nothing was logged. Immutable. */
final class IdleRun {

  /** From the start on, until the first event. */
  static final String BEFORE = "idle before the first event";

  /** Some time after the last event. */
  static final String AFTER = "idle";

  final StartUpSubject subject;
  final String phase;
  final int threads;

  /** NaN where nobody counts. */
  final double wakeUpsPerMinute;

  /** Which threads, and how often each of them woke up. */
  final String names;

  private IdleRun(
      StartUpSubject subject, String phase, int threads, double wakeUpsPerMinute, String names) {
    this.subject = subject;
    this.phase = phase;
    this.threads = threads;
    this.wakeUpsPerMinute = wakeUpsPerMinute;
    this.names = names;
  }

  /** Reads a line of {@link IdleMain}. */
  static IdleRun parse(StartUpSubject subject, String line, long seconds) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 4) {
      throw new IllegalArgumentException("not a run of " + subject + ": " + line);
    }
    long wakeUps = Long.parseLong(cells[2]);
    double perMinute = wakeUps < 0 ? Double.NaN : wakeUps * 60.0 / seconds;
    return new IdleRun(subject, cells[0], Integer.parseInt(cells[1]), perMinute, cells[3]);
  }
}
