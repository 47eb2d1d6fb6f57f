/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks that a notice shows lines of its own request only, on any kind of thread. */
@Timeout(120)
public abstract class LinesBeforeContract {

  private static final Pattern REQUEST = Pattern.compile("request (\\w+) failed");
  private static final Pattern STEP = Pattern.compile("INFO \\w+: step of (\\w+)");

  /** Starts a host with our appender. */
  protected abstract LoggingHost start(Map<String, String> settings);

  /** Returns a program that passes a host posting to its argument to {@link LinesBefore}. */
  protected abstract Class<?> program();

  @Test
  void tracedRequestsOnAPool_showTheirOwnLines() throws Exception {
    List<String> texts = played(true);

    assertThat(texts).hasSize(LinesBefore.REQUESTS).allSatisfy(text -> assertOwn(text, 1));
  }

  @Test
  void requestsWithoutATraceOnAPool_showNoLines() throws Exception {
    List<String> texts = played(false);

    assertThat(texts).hasSize(LinesBefore.REQUESTS).allSatisfy(text -> assertOwn(text, 0));
  }

  /** As with Spring's {@code @Async} and a task decorator that passes the MDC on. */
  @Test
  void taskOnAnotherThreadWithTheTrace_showsTheLinesOfItsRequest() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try (ChatSpace space = ChatSpace.start();
        LoggingHost host = start(LinesBefore.settings(space.webhookUrl()))) {
      host.mdc("traceId", "a");
      host.info("com.acme.A", "step of a");
      pool.submit(() -> host.info("com.acme.B", "step of b")).get(10, TimeUnit.SECONDS);
      pool.submit(
              () -> {
                host.mdc("traceId", "a");
                host.error("com.acme.A", "request a failed");
                host.mdc("traceId", null);
              })
          .get(10, TimeUnit.SECONDS);
      host.mdc("traceId", null);
      host.flush();

      assertThat(texts(space)).hasSize(1).allSatisfy(text -> assertOwn(text, 1));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void requestsOnVirtualThreads_showNoLinesOfOthers() {
    Optional<Path> home = Jdks.newest();
    assumeTrue(home.isPresent(), "no JDK 25 stands beside this one");
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child =
          new ChildJvm.Command(program()).home(home.orElseThrow()).run(space.webhookUrl());

      assertThat(child.exitCode()).as(child.output()).isZero();
      List<String> texts = texts(space);
      assertThat(texts).hasSize(2 * LinesBefore.REQUESTS);
      assertThat(texts)
          .allSatisfy(text -> assertOwn(text, text.contains("request t") ? 1 : steps(text)));
    }
  }

  private List<String> played(boolean traced) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try (ChatSpace space = ChatSpace.start();
        LoggingHost host = start(LinesBefore.settings(space.webhookUrl()))) {
      LinesBefore.play(host, pool, traced);
      return texts(space);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<String> texts(ChatSpace space) {
    return space.messages().stream().map(ChatMessage::text).collect(Collectors.toList());
  }

  private static int steps(String text) {
    return (int) STEP.matcher(text).results().count();
  }

  private static void assertOwn(String text, int steps) {
    Matcher request = REQUEST.matcher(text);
    assertThat(request.find()).as(text).isTrue();
    assertThat(steps(text)).as(text).isEqualTo(steps);
    assertThat(STEP.matcher(text).results())
        .as(text)
        .allMatch(step -> step.group(1).equals(request.group(1)));
  }
}
