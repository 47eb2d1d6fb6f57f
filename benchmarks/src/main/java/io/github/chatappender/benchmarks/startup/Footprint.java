/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import io.github.chatappender.benchmarks.report.Figure;
import io.github.chatappender.benchmarks.report.Results;
import io.github.chatappender.core.ChatSender;
import io.github.chatappender.log4j2.GoogleChatAppender;
import io.sentry.Sentry;
import io.sentry.log4j2.SentryAppender;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures the size of the jars that an appender adds to an application. Stateless. */
final class Footprint {

  static final String SCENARIO = "footprint";
  static final String BYTES = "bytes";

  /** The bytes of an appender's dependencies. */
  static final String LIBRARY_BYTES = "bytes of libraries";

  private Footprint() {}

  static Results of() throws IOException {
    Results results = new Results();
    long core = bytes(ChatSender.class);
    long json = bytes(com.fasterxml.jackson.core.JsonFactory.class);
    long sentry = bytes(Sentry.class);
    add(
        results,
        StartUpSubject.LOGBACK_CHAT,
        core + bytes(io.github.chatappender.logback.GoogleChatAppender.class),
        json);
    add(results, StartUpSubject.LOG4J2_CHAT, core + bytes(GoogleChatAppender.class), json);
    add(
        results,
        StartUpSubject.LOGBACK_SENTRY,
        sentry + bytes(io.sentry.logback.SentryAppender.class),
        0);
    add(results, StartUpSubject.LOG4J2_SENTRY, sentry + bytes(SentryAppender.class), 0);
    return results;
  }

  private static void add(Results results, StartUpSubject subject, long bytes, long libraries) {
    results.add(new Figure(StartUp.COURSE, SCENARIO, subject.name(), 1, BYTES, bytes));
    results.add(new Figure(StartUp.COURSE, SCENARIO, subject.name(), 1, LIBRARY_BYTES, libraries));
  }

  private static long bytes(Class<?> member) throws IOException {
    Path place;
    try {
      place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return Files.size(Files.isDirectory(place) ? jarBeside(place) : place);
  }

  /** Returns the jar that the build has created from a directory of classes. */
  private static Path jarBeside(Path classes) throws IOException {
    try (Stream<Path> files = Files.list(classes.resolveSibling("."))) {
      List<Path> jars =
          files
              .filter(
                  file ->
                      file.toString()
                          .matches(".*google-chat-appender-[a-z0-9]+-[0-9.]+(-SNAPSHOT)?\\.jar"))
              .collect(Collectors.toList());
      if (jars.size() != 1) {
        throw new IOException("one jar is wanted beside " + classes + ": " + jars);
      }
      return jars.get(0);
    }
  }
}
