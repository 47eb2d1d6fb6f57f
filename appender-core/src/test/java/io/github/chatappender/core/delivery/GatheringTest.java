/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.model.Ticker;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that samples are gathered before a step, without delaying urgent ones. */
@Timeout(30)
class GatheringTest {

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicReference<Thread> runner = new AtomicReference<>();
  private final Requests requests = new Requests();
  private volatile Runnable whenLooking = () -> {};
  private volatile boolean hasNoThread;
  private final DeliveryThread thread =
      new DeliveryThread(
          this::look,
          requests,
          new Progress(Clock.systemUTC(), new Accounts()),
          new Platform(
              Ticker.system(),
              Clock.systemUTC(),
              this::newThread,
              new FakeDiagnostics(),
              () -> 0.5,
              config -> new ScriptedTransport(new ManualTicker()),
              new SpaceBudgets(),
              new FakeProcessFacts(),
              Disk.real()));

  @AfterEach
  void end() {
    requests.finish(true);
    thread.wakeNow();
  }

  @Test
  void samples_areNotReadBeforeTheGatheringTimeEnds() {
    thread.gatherFor(Duration.ofHours(1));

    thread.wake();
    awaitWaiting();
    thread.wake();
    awaitWaiting();

    assertThat(looks).hasValue(0);
  }

  @Test
  void samples_areReadOnceTheGatheringTimeEnds() {
    thread.gatherFor(Duration.ofMillis(50));

    thread.wake();

    await().until(() -> looks.get() > 0);
  }

  @Test
  void withoutGatheringTime_samplesAreReadAtOnce() {
    thread.wake();

    await().until(() -> looks.get() > 0);
  }

  @Test
  void wakeNow_endsGathering() {
    thread.gatherFor(Duration.ofHours(1));
    thread.wake();
    awaitWaiting();

    thread.wakeNow();

    await().until(() -> looks.get() > 0);
  }

  @Test
  void flushRequest_endsGathering() {
    thread.gatherFor(Duration.ofHours(1));
    requests.add(new FlushRequest(0, false, 0));

    thread.wake();

    await().until(() -> looks.get() > 0);
  }

  @Test
  void closeOnTheCallersThread_doesNotGather() {
    hasNoThread = true;
    whenLooking = () -> requests.finish(true);
    thread.gatherFor(Duration.ofHours(1));
    thread.wake();
    requests.add(new FlushRequest(0, true, 0));

    thread.runHereIfNobodyDoes();

    assertThat(looks).hasValue(1);
  }

  @Test
  void interruptDuringGathering_isIgnored() {
    thread.gatherFor(Duration.ofHours(1));
    thread.wake();
    awaitWaiting();

    runner.get().interrupt();
    await().until(() -> !runner.get().isInterrupted());
    awaitWaiting();

    assertThat(looks).hasValue(0);
  }

  @Test
  void close_endsGathering() {
    thread.gatherFor(Duration.ofHours(1));
    thread.wake();
    awaitWaiting();

    requests.finish(true);
    thread.wakeNow();

    await().until(() -> !runner.get().isAlive());
    assertThat(looks).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 250})
  void firstNotice_isTimedFromItsEventNotItsSample(int waitedMillis) {
    LoopRig rig = new LoopRig(LoopRig.grouped());

    rig.append("boom");
    rig.ticker.advance(Duration.ofMillis(waitedMillis).toNanos());
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.postMillis()).containsExactly(1_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "fingerprint"})
  void criticalEvent_isDueAtOnce(String groupBy) {
    LoopRig rig = new LoopRig(LoopRig.grouped().set(Setting.GROUP_BY, groupBy));

    rig.critical("boom");
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.postMillis()).containsExactly(0L);
  }

  private void awaitWaiting() {
    await()
        .until(() -> runner.get() != null && runner.get().getState() == Thread.State.TIMED_WAITING);
  }

  private Thread newThread(Runnable work) {
    if (hasNoThread) {
      throw new IllegalStateException("no thread");
    }
    Thread made = new Thread(work);
    made.setDaemon(true);
    runner.set(made);
    return made;
  }

  /** Counts the look and throws, because no loop is needed. */
  private DeliveryLoop look() {
    looks.incrementAndGet();
    whenLooking.run();
    throw new IllegalStateException("none is needed");
  }
}
