/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * Combines the figures of a run's courses: a table of targets, charts, and the data with a
 * description of the machine.
 *
 * <p>Arguments: the directory of the courses' figures, and the output directory.
 */
public final class Performance {

  private static final List<String> COURSES =
      List.of("append.csv", "end-to-end.csv", "startup.csv", "growth.csv");
  private static final int STORM_THREADS = 2;
  private static final int ERRORS = 200_000;

  private static final Map<String, String> HOSTS = new LinkedHashMap<>();

  static {
    HOSTS.put("LOGBACK", "Logback");
    HOSTS.put("LOG4J2", "Log4j2");
  }

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("ASYNC", "AsyncAppender before a no-op");
    NAMES.put("DISRUPTOR", "Logstash Disruptor before a no-op");
    NAMES.put("LOKI", "Loki4j");
    NAMES.put("SENTRY", "Sentry");
    NAMES.put("SLACK", "Slack behind AsyncAppender");
    NAMES.put("HTTP", "HttpAppender behind AsyncAppender");
    NAMES.put("CHAT", "Google Chat Appender");
  }

  private static final Map<String, String> CASES = new LinkedHashMap<>();

  static {
    CASES.put("twoArguments", "repeat");
    CASES.put("sameException", "repeat, same exception");
    CASES.put("freshException", "repeat, fresh exception");
    CASES.put("everyMessageDifferent", "every message different");
  }

  private Performance() {}

  /** Reads, prints and writes. */
  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Path.of(args[1]);
    Results all = new Results();
    for (String course : COURSES) {
      Path csv = from.resolve(course);
      if (Files.exists(csv)) {
        all.addAll(Results.read(csv));
      }
    }
    all.write(to.resolve("figures.csv"));
    Files.write(to.resolve("machine.txt"), machine());
    writeCharts(all, to);
    System.out.print(Targets.table(all));
  }

  private static void writeCharts(Results all, Path to) throws IOException {
    append(all, "LOGBACK").write(to.resolve("append-logback.svg"));
    append(all, "LOG4J2").write(to.resolve("append-log4j2.svg"));
    stormTime(all).write(to.resolve("storm-time.svg"));
    lost(all).write(to.resolve("storm-lost.svg"));
    startUp(all).write(to.resolve("start-up.svg"));
  }

  private static BarChart append(Results all, String host) {
    String title = "What a call costs above " + HOSTS.get(host) + "'s no-op";
    BarChart chart = new BarChart(title, "ns, logarithmic", true);
    CASES.forEach(
        (scenario, words) ->
            NAMES.forEach(
                (subject, label) ->
                    all.value(scenario, host + "_" + subject, 1, "ns/op")
                        .ifPresent(
                            nanos ->
                                chart.bar(
                                    label,
                                    words,
                                    nanos
                                        - all.value(scenario, host + "_NOOP", 1, "ns/op")
                                            .orElse(0)))));
    return chart;
  }

  private static BarChart stormTime(Results all) {
    return storm(
        "200,000 errors from 2 threads: until they were logged",
        "ms",
        (scenario, subject) -> storm(all, scenario, subject, "ms until logged"));
  }

  /** Draws the events that were neither reported nor counted as lost. */
  private static BarChart lost(Results all) {
    return storm(
        "200,000 errors: lost without a word in 30 s",
        "events",
        (scenario, subject) ->
            ERRORS
                - storm(all, scenario, subject, "events told")
                - storm(all, scenario, subject, "events said to be lost"));
  }

  /** Draws the known figures, by host and workload. */
  private static BarChart storm(
      String title, String unit, ToDoubleBiFunction<String, String> value) {
    BarChart chart = new BarChart(title, unit, false);
    Map<String, String> subjects = new LinkedHashMap<>();
    subjects.put("NOOP", "no-op");
    subjects.putAll(NAMES);
    for (String host : HOSTS.keySet()) {
      for (String scenario : List.of("TWENTY_STATEMENTS", "ALL_DISTINCT")) {
        String words = scenario.equals("ALL_DISTINCT") ? "all distinct" : "20 statements";
        subjects.forEach(
            (subject, label) -> {
              double known = value.applyAsDouble(scenario, host + "_" + subject);
              if (!Double.isNaN(known)) {
                chart.bar(label, HOSTS.get(host) + ", " + words, known);
              }
            });
      }
    }
    return chart;
  }

  private static double storm(Results all, String scenario, String subject, String metric) {
    return all.value(scenario, subject, STORM_THREADS, metric).orElse(Double.NaN);
  }

  private static BarChart startUp(Results all) {
    BarChart chart = new BarChart("From main until the logging context is ready", "ms", false);
    HOSTS.forEach(
        (host, group) -> {
          all.value("ready", host + "_NOOP", 1, "ms median")
              .ifPresent(millis -> chart.bar("no-op", group, millis));
          NAMES.forEach(
              (subject, label) ->
                  all.value("ready", host + "_" + subject, 1, "ms median")
                      .ifPresent(millis -> chart.bar(label, group, millis)));
        });
    return chart;
  }

  /** Returns a description of the machine that was measured. */
  private static List<String> machine() throws IOException {
    Properties system = System.getProperties();
    Map<String, String> facts = new TreeMap<>();
    facts.put("java", system.getProperty("java.vendor") + " " + system.getProperty("java.version"));
    facts.put("vm", system.getProperty("java.vm.name"));
    facts.put("os", system.getProperty("os.name") + " " + system.getProperty("os.version"));
    facts.put("arch", system.getProperty("os.arch"));
    facts.put("processors", "" + Runtime.getRuntime().availableProcessors());
    Path cpus = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpus)) {
      Files.readAllLines(cpus).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .ifPresent(line -> facts.put("cpu", line.substring(line.indexOf(':') + 1).trim()));
    }
    for (String jar : system.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = String.valueOf(Path.of(jar).getFileName());
      if (name.matches("(?:logback|log4j|sentry|loki|logstash|jmh-core).*\\.jar")) {
        facts.put("library " + name.replaceAll("-\\d.*", ""), name);
      }
    }
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue())
        .collect(Collectors.toList());
  }
}
