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
import java.util.stream.Collectors;

/**
 * Puts the figures of all courses of a run together: a table of what is to be reached, charts, and
 * the data with the machine that they are of.
 *
 * <p>Arguments: where the courses have written their figures, and where all goes.
 */
public final class Performance {

  private static final List<String> COURSES =
      List.of("append.csv", "end-to-end.csv", "startup.csv", "growth.csv");
  private static final int STORM_THREADS = 2;

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
    append(all, "LOGBACK", "Logback").write(to.resolve("append-logback.svg"));
    append(all, "LOG4J2", "Log4j2").write(to.resolve("append-log4j2.svg"));
    storm(all, "ms until logged", "200,000 errors from 2 threads: until they were logged", "ms")
        .write(to.resolve("storm-time.svg"));
    untold(all).write(to.resolve("storm-untold.svg"));
    startUp(all).write(to.resolve("start-up.svg"));
  }

  private static BarChart append(Results all, String host, String name) {
    BarChart chart =
        new BarChart("What a call costs above " + name + "'s no-op", "ns, logarithmic", true);
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

  private static BarChart storm(Results all, String metric, String title, String unit) {
    BarChart chart = new BarChart(title, unit, false);
    Map<String, String> subjects = new LinkedHashMap<>();
    subjects.put("NOOP", "no-op");
    subjects.putAll(NAMES);
    for (String host : List.of("LOGBACK", "LOG4J2")) {
      for (String scenario : List.of("TWENTY_STATEMENTS", "ALL_DISTINCT")) {
        String group = (host.equals("LOGBACK") ? "Logback, " : "Log4j2, ") + words(scenario);
        subjects.forEach(
            (subject, label) ->
                all.value(scenario, host + "_" + subject, STORM_THREADS, metric)
                    .ifPresent(value -> chart.bar(label, group, value)));
      }
    }
    return chart;
  }

  /** What is neither told nor said to be lost. */
  private static BarChart untold(Results all) {
    BarChart chart = new BarChart("200,000 errors: lost without a word in 30 s", "events", false);
    for (String host : List.of("LOGBACK", "LOG4J2")) {
      for (String scenario : List.of("TWENTY_STATEMENTS", "ALL_DISTINCT")) {
        String group = (host.equals("LOGBACK") ? "Logback, " : "Log4j2, ") + words(scenario);
        NAMES.forEach(
            (subject, label) ->
                all.value(scenario, host + "_" + subject, STORM_THREADS, "events told")
                    .ifPresent(
                        told ->
                            chart.bar(
                                label,
                                group,
                                200_000
                                    - told
                                    - all.value(
                                            scenario,
                                            host + "_" + subject,
                                            STORM_THREADS,
                                            "events said to be lost")
                                        .orElse(0))));
      }
    }
    return chart;
  }

  private static BarChart startUp(Results all) {
    BarChart chart = new BarChart("From main until the logging context is ready", "ms", false);
    for (String host : List.of("LOGBACK", "LOG4J2")) {
      String group = host.equals("LOGBACK") ? "Logback" : "Log4j2";
      all.value("ready", host + "_NOOP", 1, "ms median")
          .ifPresent(millis -> chart.bar("no-op", group, millis));
      NAMES.forEach(
          (subject, label) ->
              all.value("ready", host + "_" + subject, 1, "ms median")
                  .ifPresent(millis -> chart.bar(label, group, millis)));
    }
    return chart;
  }

  private static String words(String scenario) {
    return scenario.equals("ALL_DISTINCT") ? "all distinct" : "20 statements";
  }

  /** Tells on what the figures were measured. */
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
