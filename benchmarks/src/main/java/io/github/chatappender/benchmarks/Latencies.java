/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long an application's {@code logger.error(...)} takes under the worst faults of our
 * appender's endpoint, compared with the same host's no-op, and prints a table.
 *
 * <p>One argument: the seconds of each course.
 */
public final class Latencies {

  private static final int WARM_UP_CALLS = 10_000;
  private static final List<Subject> OURS = List.of(Subject.LOGBACK_CHAT, Subject.LOG4J2_CHAT);

  private Latencies() {}

  /** Runs all courses, after a short one of each host that is not shown. */
  public static void main(String[] args) {
    long calls = TimeUnit.SECONDS.toNanos(Long.parseLong(args[0])) / PacedCaller.INTERVAL_NANOS;
    List<LatencyCourse> courses = new ArrayList<>();
    for (Subject subject : OURS) {
      LatencyCourse.run(Fault.HEALTHY, subject, WARM_UP_CALLS);
    }
    for (Fault fault : Fault.values()) {
      for (Subject subject : OURS) {
        courses.add(LatencyCourse.run(fault, subject, calls));
      }
    }
    PrintStream out = System.out;
    out.print(LatencyTable.of(courses));
  }
}
