/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Compares the figures of one run with the targets, which are ratios within the run. <em>Added</em>
 * means the increase over the same host's no-op. For one use.
 */
final class Targets {

  private static final String NANOS = "ns/op";
  private static final String BYTES = "B/op";
  private static final double HALF_A_BYTE = 0.5;
  private static final int OVERSUBSCRIBED_THREADS = 8;
  private static final int STORM_THREADS = 2;
  private static final double ERRORS = 200_000;

  private final Results results;
  private final StringBuilder rows =
      new StringBuilder("| case | host | to reach | measured | reached |\n|---|---|---|--:|---|\n");

  private Targets(Results results) {
    this.results = results;
  }

  /** Formats all targets as Markdown, leaving out those that were not measured. */
  static String table(Results results) {
    Targets targets = new Targets(results);
    for (String host : List.of("LOGBACK", "LOG4J2")) {
      targets.append(host);
      targets.storm(host);
      targets.startUp(host);
    }
    return targets.rows.toString();
  }

  private void append(String host) {
    double refusing = nanos("levelRefused", host + "_THRESHOLD", 1);
    ratio(
        "refused by level",
        host,
        "≤ 1.0 x a `ThresholdFilter`",
        nanos("levelRefused", host + "_CHAT", 1) / refusing,
        1.0);
    ofAsync("repeat without exception", "twoArguments", host, 0.1);
    bytes("repeat without exception", "twoArguments", host);
    ofAsync("repeat with the same exception", "sameException", host, 0.25);
    bytes("repeat with the same exception", "sameException", host);
    fresh(host);
    ratio(
        "every message different, queue full",
        host,
        "≤ 1.5 x `AsyncAppender`'s drop",
        // with grouping, the queue is constantly emptied and never full
        nanos("fullQueue", host + "_CHAT_UNGROUPED", 1) / nanos("fullQueue", host + "_ASYNC", 1),
        1.5);
    ratio(
        "lone event, p50",
        host,
        "≤ 1.0 x `AsyncAppender`",
        value("loneEvent", host + "_CHAT", 1, "p50 ns")
            / value("loneEvent", host + "_ASYNC", 1, "p50 ns"),
        1.0);
    double faster =
        2 * nanos("twoArguments", host + "_CHAT", 1) / nanos("twoArguments", host + "_CHAT", 2);
    row(
        "two threads, throughput of repeats",
        host,
        "≥ 1.8 x one",
        String.format(Locale.ROOT, "%.2f x", faster),
        faster,
        faster >= 1.8);
    ratio(
        "8 threads on dead endpoint, p99.99",
        host,
        "≤ 2.0 x the no-op",
        oversubscribed(host + "_CHAT") / oversubscribed(host + "_NOOP"),
        2.0);
  }

  private double oversubscribed(String subject) {
    return value("oversubscribed", subject, OVERSUBSCRIBED_THREADS, "p99.99 ns");
  }

  private void ofAsync(String words, String scenario, String host, double most) {
    double share = added(scenario, host + "_CHAT", NANOS) / added(scenario, host + "_ASYNC", NANOS);
    row(
        words,
        host,
        String.format(Locale.ROOT, "added ≤ %s of `AsyncAppender`'s", most),
        String.format(
            Locale.ROOT,
            "%.2f (%,.0f of %,.0f ns)",
            share,
            added(scenario, host + "_CHAT", NANOS),
            added(scenario, host + "_ASYNC", NANOS)),
        share,
        share <= most);
  }

  private void bytes(String words, String scenario, String host) {
    double added = added(scenario, host + "_CHAT", BYTES);
    row(
        words,
        host,
        "added < 0.5 B",
        String.format(Locale.ROOT, "%.2f B", added),
        added,
        added < HALF_A_BYTE);
  }

  private void fresh(String host) {
    double added = added("freshException", host + "_CHAT", NANOS);
    if (host.equals("LOG4J2")) {
      row(
          "fresh exception each call",
          host,
          "added ≤ 1,000 ns",
          String.format(Locale.ROOT, "%,.0f ns", added),
          added,
          added <= 1_000);
    } else {
      double share = added / nanos("freshException", host + "_NOOP", 1);
      row(
          "fresh exception each call",
          host,
          "added ≤ 5 % of the no-op",
          String.format(Locale.ROOT, "%.1f %% (%,.0f ns)", 100 * share, added),
          share,
          share <= 0.05);
    }
  }

