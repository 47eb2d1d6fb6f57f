/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import io.github.chatappender.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures an appender's cost before the first event and while nothing is logged, compared with the
 * no-op and Sentry's. Prints tables, and writes {@code startup.csv} to the directory of {@code
 * benchmarks.output}.
 */
public final class StartUp {

  static final String COURSE = "startup";

  private StartUp() {}

  /**
   * Runs all courses.
   *
   * @param args how often to start each subject, and the seconds to watch idle threads
   */
  public static void main(String[] args) throws IOException {
    int runs = Integer.parseInt(args[0]);
    long seconds = Long.parseLong(args[1]);
    Map<StartUpSubject, LoadedClasses> loaded = new EnumMap<>(StartUpSubject.class);
    for (StartUpSubject subject : StartUpSubject.values()) {
      loaded.put(subject, Ready.classes(subject));
    }
    Results results = ReadyCourse.times(runs);
    results.addAll(ReadyCourse.classes(loaded));
    results.addAll(Footprint.of());
    List<IdleRun> idle = IdleCourse.run(List.of(StartUpSubject.values()), seconds, seconds);
    results.addAll(IdleCourse.results(idle));
    results.write(Path.of(System.getProperty("benchmarks.output", "target"), COURSE + ".csv"));
    PrintStream out = System.out;
    out.println(StartUpTables.ready(results));
    out.println(StartUpTables.packages(loaded));
    out.println(StartUpTables.footprint(results));
    out.print(StartUpTables.idle(idle));
  }
}
