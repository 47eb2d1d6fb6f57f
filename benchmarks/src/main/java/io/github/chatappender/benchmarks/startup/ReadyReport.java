/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The last words of a JVM whose host is ready: they load next to nothing. */
final class ReadyReport {

  /** Of the calling thread: nanoseconds on a CPU, and what the scheduler says beside them. */
  private static final String SCHEDULED = "/proc/thread-self/schedstat";

  private ReadyReport() {}

  /** Prints nanoseconds and those of them on a CPU, {@code -1} where nobody says; then halts. */
  static void printAndHalt(long nanos, boolean started) {
    long cpuNanos = cpuNanos();
    System.out.println(started ? nanos + " " + cpuNanos : "not started");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Returns those of the thread since its start. */
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