  private void storm(String host) {
    storm("TWENTY_STATEMENTS", "200,000 errors of 20 statements", host, 1.3);
    storm("ALL_DISTINCT", "200,000 distinct errors", host, 3);
  }

  private void storm(String scenario, String words, String host, double most) {
    String ours = host + "_CHAT";
    String noop = host + "_NOOP";
    ratio(
        words + ", until logged",
        host,
        String.format(Locale.ROOT, "≤ %.1f x the no-op", most),
        storm(scenario, ours, "ms until logged") / storm(scenario, noop, "ms until logged"),
        most);
    double reported = storm(scenario, ours, "events told");
    double lost = storm(scenario, ours, "events said to be lost");
    double messages = storm(scenario, ours, "messages");
    row(
        words + ", after flush",
        host,
        "reported + counted as lost = all, ≤ 20 messages",
        String.format(Locale.ROOT, "%,.0f + %,.0f in %,.0f", reported, lost, messages),
        reported,
        reported + lost == ERRORS && messages <= 20);
    double heap = storm(scenario, ours, "MiB live") - storm(scenario, noop, "MiB live");
    row(
        words + ", heap",
        host,
        "≤ 32 MiB above the no-op",
        String.format(Locale.ROOT, "%.1f MiB", heap),
        heap,
        heap <= 32);
    double stop = storm(scenario, ours, "ms to stop");
    row(
        words + ", stop",
        host,
        "≤ 3 s",
        String.format(Locale.ROOT, "%.1f s", stop / 1_000),
        stop,
        stop <= 3_000);
  }

  private double storm(String scenario, String subject, String metric) {
    return value(scenario, subject, STORM_THREADS, metric);
  }

  private void startUp(String host) {
    double added =
        value("ready", host + "_CHAT", 1, "ms median")
            - value("ready", host + "_NOOP", 1, "ms median");
    row(
        "start-up",
        host,
        "≤ 15 ms above the no-op",
        String.format(Locale.ROOT, "%.0f ms", added),
        added,
        added <= 15);
    double kib = value("footprint", host + "_CHAT", 1, "bytes") / 1_024;
    row(
        "jars, with the core's",
        host,
        "≤ 250 KB",
        String.format(Locale.ROOT, "%.0f KB", kib),
        kib,
        kib <= 250);
    double threads = value("idle before the first event", host + "_CHAT", 1, "threads");
    row(
        "threads before the first event",
        host,
        "0",
        String.format(Locale.ROOT, "%.0f", threads),
        threads,
        threads == 0);
    double wakeUps = value("idle", host + "_CHAT", 1, "wakeups/min");
    row(
        "wake-ups in a minute, idle",
        host,
        "0",
        String.format(Locale.ROOT, "%.0f", wakeUps),
        wakeUps,
        wakeUps == 0);
  }

  private void ratio(String words, String host, String target, double ratio, double most) {
    // the rounded value decides: a third digit is noise
    double shown = Math.round(100 * ratio) / 100.0;
    row(words, host, target, String.format(Locale.ROOT, "%.2f x", ratio), ratio, shown <= most);
  }

  private void row(
      String words, String host, String target, String measured, double value, boolean reached) {
    if (!Double.isNaN(value)) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |%n",
              words,
              host.equals("LOGBACK") ? "Logback" : "Log4j2",
              target,
              measured,
              reached ? "yes" : "**no**"));
    }
  }

  private double nanos(String scenario, String subject, int threads) {
    return value(scenario, subject, threads, NANOS);
  }

  private double added(String scenario, String subject, String metric) {
    String noop = subject.substring(0, subject.indexOf('_')) + "_NOOP";
    return value(scenario, subject, 1, metric) - value(scenario, noop, 1, metric);
  }

  private double value(String scenario, String subject, int threads, String metric) {
    return results.value(scenario, subject, threads, metric).orElse(Double.NaN);
  }
}
