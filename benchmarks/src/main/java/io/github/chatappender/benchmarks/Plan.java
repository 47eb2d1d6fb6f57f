/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import static io.github.chatappender.benchmarks.Subject.LOG4J2_ASYNC;
import static io.github.chatappender.benchmarks.Subject.LOG4J2_CHAT;
import static io.github.chatappender.benchmarks.Subject.LOG4J2_CHAT_BEFORE;
import static io.github.chatappender.benchmarks.Subject.LOG4J2_CHAT_UNGROUPED;
import static io.github.chatappender.benchmarks.Subject.LOG4J2_NOOP;
import static io.github.chatappender.benchmarks.Subject.LOG4J2_THRESHOLD;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_ASYNC;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_CHAT;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_CHAT_UNGROUPED;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_CONSOLE_CHAT;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_CONSOLE_CHAT_BEFORE;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_CONSOLE_NOOP;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_CONSOLE_RING;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_NOOP;
import static io.github.chatappender.benchmarks.Subject.LOGBACK_THRESHOLD;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selects the cases, subjects and numbers of threads of a run. Immutable. */
final class Plan {

  /** The hosts' own appenders, and ours. */
  private static final Set<Subject> OWN =
      EnumSet.of(LOGBACK_NOOP, LOGBACK_ASYNC, LOGBACK_CHAT, LOG4J2_NOOP, LOG4J2_ASYNC, LOG4J2_CHAT);

  private static final Set<Subject> REFUSING =
      EnumSet.of(
          LOGBACK_NOOP,
          LOGBACK_THRESHOLD,
          LOGBACK_CHAT,
          LOG4J2_NOOP,
          LOG4J2_THRESHOLD,
          LOG4J2_CHAT);

  /** Those that keep refused events, or not, behind an appender that has formatted them. */
  private static final Set<Subject> REMEMBERING =
      EnumSet.of(
          LOGBACK_CONSOLE_NOOP,
          LOGBACK_CONSOLE_CHAT,
          LOGBACK_CONSOLE_CHAT_BEFORE,
          LOGBACK_CONSOLE_RING,
          LOG4J2_CHAT_BEFORE);

  private static final String[] CONCATENATED = {
    "concatenated", "concatenatedSameException", "concatenatedFreshException"
  };

  private static final Set<Subject> UNGROUPED =
      EnumSet.of(LOGBACK_CHAT_UNGROUPED, LOG4J2_CHAT_UNGROUPED);

  /** All subjects that accept errors; ours only with grouping. */
  private static final Set<Subject> ALL = all();

  /** The third-party appenders. */
  private static final Set<Subject> OTHERS = minus(ALL, OWN);

  private static final Set<Subject> QUEUEING = plus(ALL, UNGROUPED);

  final List<String> benchmarks;
  final Set<Subject> subjects;
  final int threads;

  private Plan(int threads, Set<Subject> subjects, Collection<String> benchmarks) {
    this.threads = threads;
    this.subjects = subjects;
    this.benchmarks = List.copyOf(benchmarks);
  }

  /**
   * Returns plans that take about ten minutes, with other appenders only in their most informative
   * cases.
   */
  static List<Plan> quick() {
    return List.of(
        append(1, OWN, "twoArguments", "sameException", "freshException"),
        append(1, OWN, CONCATENATED),
        append(1, OWN, "thousandStatements", "everyMessageDifferent", "mdcChanging"),
        append(1, OTHERS, "everyMessageDifferent"),
        append(1, plus(REFUSING, REMEMBERING), "levelRefused"),
        append(2, OWN, "twoArguments"),
        plan(1, plus(OWN, OTHERS), AcceptBenchmark.class, "emptyQueue"),
        plan(1, plus(OWN, UNGROUPED), FullQueueBenchmark.class, "fullQueue"),
        plan(1, OWN, LoneEventBenchmark.class, "loneEvent"),
        oversubscribed());
  }

  /** Returns all cases on one and on two threads. */
  static List<Plan> full() {
    return Stream.concat(Stream.of(1, 2).flatMap(Plan::full), Stream.of(oversubscribed()))
        .collect(Collectors.toList());
  }

  private static Stream<Plan> full(int threads) {
    return Stream.of(
        append(threads, ALL, "twoArguments", "sameException", "freshException"),
        append(threads, ALL, CONCATENATED),
        append(threads, ALL, "thousandStatements", "everyMessageDifferent", "mdcChanging"),
        append(threads, plus(REFUSING, REMEMBERING), "levelRefused"),
        plan(threads, ALL, AcceptBenchmark.class, "emptyQueue"),
        plan(threads, QUEUEING, FullQueueBenchmark.class, "fullQueue"),
        plan(threads, ALL, LoneEventBenchmark.class, "loneEvent"));
  }

  private static Plan oversubscribed() {
    return plan(
        OversubscribedBenchmark.THREADS, OWN, OversubscribedBenchmark.class, "oversubscribed");
  }

  private static Plan append(int threads, Set<Subject> subjects, String... methods) {
    return plan(threads, subjects, AppendBenchmark.class, methods);
  }

  private static Plan plan(
      int threads, Set<Subject> subjects, Class<? extends HostBenchmark> type, String... methods) {
    return new Plan(
        threads,
        subjects,
        Stream.of(methods)
            .map(method -> type.getName() + "." + method)
            .collect(Collectors.toList()));
  }

  /** Returns this plan restricted to some benchmarks and subjects. */
  Plan only(Collection<String> expressions, Predicate<Subject> wanted) {
    return new Plan(
        threads,
        subjects.stream().filter(wanted).collect(Collectors.toCollection(Plan::none)),
        benchmarks.stream()
            .filter(name -> expressions.isEmpty() || matchesAny(name, expressions))
            .collect(Collectors.toList()));
  }

  boolean isEmpty() {
    return benchmarks.isEmpty() || subjects.isEmpty();
  }

  private static boolean matchesAny(String name, Collection<String> expressions) {
    return expressions.stream()
        .anyMatch(expression -> Pattern.compile(expression).matcher(name).find());
  }

  private static Set<Subject> all() {
    Set<Subject> all = EnumSet.allOf(Subject.class);
    all.removeAll(UNGROUPED);
    all.removeAll(REMEMBERING);
    all.remove(LOGBACK_THRESHOLD);
    all.remove(LOG4J2_THRESHOLD);
    return all;
  }

  private static Set<Subject> plus(Set<Subject> some, Set<Subject> more) {
    Set<Subject> both = EnumSet.copyOf(some);
    both.addAll(more);
    return both;
  }

  private static Set<Subject> minus(Set<Subject> some, Set<Subject> less) {
    Set<Subject> rest = EnumSet.copyOf(some);
    rest.removeAll(less);
    return rest;
  }

  private static Set<Subject> none() {
    return EnumSet.noneOf(Subject.class);
  }
}
