/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs all subjects idle at the same time; counts are exact even so. Stateless. */
final class IdleCourse {

  static final String THREADS = "threads";
  static final String WAKE_UPS = "wakeups/min";

  private IdleCourse() {}

  /**
   * Runs the course.
   *
   * @param seconds how many seconds to watch, each time
   * @param rest how many seconds to wait after the event
   */
  static List<IdleRun> run(Iterable<StartUpSubject> subjects, long seconds, long rest)
      throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer service = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    service.createContext("/", IdleCourse::answer);
    service.start();
    Map<StartUpSubject, Child> children = new EnumMap<>(StartUpSubject.class);
    try (ChatSpace space = ChatSpace.start()) {
      List<String> addresses =
          List.of(
              "-Dbenchmarks.webhookUrl=" + space.webhookUrl(),
              "-Dbenchmarks.serviceUrl=http://public@127.0.0.1:"
                  + service.getAddress().getPort()
                  + "/1");
      for (StartUpSubject subject : subjects) {
        children.put(subject, start(subject, addresses, seconds, rest));
      }
      List<IdleRun> runs = new ArrayList<>();
      children.forEach((subject, child) -> runs.addAll(read(subject, child, seconds)));
      long ours = children.keySet().stream().filter(StartUpSubject::isOurs).count();
      if (space.messages().size() != ours) {
        throw new IllegalStateException(ours + " events, " + space.messages());
      }
      return runs;
    } finally {
      children.values().forEach(Child::close);
      service.stop(0);
    }
  }

  static Results results(List<IdleRun> runs) {
    Results results = new Results();
    for (IdleRun run : runs) {
      add(results, run, THREADS, run.threads);
      if (!Double.isNaN(run.wakeUpsPerMinute)) {
        add(results, run, WAKE_UPS, run.wakeUpsPerMinute);
      }
    }
    return results;
  }

  private static void add(Results results, IdleRun run, String metric, double value) {
    results.add(new Figure(StartUp.COURSE, run.phase, run.subject.name(), 1, metric, value));
  }

  private static Child start(
      StartUpSubject subject, List<String> addresses, long seconds, long rest) {
    List<String> options = new ArrayList<>(addresses);
    options.add(subject.option());
    return Child.start(
        IdleMain.class, options, subject.name(), Long.toString(seconds), Long.toString(rest));
  }

  private static List<IdleRun> read(StartUpSubject subject, Child child, long seconds) {
    List<IdleRun> runs = new ArrayList<>();
    for (String line : child.lines()) {
      if (line.startsWith(IdleRun.AFTER)) {
        runs.add(IdleRun.parse(subject, line, seconds));
      }
    }
    if (runs.size() != 2) {
      throw new IllegalStateException(subject + " reported " + runs.size() + " of 2 phases");
    }
    return runs;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try {
      exchange.getRequestBody().readAllBytes();
      byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } finally {
      exchange.close();
    }
  }
}
