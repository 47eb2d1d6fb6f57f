/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The measured start of one JVM's host. Immutable. */
final class Ready {

  /** Loopback addresses without a listener: nothing is sent before the first event. */
  private static final List<String> ADDRESSES =
      List.of(
          "-Dbenchmarks.webhookUrl="
              + "http://127.0.0.1:9/v1/spaces/STARTUP/messages?key=no-key&token=no-token",
          "-Dbenchmarks.serviceUrl=http://public@127.0.0.1:9/1");

  private static final double NANOS_PER_MILLI = 1e6;

  final double millis;

  /**
   * The CPU time of the main thread since its start, including the JVM's own start-up; NaN if
   * unknown.
   */
  final double cpuMillis;

  /** The time of the process, from the call that starts it until its end. */
  final double processMillis;

  private Ready(double millis, double cpuMillis, double processMillis) {
    this.millis = millis;
    this.cpuMillis = cpuMillis;
    this.processMillis = processMillis;
  }

  static Ready run(StartUpSubject subject) {
    return run(subject, List.of());
  }

  /** Runs a slower JVM that logs its loaded classes, and returns them. */
  static LoadedClasses classes(StartUpSubject subject) {
    try {
      Path log = Files.createTempFile("classes", ".log");
      try {
        run(subject, List.of("-Xlog:class+load=info:file=" + log + ":none"));
        return LoadedClasses.read(log);
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ready run(StartUpSubject subject, List<String> more) {
    List<String> options = new ArrayList<>(ADDRESSES);
    options.add(subject.option());
    options.addAll(more);
    try (Child child = Child.start(subject.readyMain(), options)) {
      List<String> lines = child.lines();
      double processMillis = child.age() / NANOS_PER_MILLI;
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      if (!last.matches("\\d+ -?\\d+")) {
        throw new IllegalStateException(subject + ": " + lines);
      }
      int space = last.indexOf(' ');
      long cpuNanos = Long.parseLong(last.substring(space + 1));
      return new Ready(
          Long.parseLong(last.substring(0, space)) / NANOS_PER_MILLI,
          cpuNanos < 0 ? Double.NaN : cpuNanos / NANOS_PER_MILLI,
          processMillis);
    }
  }
}
