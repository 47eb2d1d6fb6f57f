/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCaptureTest {

  private static final String FIRE = "\uD83D\uDD25";

  private final Accounts accounts = new Accounts();
  private final SampleQueue queue = new SampleQueue(16, accounts, () -> 0);
  private final FakeCriticalSink critical = new FakeCriticalSink();
  private final Folding folding = new Folding(accounts, queue, () -> 0);
  private final AtomicInteger wakes = new AtomicInteger();
  private final EntryCapture capture = capture(Configs.with(Setting.GROUP_BY, "none"));

  @Test
  void halfFullQueue_wakesTheThreadAtOnce() {
    CountingWaker waker = new CountingWaker();
    EntryCapture capture =
        new EntryCapture(Configs.defaults(), queue, folding, critical, accounts, waker);

    for (char c = 'a'; c <= 'h'; c++) {
      capture.append(FakeEvent.error("text " + c), FakeReader.INSTANCE);
    }

    assertThat(wakes).hasValue(7);
    assertThat(waker.atOnce).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fingerprint", "none"})
  void fatalAndCriticalEvents_wakeTheThreadAtOnce(String groupBy) {
    CountingWaker waker = new CountingWaker();
    SenderConfig config = Configs.with(Setting.GROUP_BY, groupBy);
    EntryCapture capture = new EntryCapture(config, queue, folding, critical, accounts, waker);

    capture.append(FakeEvent.error("one"), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("two").marker("CRITICAL"), FakeReader.INSTANCE);
    capture.append(FakeEvent.of(Severity.FATAL, "three"), FakeReader.INSTANCE);

    assertThat(wakes).hasValue(1);
    assertThat(waker.atOnce).isEqualTo(2);
  }

  @Test
  void eventIsCopiedCompletely() {
    FakeEvent event =
        FakeEvent.error("order 8123 failed")
            .logger("com.acme.shop.OrderService")
            .thread("exec-4")
            .timeMillis(1_234)
            .template("order {} failed", true)
            .pair("order", 8_123)
            .marker("AUDIT")
            .layout(() -> "laid out")
            .thrown(new IllegalStateException("why"));

    capture.append(event, FakeReader.INSTANCE);

    LogEntry entry = queue.poll().entry;
    assertThat(entry.message).isEqualTo("order 8123 failed");
    assertThat(entry.severity).isEqualTo(Severity.ERROR);
    assertThat(entry.logger).isEqualTo("com.acme.shop.OrderService");
    assertThat(entry.thread).isEqualTo("exec-4");
    assertThat(entry.timeMillis).isEqualTo(1_234);
    assertThat(entry.template).isEqualTo("order {} failed");
    assertThat(entry.hasArguments).isTrue();
    assertThat(entry.keyValues).containsEntry("order", "8123");
    assertThat(entry.markers).containsExactly("AUDIT");
    assertThat(entry.layoutText).isEqualTo("laid out");
    assertThat(entry.root()).hasToString("java.lang.IllegalStateException: why");
    assertThat(wakes).hasValue(1);
  }

  @Test
  void criticalEvent_bypassesTheQueue() {
    capture.append(FakeEvent.error("boom").marker("CRITICAL"), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("boom").marker("CRITICAL"), FakeReader.INSTANCE);

    assertThat(critical.entries).hasSize(2).allMatch(LogEntry::isCritical);
    assertThat(critical.entries.get(0).message).isEqualTo("boom");
    assertThat(queue.isEmpty()).isTrue();
    assertThat(wakes).hasValue(2);
  }

  @Test
  void criticalEventWithoutRoom_isCountedAsLost() {
    critical.full = true;

    capture.append(FakeEvent.error("boom").marker("CRITICAL"), FakeReader.INSTANCE);

    assertCounted(1, DropReason.SPOOL_FULL, 1);
  }

  @Test
  void criticalEventAfterClose_isCountedAsClosed() {
    critical.closed = true;

    capture.append(FakeEvent.error("boom").marker("CRITICAL"), FakeReader.INSTANCE);

    assertCounted(1, DropReason.CLOSED, 1);
  }

  @Test
  void missingParts_areLeftOut() {
    capture.append(FakeEvent.error(""), FakeReader.INSTANCE);

    LogEntry entry = queue.poll().entry;
    assertThat(entry.message).isEmpty();
    assertThat(entry.template).isNull();
    assertThat(entry.layoutText).isNull();
    assertThat(entry.chain).isEmpty();
    assertThat(entry.keyValues).isEmpty();
    assertThat(entry.markers).isEmpty();
  }

  @Test
  void aRefusedEventIsNotCounted() {
    capture.append(FakeEvent.of(Severity.WARN, "x"), FakeReader.INSTANCE);

    assertThat(accounts.accepted()).isZero();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(wakes).hasValue(0);
  }

  @Test
  void newSettings_applyToLaterEvents() {
    capture.reconfigure(Configs.with(Setting.LEVEL, "WARN", Setting.THREAD_BY, "mdc:tenant"));

    capture.append(FakeEvent.of(Severity.WARN, "x").mdc("tenant", "acme"), FakeReader.INSTANCE);

    assertThat(queue.poll().entry.mdc("tenant")).isEqualTo("acme");
  }

  @Test
  void textsAreCutAtTheirLimits() {
    FakeEvent event =
        FakeEvent.error("m".repeat(8_193))
            .template("t".repeat(8_193), true)
            .thread("n".repeat(257))
            .layout(() -> "l".repeat(2_049))
            .pair("k".repeat(257), "v".repeat(257));

    capture.append(event, FakeReader.INSTANCE);

    LogEntry entry = queue.poll().entry;
    assertThat(entry.message).isEqualTo("m".repeat(8_192));
    assertThat(entry.template).isEqualTo("t".repeat(8_192));
    assertThat(entry.thread).isEqualTo("n".repeat(256));
    assertThat(entry.layoutText).isEqualTo("l".repeat(2_048));
    assertThat(entry.keyValues).containsExactly(Map.entry("k".repeat(256), "v".repeat(256)));
  }

  @Test
  void aMessageIsNotCutWithinASurrogatePair() {
    capture.append(FakeEvent.error("m".repeat(8_191) + FIRE), FakeReader.INSTANCE);

    assertThat(queue.poll().entry.message).isEqualTo("m".repeat(8_191));
  }

  @Test
  void aMessageOfExactly8192CharsStaysWhole() {
    String text = "m".repeat(8_190) + FIRE;

    capture.append(FakeEvent.error(text), FakeReader.INSTANCE);

    assertThat(queue.poll().entry.message).isEqualTo(text);
  }

  @Test
  void thirtyTwoPairs_areKeptAndTheRestNotRead() {
    AtomicInteger asked = new AtomicInteger();
    FakeEvent event = FakeEvent.error("x");
    for (int i = 0; i < 40; i++) {
      event.pair("k" + i, textOf(() -> "v" + asked.incrementAndGet()));
    }

    capture.append(event, FakeReader.INSTANCE);

    LogEntry entry = queue.poll().entry;
    assertThat(entry.keyValues).hasSize(32).containsEntry("k31", "v32");
    assertThat(asked).hasValue(32);
  }

  @Test
  void namesAndMarkersAreBounded() {
    FakeEvent event = FakeEvent.error("x").logger("l".repeat(600));
    for (int i = 0; i < 40; i++) {
      event.marker("m".repeat(600));
    }

    capture.append(event, FakeReader.INSTANCE);

    LogEntry entry = queue.poll().entry;
    assertThat(entry.logger).hasSize(512);
    assertThat(entry.markers).hasSize(32).allMatch(name -> name.length() == 512);
  }

  @Test
  void pairWithoutValue_isShownAsNull() {
    capture.append(FakeEvent.error("x").pair("order", null), FakeReader.INSTANCE);

    assertThat(queue.poll().entry.keyValues).containsEntry("order", "null");
  }

  @Test
  void onlyMdcKeysForThreadAndFingerprint_areCopied() {
    EntryCapture byTenant = capture(Configs.with(Setting.THREAD_BY, "mdc:tenant"));

    byTenant.append(
        FakeEvent.error("x").mdc("tenant", "t".repeat(257)).mdc("user", "u"), FakeReader.INSTANCE);
    byTenant.append(FakeEvent.error("y").mdc("user", "u"), FakeReader.INSTANCE);

    LogEntry entry = queue.poll().entry;
    assertThat(entry.mdc("tenant")).isEqualTo("t".repeat(256));
    assertThat(entry.mdc("user")).isNull();
    assertThat(queue.poll().entry.mdc("tenant")).isNull();
  }

  @Test
  void fingerprintKeysMdcValue_isCopiedForEveryThreadBy() {
    EntryCapture byTenant = capture(Configs.with(Setting.THREAD_BY, "mdc:tenant"));
    FakeEvent event = FakeEvent.error("x").mdc("gchat.fingerprint", "db").mdc("tenant", "acme");

    capture.append(event, FakeReader.INSTANCE);
    byTenant.append(event, FakeReader.INSTANCE);
    capture.reconfigure(Configs.with(Setting.FINGERPRINT_KEY, "tenant"));
    capture.append(event, FakeReader.INSTANCE);

    LogEntry byFingerprint = queue.poll().entry;
    assertThat(byFingerprint.mdc("gchat.fingerprint")).isEqualTo("db");
    assertThat(byFingerprint.mdc("tenant")).isNull();
    LogEntry both = queue.poll().entry;
    assertThat(both.mdc("gchat.fingerprint")).isEqualTo("db");
    assertThat(both.mdc("tenant")).isEqualTo("acme");
    LogEntry renamed = queue.poll().entry;
    assertThat(renamed.mdc("gchat.fingerprint")).isNull();
    assertThat(renamed.mdc("tenant")).isEqualTo("acme");
  }

  static Stream<Arguments> failures() {
    Supplier<String> deep = EntryCaptureTest::recurse;
    return Stream.of(
        arguments("RuntimeException", throwing(() -> new IllegalStateException("boom"))),
        arguments("LinkageError", throwing(() -> new NoClassDefFoundError("com/acme/Gone"))),
        arguments("StackOverflowError", deep),
        arguments("AssertionError", throwing(() -> new AssertionError("boom"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void unreadableEvent_isCountedOnceAndNothingIsThrown(String name, Supplier<String> message) {
    FakeEvent event = FakeEvent.of(Severity.ERROR, message);

    assertThatCode(() -> capture.append(event, FakeReader.INSTANCE)).doesNotThrowAnyException();

    assertCounted(1, DropReason.CAPTURE_FAILED, 1);
    assertThat(queue.isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void messageThatThrows_isReplacedByItsTemplate(String name, Supplier<String> message) {
    FakeEvent event = FakeEvent.of(Severity.ERROR, message).template("order {} failed", true);

    capture.append(event, FakeReader.INSTANCE);

    assertThat(onlyEntry().message).isEqualTo("order {} failed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void messageThatThrows_withAnException_isMarkedUnreadable(String name, Supplier<String> message) {
    FakeEvent event =
        FakeEvent.of(Severity.ERROR, message).thrown(new IllegalStateException("why"));

    capture.append(event, FakeReader.INSTANCE);

    LogEntry entry = onlyEntry();
    assertThat(entry.message).matches("\\[unreadable: (\\w+(Error|Exception))]");
    assertThat(entry.root()).hasToString("java.lang.IllegalStateException: why");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void layoutThatThrows_isLeftOut(String name, Supplier<String> layout) {
    capture.append(FakeEvent.error("x").layout(layout), FakeReader.INSTANCE);

    LogEntry entry = onlyEntry();
    assertThat(entry.message).isEqualTo("x");
    assertThat(entry.layoutText).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void pairThatThrows_isMarkedAndTheOthersKept(String name, Supplier<String> text) {
    FakeEvent event = FakeEvent.error("x").pair("a", 1).pair("k", textOf(text)).pair("z", 2);

    capture.append(event, FakeReader.INSTANCE);

    assertThat(onlyEntry().keyValues)
        .containsEntry("a", "1")
        .hasEntrySatisfying("k", value -> assertThat(value).startsWith("[unreadable: "))
        .containsEntry("z", "2");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void partOfAnExceptionThatThrows_isLeftOutAndTheRestIsKept(
      String name, Supplier<String> failing) {
    EntryCapture excluding =
        capture(Configs.with(Setting.EXCLUDE_EXCEPTIONS, "com.acme.X", Setting.GROUP_BY, "none"));
    for (String part :
        List.of("message", "localized", "toString", "cause", "frames", "null", "holes")) {
      FakeEvent event =
          FakeEvent.error("x").logger("com.acme.A").thrown(new Awkward(part, failing));

      capture.append(event, FakeReader.INSTANCE);
      excluding.append(event, FakeReader.INSTANCE);

      for (LogEntry entry : List.of(queue.poll().entry, queue.poll().entry)) {
        assertThat(entry.message).as(part).isEqualTo("x");
        assertThat(entry.logger).isEqualTo("com.acme.A");
        assertThat(entry.chain.get(0).type).isEqualTo(Awkward.class.getName());
        assertThat(entry.chain).hasSize(part.equals("cause") ? 1 : 2);
        assertThat(entry.chain.get(0).frames).doesNotContainNull();
      }
    }
    assertThat(accounts.settled()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void partThatTheReaderCannotRead_isLeftOut(String name, Supplier<String> failing) {
    capture.append(
        FakeEvent.error("x").thrown(new IllegalStateException("why")).mdc("gchat.fingerprint", "a"),
        new Unreadable(failing));

    LogEntry entry = onlyEntry();
    assertThat(entry.message).isEqualTo("x");
    assertThat(entry.thread).isEmpty();
    assertThat(entry.template).isNull();
    assertThat(entry.mdc).isEmpty();
    assertThat(entry.keyValues).isEmpty();
    assertThat(entry.markers).isEmpty();
    assertThat(entry.chain)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.suppressed)
        .containsExactly(List.of());
  }

  private LogEntry onlyEntry() {
    LogEntry entry = queue.poll().entry;
    assertThat(queue.isEmpty()).isTrue();
    assertThat(accounts.settled()).isZero();
    return entry;
  }

  @Test
  void blankMessage_isEmpty() {
    capture.append(FakeEvent.error(" \t\n"), FakeReader.INSTANCE);

    assertThat(onlyEntry().message).isEmpty();
  }

  @Test
  void outOfMemoryError_isCountedAndRethrown() {
    FakeEvent event =
        FakeEvent.of(Severity.ERROR, throwing(() -> new OutOfMemoryError("for the test")));

    assertThatThrownBy(() -> capture.append(event, FakeReader.INSTANCE))
        .isInstanceOf(OutOfMemoryError.class);

    assertCounted(1, DropReason.CAPTURE_FAILED, 1);
  }

  @Test
  void internalError_isCountedAndRethrown() {
    FakeEvent event =
        FakeEvent.of(Severity.ERROR, throwing(() -> new InternalError("for the test")));

    assertThatThrownBy(() -> capture.append(event, FakeReader.INSTANCE))
        .isInstanceOf(InternalError.class);

    assertCounted(1, DropReason.CAPTURE_FAILED, 1);
  }

  @Test
  void eventAfterAFailure_isCaptured() {
    capture.append(
        FakeEvent.of(Severity.ERROR, throwing(() -> new IllegalStateException("boom"))),
        FakeReader.INSTANCE);

    capture.append(FakeEvent.error("next"), FakeReader.INSTANCE);

    assertThat(queue.poll().entry.message).isEqualTo("next");
    assertCounted(2, DropReason.CAPTURE_FAILED, 1);
  }

  @ParameterizedTest
  @MethodSource("wakeFailures")
  void failedWakeUp_doesNotCountAQueuedEventAsDropped(Throwable failure) {
    EntryCapture unlucky =
        new EntryCapture(
            Configs.with(Setting.GROUP_BY, "none"),
            queue,
            folding,
            critical,
            accounts,
            () -> EntryCaptureTest.<Error>sneak(failure));

    try {
      unlucky.append(FakeEvent.error("x"), FakeReader.INSTANCE);
    } catch (OutOfMemoryError | InternalError e) {
      assertThat(e).isSameAs(failure);
    }

    assertThat(queue.poll()).isNotNull();
    assertThat(accounts.accepted()).isEqualTo(1);
    assertThat(accounts.settled()).isZero();
  }

  static Stream<Throwable> wakeFailures() {
    return Stream.of(
        new StackOverflowError(),
        new IllegalStateException("no thread"),
        new OutOfMemoryError("no thread"),
        new InternalError("no thread"));
  }

  @Test
  void eventLoggedByAToString_isRefusedAndNotCounted() {
    Object argument =
        textOf(
            () -> {
              capture.append(FakeEvent.error("from toString"), FakeReader.INSTANCE);
              return "an order";
            });

    capture.append(FakeEvent.withArgument(argument), FakeReader.INSTANCE);

    assertThat(accounts.accepted()).isEqualTo(1);
    assertThat(queue.poll().entry.message).isEqualTo("argument an order");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void otherThreads_mayLogDuringACapture() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Object argument =
          textOf(
              () -> {
                await(
                    other.submit(
                        () -> capture.append(FakeEvent.error("other"), FakeReader.INSTANCE)));
                return "an order";
              });

      capture.append(FakeEvent.withArgument(argument), FakeReader.INSTANCE);
    } finally {
      other.shutdown();
    }

    assertThat(accounts.accepted()).isEqualTo(2);
    assertThat(queue.poll().entry.message).isEqualTo("other");
    assertThat(queue.poll().entry.message).isEqualTo("argument an order");
  }

  @Test
  void fullQueue_dropsTheEventWithoutReadingItsMessage() {
    for (int i = 0; i < 16; i++) {
      capture.append(FakeEvent.error("x"), FakeReader.INSTANCE);
    }
    AtomicInteger asked = new AtomicInteger();
    FakeEvent late = FakeEvent.of(Severity.ERROR, () -> "asked " + asked.incrementAndGet());

    capture.append(late, FakeReader.INSTANCE);

    assertThat(asked).hasValue(0);
    assertCounted(17, DropReason.QUEUE_FULL, 1);
    assertThat(wakes).hasValue(16);
  }

  @Test
  void queueThatFillsDuringTheCopy_dropsTheEvent() {
    FakeEvent slow =
        FakeEvent.of(
            Severity.ERROR,
            () -> {
              for (int i = 0; i < 16; i++) {
                queue.offer(new Sample(LogEntry.builder(Severity.ERROR, "l", "m").build(), null));
              }
              return "late";
            });

    capture.append(slow, FakeReader.INSTANCE);

    assertCounted(17, DropReason.QUEUE_FULL, 1);
    assertThat(wakes).hasValue(0);
  }

  @Test
  void closedQueue_countsTheEventAsClosed() {
    queue.close();

    capture.append(FakeEvent.error("x"), FakeReader.INSTANCE);

    assertCounted(1, DropReason.CLOSED, 1);
  }

  @Test
  void fourThreadsRacingWithClose_leaveEveryEventInOneAccount() throws Exception {
    int threads = 4;
    int events = 5_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch halfway = new CountDownLatch(threads);
    List<Future<?>> ends = new ArrayList<>();
    AtomicInteger polled = new AtomicInteger();
    try {
      for (int t = 0; t < threads; t++) {
        ends.add(pool.submit(() -> appendMany(events, start, halfway)));
      }
      ends.add(
          pool.submit(
              () -> {
                while (halfway.getCount() > 0) {
                  if (queue.poll() != null) {
                    polled.incrementAndGet();
                  }
                }
                queue.close();
              }));

      start.countDown();
      ends.forEach(EntryCaptureTest::await);
    } finally {
      pool.shutdownNow();
    }

    assertThat(accounts.accepted()).isEqualTo(20_000);
    assertThat(accounts.dropped().get(DropReason.CAPTURE_FAILED)).isPositive();
    assertThat(accounts.dropped().get(DropReason.CLOSED)).isPositive();
    assertThat(accounts.settled() + polled.get()).isEqualTo(20_000);
    assertThat(queue.isEmpty()).isTrue();
  }

  /**
   * Appends events, every hundredth of them throwing; starts the second half when all threads are
   * halfway.
   */
  private void appendMany(int events, CountDownLatch start, CountDownLatch halfway) {
    await(start);
    for (int i = 0; i < events; i++) {
      if (i == events / 2) {
        halfway.countDown();
        await(halfway);
      }
      Supplier<String> message =
          i % 100 == 0 ? throwing(() -> new IllegalStateException("boom")) : () -> "x";
      capture.append(FakeEvent.of(Severity.ERROR, message), FakeReader.INSTANCE);
    }
  }

  private EntryCapture capture(SenderConfig config) {
    return new EntryCapture(config, queue, folding, critical, accounts, wakes::incrementAndGet);
  }

  /** Counts urgent calls separately from others. */
  private final class CountingWaker implements Waker {

    private int atOnce;

    @Override
    public void wake() {
      wakes.incrementAndGet();
    }

    @Override
    public void wakeNow() {
      atOnce++;
    }
  }

  private void assertCounted(long accepted, DropReason reason, long dropped) {
    assertThat(accounts.accepted()).isEqualTo(accepted);
    assertThat(accounts.dropped()).containsEntry(reason, dropped);
    assertThat(accounts.settled()).isEqualTo(dropped);
  }

  private static Object textOf(Supplier<String> text) {
    return new Object() {
      @Override
      public String toString() {
        return text.get();
      }
    };
  }

  private static Supplier<String> throwing(Supplier<? extends Throwable> failure) {
    return () -> EntryCaptureTest.<Error>sneak(failure.get());
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> String sneak(Throwable failure) throws X {
    throw (X) failure;
  }

  @SuppressWarnings("InfiniteRecursion")
  private static String recurse() {
    return recurse() + "x";
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Has a cause, a message and frames; one of them is awkward. */
  private static final class Awkward extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String part;
    private final transient Supplier<String> failing;

    Awkward(String part, Supplier<String> failing) {
      super(null, new IllegalArgumentException("root"));
      this.part = part;
      this.failing = failing;
    }

    private String text(String asked) {
      return part.equals(asked) ? failing.get() : null;
    }

    @Override
    public String getMessage() {
      return text("message");
    }

    @Override
    public String getLocalizedMessage() {
      return text("localized");
    }

    @Override
    public String toString() {
      return text("toString");
    }

    @Override
    public synchronized Throwable getCause() {
      String unused = text("cause");
      return super.getCause();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      String unused = text("frames");
      StackTraceElement[] frames = super.getStackTrace();
      frames[0] = part.equals("holes") ? null : frames[0];
      return part.equals("null") ? null : frames;
    }
  }

  /** Fails in all parts that a host may read from the application, except message and exception. */
  private static final class Unreadable extends FakeReader {

    private final Supplier<String> failing;

    Unreadable(Supplier<String> failing) {
      this.failing = failing;
    }

    @Override
    public String threadName(FakeEvent event) {
      return failing.get();
    }

    @Override
    public String template(FakeEvent event) {
      return failing.get();
    }

    @Override
    public boolean hasArguments(FakeEvent event) {
      return failing.get().isEmpty();
    }

    @Override
    public boolean hasPlainText(FakeEvent event) {
      return failing.get().isEmpty();
    }

    @Override
    public String mdc(FakeEvent event, String key) {
      return failing.get();
    }

    @Override
    public void keyValues(FakeEvent event, BiConsumer<String, Object> sink) {
      sink.accept(failing.get(), "");
    }

    @Override
    public void markers(FakeEvent event, Consumer<String> sink) {
      sink.accept(failing.get());
    }

    @Override
    public boolean hasMarker(FakeEvent event, String name) {
      return failing.get().isEmpty();
    }

    @Override
    public Throwable[] suppressed(Throwable thrown) {
      throw new IllegalStateException(failing.get());
    }

    @Override
    public Throwable throwable(Throwable thrown) {
      throw new IllegalStateException(failing.get());
    }

    @Override
    public Class<?> type(Throwable thrown) {
      throw new IllegalStateException(failing.get());
    }
  }
}
