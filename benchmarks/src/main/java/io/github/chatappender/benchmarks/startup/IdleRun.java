/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

/** The activity of one subject's threads in a phase without events. Immutable. */
final class IdleRun {

  /** The phase from the start until the first event. */
  static final String BEFORE = "idle before the first event";

  /** The phase some time after the last event. */
  static final String AFTER = "idle";

  final StartUpSubject subject;
  final String phase;
  final int threads;

  /** The wake-ups per minute, NaN if unknown. */
  final double wakeUpsPerMinute;

  /** The threads, and how often each of them woke up. */
  final String names;

  private IdleRun(
      StartUpSubject subject, String phase, int threads, double wakeUpsPerMinute, String names) {
    this.subject = subject;
    this.phase = phase;
    this.threads = threads;
    this.wakeUpsPerMinute = wakeUpsPerMinute;
    this.names = names;
  }

  /** Parses a line of {@link IdleMain}'s output. */
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
