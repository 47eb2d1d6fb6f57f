/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import io.github.chatappender.benchmarks.startup.Child;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures the outcome of a storm: two threads of an application log 200,000 errors as fast as they
 * can. Each subject has its own JVM and posts to an endpoint that takes 100 ms to answer; ours
 * posts to a Chat space with Google's quota.
 *
 * <p>Arguments: the number of errors, the seconds each application waits for delivery, and the
 * number of runs for the median. Only the hosts' own appenders and ours are run more than once;
 * these are stopped as soon as everything is logged.
 */
public final class EndToEnd {

  static final String COURSE = "end-to-end";
  static final String TOLD = "events told";
  static final String REQUESTS = "messages";

  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final Set<Subject> SUBJECTS =
      EnumSet.of(
          Subject.LOGBACK_NOOP,
          Subject.LOGBACK_ASYNC,
          Subject.LOGBACK_LOKI,
          Subject.LOGBACK_SENTRY,
          Subject.LOGBACK_SLACK,
          Subject.LOGBACK_CHAT,
          Subject.LOG4J2_NOOP,
          Subject.LOG4J2_ASYNC,
          Subject.LOG4J2_SENTRY,
          Subject.LOG4J2_HTTP,
          Subject.LOG4J2_CHAT);

  private final int errors;
  private final int seconds;
  private final int rounds;
  private final Map<String, List<Double>> quick = new TreeMap<>();
  private final Results results = new Results();

  EndToEnd(int errors, int seconds, int rounds) {
    this.errors = errors;
    this.seconds = seconds;
    this.rounds = rounds;
  }

  /** Measures everything, prints a table and writes {@code end-to-end.csv}. */
  public static void main(String[] args) throws IOException {
    EndToEnd course =
        new EndToEnd(
            Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Results results =
        course.run(
            SUBJECTS, EnumSet.range(Workload.TWENTY_STATEMENTS, Workload.ALL_DISTINCT_EXCEPTIONS));
    results.write(Path.of(System.getProperty("benchmarks.output", "."), COURSE + ".csv"));
    System.out.print(table(results));
  }

  /** Measures subjects under workloads, in turn. */
  Results run(Set<Subject> subjects, Set<Workload> workloads) {
    for (Workload workload : workloads) {
      for (int round = 0; round < rounds; round++) {
        for (Subject subject : subjects) {
          if (subject.service() == null) {
            // stopped as soon as everything is logged, with all events still pending
            note(subject, workload, observe(subject, workload, errors, 0, false));
          }
        }
      }
      for (Subject subject : subjects) {
        if (subject.service() != null) {
          Map<String, Double> seen = observe(subject, workload, errors, seconds, false);
          note(subject, workload, seen);
          delivered(subject, workload, seen);
        } else if (subject.isOurs()) {
          delivered(subject, workload, observe(subject, workload, errors, seconds, false));
        }
      }
    }
    quick.forEach(this::addMedian);
    return results;
  }

  private void note(Subject subject, Workload workload, Map<String, Double> seen) {
    for (String metric :
        List.of(EndToEndRun.LOGGED_MILLIS, EndToEndRun.HEAP_MEBIBYTES, EndToEndRun.STOP_MILLIS)) {
      quick
          .computeIfAbsent(workload + "," + subject + "," + metric, key -> new ArrayList<>())
          .add(seen.getOrDefault(metric, Double.NaN));
    }
  }

  private void addMedian(String key, List<Double> values) {
    Collections.sort(values);
    String[] names = key.split(",", -1);
    results.add(
        new Figure(
            COURSE,
            names[0],
            names[1],
            EndToEndRun.THREADS,
            names[2],
            values.get(values.size() / 2)));
  }

  private void delivered(Subject subject, Workload workload, Map<String, Double> seen) {
    for (String metric : List.of(TOLD, EndToEndRun.DROPPED, REQUESTS)) {
      results.add(
          new Figure(
              COURSE,
              workload.name(),
              subject.name(),
              EndToEndRun.THREADS,
              metric,
              seen.getOrDefault(metric, 0.0)));
    }
  }

  /**
   * Runs an application that logs a workload.
   *
   * @param stay the seconds it waits for delivery
   * @param timed whether each call is timed
   * @return the figures by name
   */
  static Map<String, Double> observe(
      Subject subject, Workload workload, int errors, int stay, boolean timed) {
    List<String> arguments =
        List.of(
            subject.name(),
            workload.name(),
            "" + errors,
            "" + stay,
            timed ? EndToEndRun.TIMED : "");
    Service service = subject.service();
    if (service == null) {
      try (ChatSpace space = ChatSpace.start()) {
        space.answerWith(Misbehavior.delay(LATENCY));
        Map<String, Double> seen = child(arguments, space.webhookUrl(), "");
        int messages = space.messages().size();
        seen.put(TOLD, seen.getOrDefault(EndToEndRun.REPORTED, 0.0));
        seen.put(REQUESTS, (double) messages);
        if (messages < seen.getOrDefault(EndToEndRun.MESSAGES, 0.0)) {
          throw new IllegalStateException(subject + " has posted " + messages + ": " + seen);
        }
        return seen;
      }
    }
    try (ServiceServer server = ServiceServer.start(service, LATENCY)) {
      Map<String, Double> seen = child(arguments, "", server.address());
      seen.put(TOLD, (double) server.events());
      seen.put(REQUESTS, (double) server.requests());
      return seen;
    }
  }

  private static Map<String, Double> child(List<String> arguments, String webhook, String service) {
    List<String> options =
        List.of(
            "-Xms256m",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-D" + Scene.ADDRESS + "=" + webhook,
            "-D" + Scene.SERVICE + "=" + service);
    Map<String, Double> seen = new TreeMap<>();
    try (Child child = Child.start(EndToEndRun.class, options, arguments.toArray(new String[0]))) {
      for (String line : child.lines()) {
        int equals = line.lastIndexOf('=');
        if (line.startsWith(EndToEndRun.FIGURE)) {
          seen.put(
              line.substring(EndToEndRun.FIGURE.length(), equals),
              Double.parseDouble(line.substring(equals + 1)));
        }
      }
    }
    return seen;
  }

  /** Formats the figures as Markdown. */
  static String table(Results results) {
    StringBuilder table =
        new StringBuilder(
            "| workload | subject | ms until logged | MiB live | ms to stop | events reported"
                + " | counted as lost | messages |\n|---|---|--:|--:|--:|--:|--:|--:|\n");
    List<String> known = new ArrayList<>();
    for (Figure figure : results.figures()) {
      String key = figure.scenario + "," + figure.subject;
      if (figure.metric.equals(EndToEndRun.LOGGED_MILLIS) && !known.contains(key)) {
        known.add(key);
        table.append("| ").append(figure.scenario).append(" | ").append(figure.subject);
        for (String metric :
            List.of(
                EndToEndRun.LOGGED_MILLIS,
                EndToEndRun.HEAP_MEBIBYTES,
                EndToEndRun.STOP_MILLIS,
                TOLD,
                EndToEndRun.DROPPED,
                REQUESTS)) {
          table.append(" | ");
          results
              .value(figure.scenario, figure.subject, EndToEndRun.THREADS, metric)
              .ifPresent(value -> table.append(String.format(Locale.ROOT, "%,.0f", value)));
        }
        table.append(" |\n");
      }
    }
    return table.toString();
  }
}
