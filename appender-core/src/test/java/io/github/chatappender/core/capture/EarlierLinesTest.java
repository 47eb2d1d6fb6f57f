/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kotlinx.coroutines.FakeEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierLinesTest {

  private static final long NOON = 1_784_116_987_000L;

  private final SafeReader<FakeEvent, Throwable> reader =
      new SafeReader<>(FakeReader.INSTANCE, new Accounts());

  private final EarlierLines lines = lines(3);

  @Test
  void lastLinesOfTheTrace_areReturnedOldestFirst() {
    for (int i = 1; i <= 5; i++) {
      add(traced("a", "line " + i));
    }
    add(traced("b", "other"));

    assertThat(before(traced("a", "failed"))).containsExactly("line 3", "line 4", "line 5");
    assertThat(before(traced("b", "failed"))).containsExactly("other");
    assertThat(before(traced("c", "failed"))).isEmpty();
  }

  @Test
  void line_hasTimeLevelLoggerAndText() {
    add(traced("a", "loading").logger("com.acme.Orders").timeMillis(NOON));

    EarlierLine line = lines.before(traced("a", "failed"), reader).get(0);

    assertThat(line.timeMillis).isEqualTo(NOON);
    assertThat(line.severity).isEqualTo(Severity.INFO);
    assertThat(line.logger).isEqualTo("com.acme.Orders");
    assertThat(line.text).isEqualTo("loading");
  }

  @Test
  void traceOnOtherThreads_isTheSame() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      pool.submit(() -> add(traced("a", "on a pool's thread").thread("pool-1-thread-1"))).get();
    } finally {
      pool.shutdownNow();
    }

    assertThat(before(traced("a", "failed"))).containsExactly("on a pool's thread");
  }

  @Test
  void withoutATrace_linesOfTheSameThreadWithinTenSecondsAreReturned() {
    add(plain("too old").timeMillis(NOON - 10_001));
    add(plain("old").timeMillis(NOON - 10_000));
    add(plain("new").timeMillis(NOON));

    assertThat(before(plain("failed").timeMillis(NOON))).containsExactly("old", "new");
  }

  @Test
  void tracesAndThreads_neverMix() {
    add(plain("without a trace"));
    add(traced("a", "of a trace"));
    add(traced(Thread.currentThread().getName(), "of a trace named like the thread"));

    assertThat(before(plain("failed"))).containsExactly("without a trace");
    assertThat(before(traced("a", "failed"))).containsExactly("of a trace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "", " ", "00000000000000000000000000000000", "0000-0000"})
  void traceIdThatMeansNone_isNone(String none) {
    add(traced(none, "of one request").thread("exec-1"));

    assertThat(before(traced(none, "failed").thread("exec-1"))).isEmpty();
  }

  @Test
  void longTraceId_isNoKey() {
    String longId = "x".repeat(257);
    add(traced(longId, "line").thread("exec-1"));

    assertThat(before(traced(longId, "failed").thread("exec-1"))).isEmpty();
    assertThat(lines.size()).isZero();
  }

  /** A pool's thread logs lines of one request after the other, and nothing tells them apart. */
  @Test
  void poolsThreadWithoutATrace_returnsNoLines() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "worker"));
    try {
      pool.submit(() -> add(plain("of request 1"))).get();

      assertThat(pool.submit(() -> before(plain("request 2 failed"))).get()).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void coroutinesInTurnsOnOneThread_returnNoLines() {
    List<String> found = new ArrayList<>();

    FakeEventLoop.run(
        List.of(
            () -> add(plain("of request 1")),
            () -> found.addAll(before(plain("request 2 failed")))));

    assertThat(found).isEmpty();
  }

  @Test
  void requestsInTurnsOnOneThread_areSeparatedByTheirTraces() {
    List<String> found = new ArrayList<>();

    FakeEventLoop.run(
        List.of(
            () -> add(traced("1", "of request 1")),
            () -> add(traced("2", "of request 2")),
            () -> found.addAll(before(traced("1", "request 1 failed")))));

    assertThat(found).containsExactly("of request 1");
  }

  @Test
  void otherThreadOfTheSameName_returnsNoneOfItsLines() throws Exception {
    String name = Thread.currentThread().getName();
    add(plain("of this thread"));
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    Thread other =
        new Thread(
            () -> {
              found.addAll(before(plain("failed")));
              add(plain("of the other"));
              found.addAll(before(plain("failed")));
            },
            name);
    other.start();
    other.join();

    assertThat(found).containsExactly("of the other");
    assertThat(before(plain("failed"))).isEmpty();
  }

  /** Behind an asynchronous appender only the name is left, which other threads may have too. */
  @Test
  void eventOfAnotherThreadWithoutATrace_keepsAndReturnsNothing() {
    add(plain("line").thread("exec-1"));

    assertThat(before(plain("failed").thread("exec-1"))).isEmpty();
    assertThat(lines.size()).isZero();
  }

  @Test
  void oldestTracesGo_beyond1024() {
    for (int i = 0; i < EarlierLines.MOST + 100; i++) {
      add(traced("t" + i, "line").timeMillis(NOON + i));
      add(traced("busy", "line " + i).timeMillis(NOON + i));
    }

    assertThat(lines.size()).isEqualTo(EarlierLines.MOST);
    assertThat(before(traced("t0", "failed"))).isEmpty();
    assertThat(before(traced("t100", "failed"))).isEmpty();
    assertThat(before(traced("t101", "failed"))).hasSize(1);
    assertThat(before(traced("t" + (EarlierLines.MOST + 99), "failed"))).hasSize(1);
    assertThat(before(traced("busy", "failed"))).hasSize(3);
  }

  @Test
  void longTexts_areCut() {
    add(traced("a", "x".repeat(10_000)).logger("l".repeat(1_000)));

    EarlierLine line = lines.before(traced("a", "failed"), reader).get(0);

    assertThat(line.text).hasSize(500);
    assertThat(line.logger).hasSize(512);
  }

  @Test
  void manyThreadsAndTraces_neverSeeEachOthersLines() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    List<Future<List<String>>> strangers = new ArrayList<>();
    try {
      for (int t = 0; t < threads; t++) {
        strangers.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await(10, TimeUnit.SECONDS);
                  return strangers();
                }));
      }
      for (Future<List<String>> found : strangers) {
        assertThat(found.get(60, TimeUnit.SECONDS)).isEmpty();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(lines.size()).isBetween(1, EarlierLines.MOST + threads);
  }

  private List<String> strangers() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String trace = "t" + ThreadLocalRandom.current().nextInt(3_000);
      add(traced(trace, "of " + trace));
      if (i % 10 == 0) {
        before(traced(trace, "failed")).stream()
            .filter(text -> !text.equals("of " + trace))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static EarlierLines lines(int count) {
    OwnCode ownCode = new OwnCode(List.of("io.github.chatappender"), Optional::empty);
    return new EarlierLines(count, Severity.INFO, ownCode);
  }

  private void add(FakeEvent event) {
    lines.add(
        event, reader, reader.severity(event), reader.loggerName(event), reader.message(event));
  }

  private List<String> before(FakeEvent event) {
    return lines.before(event, reader).stream().map(line -> line.text).collect(Collectors.toList());
  }

  private static FakeEvent traced(String trace, String text) {
    return plain(text).mdc("traceId", trace);
  }

  private static FakeEvent plain(String text) {
    return FakeEvent.of(Severity.INFO, text).thread(Thread.currentThread().getName());
  }
}
