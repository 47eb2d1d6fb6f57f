/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Prints the report of a JVM whose host is ready; loads almost no classes. */
final class ReadyReport {

  /** The calling thread's nanoseconds on a CPU, followed by other scheduler figures. */
  private static final String SCHEDULED = "/proc/thread-self/schedstat";

  private ReadyReport() {}

  /** Prints elapsed and CPU nanoseconds, {@code -1} if unknown; then halts. */
  static void printAndHalt(long nanos, boolean started) {
    long cpuNanos = cpuNanos();
    System.out.println(started ? nanos + " " + cpuNanos : "not started");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Returns the thread's CPU nanoseconds since its start. */
  private static long cpuNanos() {
    try (InputStream file = new FileInputStream(SCHEDULED)) {
      byte[] text = file.readAllBytes();
      long nanos = 0;
      for (int i = 0; i < text.length && text[i] >= '0' && text[i] <= '9'; i++) {
        nanos = nanos * 10 + text[i] - '0';
      }
      return nanos;
    } catch (IOException e) {
      return -1;
    }
  }
}
