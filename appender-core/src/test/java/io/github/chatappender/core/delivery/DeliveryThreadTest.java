/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.budget.SpaceBudgets;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.Ticker;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Transport;
import io.github.chatappender.core.webhook.WebhookUrl;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the waiting thread, with a network that answers at once. */
@Timeout(30)
class DeliveryThreadTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGER_THAN_A_TEST = Duration.ofMinutes(1);
  private static final int NEVER = 0;

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();
  private final AtomicLong later = new AtomicLong();
  private final InstantTransport transport = new InstantTransport();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger loops = new AtomicInteger();
  private volatile Runnable whenMaking = () -> {};
  private volatile @Nullable Error failing;
  private @Nullable Pipeline pipeline;

  @AfterEach
  void close() {
    if (pipeline != null) {
      boolean unused = pipeline.close(Duration.ZERO);
    }
  }

  @Test
  void noThreadStartsBeforeTheFirstEvent() {
    Pipeline started = start(this::newThread);

    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(threads).isEmpty();
  }

  @Test
  void closeWithoutEvents_neverCreatesALoop() {
    Pipeline started = start(this::newThread);
    DeliveryStats.State before = started.stats().state();

    boolean settled = started.close(TIMEOUT);
    append(started, "too late");

    assertThat(settled).isTrue();
    assertThat(threads).isEmpty();
    assertThat(loops).hasValue(0);
    assertThat(before).isEqualTo(DeliveryStats.State.OK);
    assertThat(started.stats().state()).isEqualTo(DeliveryStats.State.IDLE);
    assertThat(started.stats().dropped()).containsEntry(DropReason.CLOSED, 1L);
    assertThat(started.close(TIMEOUT)).isTrue();
  }

  @Test
  void closeWithoutTime_namesTheEventsThatTheThreadHasNotLookedAt() {
    Pipeline started = start(this::newThread, "60 s");
    append(started, "one");
    append(started, "two");

    boolean settled = started.close(Duration.ZERO);

    assertThat(settled).isFalse();
    assertThat(started.stats().dropped()).containsEntry(DropReason.CLOSED, 2L);
    assertThat(diagnostics.lines())
        .containsExactly(
            "alert: 2 events were not posted when this appender stopped: there was no time left;"
                + " raise shutdownTimeout");
  }

  @Test
  void closeThatADelayedThreadDoesNotAnswer_namesTheEventsOnce() throws InterruptedException {
    CountDownLatch delayed = new CountDownLatch(1);
    whenMaking = () -> awaitUninterrupted(delayed);
    Pipeline started = start(this::newThread, "60 s");
    append(started, "boom");

    boolean settled = started.close(Duration.ofMillis(10));
    List<String> lines = List.copyOf(diagnostics.lines());
    delayed.countDown();
    threads.get(0).join();

    assertThat(settled).isFalse();
    assertThat(lines)
        .containsExactly(
            "alert: 1 event was not posted when this appender stopped: there was no time left;"
                + " raise shutdownTimeout");
    assertThat(diagnostics.lines()).isEqualTo(lines);
    assertThat(started.stats().dropped()).containsEntry(DropReason.CLOSED, 1L);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void loopIsCreatedOnTheDeliveryThread() {
    AtomicReference<Thread> maker = new AtomicReference<>();
    whenMaking = () -> maker.set(Thread.currentThread());
    Pipeline started = start(this::newThread);

    append(started, "boom");
    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(loops).hasValue(1);
    assertThat(maker).hasValue(threads.get(0));
  }

  @Test
  void loopThatCannotBeCreated_isRetriedASecondLater() {
    whenMaking =
        () -> {
          if (loops.get() == 1) {
            throw new OutOfMemoryError("for a while");
          }
        };
    Pipeline started = start(this::newThread);

    append(started, "boom");
    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(loops).hasValue(2);
    assertThat(started.stats().reported()).isEqualTo(1);
    assertThat(started.stats().threadFailures()).isEqualTo(1);
  }

  @Test
  void thread_inheritsNothingFromTheFirstLoggingThread() {
    ClassLoader foreign = new ClassLoader("of the application", null) {};
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    inheritable.set("of the request");
    CopyOnWriteArrayList<String> inherited = new CopyOnWriteArrayList<>();
    transport.whenPosting = () -> inherited.add(String.valueOf(inheritable.get()));
    Pipeline started = start(this::newThread);
    Thread.currentThread().setContextClassLoader(foreign);
    try {
      append(started, "boom");
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
      inheritable.remove();
    }
    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(inherited).containsExactly("null");
    assertThat(threads).hasSize(1);
    assertThat(threads.get(0).isDaemon()).isTrue();
    assertThat(threads.get(0).getName()).isEqualTo("google-chat-appender-delivery-1");
    assertThat(threads.get(0).getContextClassLoader())
        .isSameAs(DeliveryThread.class.getClassLoader());
  }

  @Test
  void close_endsTheThread() {
    Pipeline started = start(this::newThread);
    append(started, "boom");

    boolean settled = started.close(TIMEOUT);

    assertThat(settled).isTrue();
    await().until(() -> !threads.get(0).isAlive());
    assertThat(threads).hasSize(1);
    assertThat(started.stats().reported()).isEqualTo(1);
  }

  @Test
  void closeWithoutEventsStartsNoThread() {
    Pipeline started = start(this::newThread);

    boolean settled = started.close(TIMEOUT);

    assertThat(settled).isTrue();
    assertThat(threads).isEmpty();
    assertThat(started.stats().state()).isEqualTo(DeliveryStats.State.IDLE);
  }

  @Test
  void threadThatCannotStart_isRetriedWithAnEventASecondLater() {
    AtomicInteger failures = new AtomicInteger();
    Pipeline started =
        start(
            work -> {
              int count = failures.incrementAndGet();
              if (count == 1) {
                throw new SecurityException("no thread");
              } else if (count == 2) {
                throw new OutOfMemoryError("unable to create native thread");
              } else if (count == 3) {
                throw new NoClassDefFoundError("of a loader that is closed");
              }
              return newThread(work);
            });
    append(started, "one");
    append(started, "one within the same second");
    int triesInOneSecond = failures.get();
    later.addAndGet(1_000_000_000L);
    append(started, "two");
    DeliveryStats before = started.stats();
    later.addAndGet(1_000_000_000L);
    append(started, "three");
    DeliveryStats after = started.stats();
    later.addAndGet(1_000_000_000L);
    append(started, "four");

    boolean flushed = started.flush(TIMEOUT);

    assertThat(triesInOneSecond).isEqualTo(1);
    assertThat(before.pending()).isEqualTo(3);
    assertThat(before.threadFailures()).isEqualTo(2);
    assertThat(after.threadFailures()).isEqualTo(3);
    assertThat(flushed).isTrue();
    assertThat(started.stats().reported()).isEqualTo(5);
    assertThat(started.stats().droppedTotal()).isZero();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void errorInTheThread_isCountedAndTheThreadGoesOn(Error error) {
    Pipeline started = start(this::newThread);
    failing = error;
    append(started, "boom");
    await().until(() -> failing == null);

    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(threads).hasSize(1);
    assertThat(started.stats().threadFailures()).isEqualTo(1);
    assertThat(started.stats().reported()).isEqualTo(1);
  }

  static Stream<Error> errors() {
    return Stream.of(
        new InternalError("for the test"), new ThreadDeath(), new LinkageError("gone"));
  }

  @Test
  void withoutAThread_closeDeliversOnTheCallersThread() {
    Pipeline started =
        start(
            work -> {
              throw new IllegalStateException("no thread");
            });
    append(started, "boom");
    boolean flushed = started.flush(Duration.ofMillis(10));

    boolean settled = started.close(TIMEOUT);

    assertThat(flushed).isFalse();
    assertThat(settled).isTrue();
    assertThat(started.stats().reported()).isEqualTo(1);
  }

  @Test
  void foreignInterrupts_doNotEndDelivery() {
    Pipeline started = start(this::newThread, "60 s");
    append(started, "boom");

    for (int i = 0; i < 3; i++) {
      threads.get(0).interrupt();
      await().until(() -> !threads.get(0).isInterrupted());
    }
    append(started, "boom again");
    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(threads).hasSize(1);
    assertThat(started.stats().state()).isEqualTo(DeliveryStats.State.OK);
    assertThat(started.stats().reported()).isEqualTo(2);
    assertThat(started.stats().droppedTotal()).isZero();
    assertThat(started.stats().threadFailures()).isZero();
  }

  @Test
  void anInterruptDuringAPost_doesNotEndDelivery() {
    transport.whenPosting = () -> Thread.currentThread().interrupt();
    Pipeline started = start(this::newThread);

    append(started, "one");
    boolean flushed = started.flush(TIMEOUT);
    append(started, "two");
    boolean flushedAgain = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(flushedAgain).isTrue();
    assertThat(threads).hasSize(1);
    assertThat(started.stats().reported()).isEqualTo(2);
  }

  @Test
  void anInterruptedCallerThatDeliversInClose_deliversAndKeepsItsInterrupt() {
    Pipeline started =
        start(
            work -> {
              throw new IllegalStateException("no thread");
            });
    append(started, "boom");
    Thread.currentThread().interrupt();

    boolean settled = started.close(TIMEOUT);
    boolean kept = Thread.interrupted();

    assertThat(kept).isTrue();
    assertThat(settled).isTrue();
    assertThat(started.stats().reported()).isEqualTo(1);
  }

  @Test
  void aThreadThatEndsBeforeItRuns_isReplacedWithTheNextEvent() throws InterruptedException {
    Pipeline started = start(work -> threads.isEmpty() ? newThread(() -> {}) : newThread(work));
    append(started, "one");
    threads.get(0).join();

    append(started, "two");
    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(threads).hasSize(2);
    assertThat(started.stats().reported()).isEqualTo(2);
    assertThat(started.stats().threadFailures()).isEqualTo(1);
  }

  @Test
  void stackOverflowWhileWaking_isNotCounted() {
    AtomicInteger calls = new AtomicInteger();
    Pipeline started =
        start(
            work -> {
              if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              return newThread(work);
            });
    append(started, "one");
    append(started, "two");

    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(started.stats().accepted()).isEqualTo(2);
    assertThat(started.stats().reported()).isEqualTo(2);
    assertThat(started.stats().droppedTotal()).isZero();
  }

  @Test
  void eventsFromOurOwnThread_areRefused() {
    Pipeline started = start(this::newThread);
    transport.whenPosting = () -> append(started, "of our own");
    append(started, "boom");

    boolean flushed = started.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(started.stats().accepted()).isEqualTo(1);
  }

  @Test
  void flushAndCloseFromOurOwnThread_returnAtOnce() {
    CountDownLatch answered = new CountDownLatch(1);
    CopyOnWriteArrayList<Boolean> answers = new CopyOnWriteArrayList<>();
    Pipeline started = start(this::newThread);
    transport.whenPosting =
        () -> {
          answers.add(started.flush(Duration.ofMinutes(1)));
          answers.add(started.close(Duration.ofMinutes(1)));
          answered.countDown();
        };
    append(started, "boom");

    await().until(() -> answered.getCount() == 0);
    await().until(() -> !threads.get(0).isAlive());

    assertThat(answers).containsExactly(false, false);
    assertThat(started.stats().reported()).isEqualTo(1);
  }

  @Test
  void closeAfterADrainThatTimedOut_returnsAtOnceAndRepeatsNoLine() {
    Pipeline started = start(this::newThread);
    transport.status = NEVER;
    append(started, "boom");
    await().until(() -> started.stats().attempts() == 1);

    started.drainAtExit(Duration.ofMillis(100));
    started.showLeftAtExit();
    boolean settled = started.close(LONGER_THAN_A_TEST);

    assertThat(settled).isFalse();
    assertThat(started.stats().dropped()).containsEntry(DropReason.CLOSED, 1L);
    assertThat(diagnostics.lines())
        .singleElement()
        .asString()
        .startsWith("alert: 1 event was not posted when the JVM ended: posting to ")
        .contains(" fails: no answer within ");
  }

  @Test
  void closeDuringADrain_hasOnlyTheDrainsRemainingTime() throws InterruptedException {
    Pipeline started = start(this::newThread);
    transport.status = NEVER;
    append(started, "boom");
    await().until(() -> started.stats().attempts() == 1);
    Thread hook = newThread(() -> started.drainAtExit(Duration.ofSeconds(1)));
    hook.start();
    await().until(() -> hook.getState() == Thread.State.TIMED_WAITING);

    boolean settled = started.close(LONGER_THAN_A_TEST);
    hook.join();
    started.showLeftAtExit();

    assertThat(settled).isFalse();
    assertThat(diagnostics.lines())
        .singleElement()
        .asString()
        .startsWith("alert: 1 event was not posted when this appender stopped: posting to ");
  }

  @Test
  void eventsAfterADrainsLossLine_areReportedSeparately() {
    Pipeline started = start(this::newThread);
    transport.status = NEVER;
    append(started, "one");
    append(started, "two");

    started.drainAtExit(Duration.ofMillis(100));
    started.showLeftAtExit();
    append(started, "three");
    boolean unused = started.close(LONGER_THAN_A_TEST);

    assertThat(diagnostics.lines()).hasSize(2);
    assertThat(diagnostics.lines().get(0))
        .startsWith("alert: 2 events were not posted when the JVM ended: ");
    assertThat(diagnostics.lines().get(1))
        .startsWith("alert: 1 event was not posted when this appender stopped: ");
    assertThat(started.stats().dropped()).containsEntry(DropReason.CLOSED, 3L);
  }

  @Test
  void closeAfterACompleteDrain_hasItsOwnTimeout() {
    Pipeline started = start(this::newThread, "60 s");
    append(started, "one");
    started.drainAtExit(TIMEOUT);
    started.showLeftAtExit();
    later.addAndGet(TIMEOUT.plusSeconds(1).toNanos());
    append(started, "two");

    boolean settled = started.close(TIMEOUT);

    assertThat(settled).isTrue();
    assertThat(started.stats().reported()).isEqualTo(2);
    assertThat(diagnostics.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void eventAfterTheDrain_isPostedAtOnce(int before) {
    Pipeline started = start(this::newThread, "60 s");
    for (int i = 0; i < before; i++) {
      append(started, "before");
    }
    started.drainAtExit(TIMEOUT);
    started.showLeftAtExit();

    append(started, "after");

    await().atMost(TIMEOUT).until(() -> started.stats().reported() == before + 1);
    assertThat(diagnostics.lines()).isEmpty();
  }

  @Test
  void drain_includesEventsLoggedMeanwhile() {
    Pipeline started = start(this::newThread, "60 s");
    transport.whenPosting =
        () -> {
          transport.whenPosting = () -> {};
          Thread other = new Thread(() -> append(started, "meanwhile"));
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    append(started, "boom");

    started.drainAtExit(TIMEOUT);

    assertThat(started.stats().reported()).isEqualTo(2);
  }

  @Test
  void unpostedLosses_areReportedWhenTheJvmEnds() {
    Pipeline started = start(this::newThread);
    transport.status = 400;
    append(started, "boom");

    started.drainAtExit(TIMEOUT);
    started.showLeftAtExit();

    assertThat(started.stats().dropped()).containsEntry(DropReason.REJECTED, 1L);
    assertThat(diagnostics.lines())
        .filteredOn(line -> line.startsWith("alert: "))
        .singleElement()
        .asString()
        .startsWith("alert: 1 event was not posted when the JVM ended: Google Chat refused ");
  }

  private Thread newThread(Runnable work) {
    Thread thread = new OwnThreads("delivery").newThread(work);
    threads.add(thread);
    return thread;
  }

  /** Fails once on the delivery thread, if requested. */
  private long tick() {
    Error error = failing;
    if (error != null && threads.contains(Thread.currentThread())) {
      failing = null;
      throw error;
    }
    return Ticker.system().read() + later.get();
  }

  private Pipeline start(ThreadFactory factory) {
    return start(factory, "0");
  }

  private Pipeline start(ThreadFactory factory, String firstWait) {
    Settings settings = LoopRig.settings().set(Setting.FIRST_WAIT, firstWait);
    try {
      Pipeline started =
          Pipeline.start(
              Setup.of(SenderConfig.parse(settings, ProcessFacts.ofThisProcess())),
              new Platform(
                  this::tick,
                  Clock.systemUTC(),
                  factory,
                  diagnostics,
                  () -> 0.5,
                  config -> {
                    loops.incrementAndGet();
                    whenMaking.run();
                    return transport;
                  },
                  new SpaceBudgets(),
                  ProcessFacts.ofThisProcess(),
                  Disk.real()));
      pipeline = started;
      return started;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void append(Pipeline pipeline, String message) {
    FakeEvent event = FakeEvent.error(message).thread(Thread.currentThread().getName());
    pipeline.append(event, FakeReader.INSTANCE);
  }

  /** Answers every post before it returns, with 200 by default, or never. */
  private static final class InstantTransport implements Transport {

    final List<String> bodies = new CopyOnWriteArrayList<>();
    volatile Runnable whenPosting = () -> {};
    volatile int status = 200;

    @Override
    public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
      bodies.add(new String(body, StandardCharsets.UTF_8));
      whenPosting.run();
      whenDone.run();
      return new Exchange() {
        @Override
        public @Nullable Answer poll() {
          return status == NEVER
              ? null
              : Answer.of(status, null, "{}".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void cancel() {
          // nothing is in flight
        }
      };
    }

    @Override
    public void release() {
      // holds nothing
    }
  }
}
