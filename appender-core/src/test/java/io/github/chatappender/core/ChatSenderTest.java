/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a sender's life cycle, with its real thread and a real socket. */
@Timeout(60)
class ChatSenderTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int THREADS = 8;

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();
  private ChatSpace space;
  private ExecutorService callers;

  @BeforeEach
  void open() {
    space = ChatSpace.start();
    callers = Executors.newFixedThreadPool(THREADS);
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    space.close();
  }

  @Test
  void anEventIsDelivered() throws InterruptedException {
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);

    Senders.append(sender, "boom");
    boolean arrived = space.awaitMessages(1, TIMEOUT);
    boolean flushed = sender.flush(TIMEOUT);
    sender.close();

    assertThat(arrived).isTrue();
    assertThat(flushed).isTrue();
    assertThat(space.messages().get(0).text()).startsWith("🔴 *ERROR* shop — boom in");
    assertThat(sender.getDeliveryStats().state()).isEqualTo(DeliveryStats.State.IDLE);
    Senders.assertAccounts(sender, 1, 1);
  }

  @Test
  void operations_showMuteAndExplainAProblem() throws InterruptedException {
    ChatSender sender =
        Senders.start(
            Senders.fast(space.webhookUrl())
                .set(Setting.GROUP_BY, "fingerprint")
                .set(Setting.THREAD_BY, "fingerprint"),
            diagnostics);
    assertThat(sender.getDeliveryStats().openProblems()).isEmpty();

    Senders.append(sender, "boom");
    boolean arrived = space.awaitMessages(1, TIMEOUT);
    OpenProblem open = sender.getDeliveryStats().openProblems().get(0);
    Instant until = sender.mute(" " + open.id().toUpperCase(Locale.ROOT), Duration.ofDays(7));
    boolean said = space.awaitMessages(2, TIMEOUT);
    Senders.append(sender, "boom");
    boolean flushed = sender.flush(TIMEOUT);
    DeliveryStats muted = sender.getDeliveryStats();
    Explanation explanation = sender.explain(open.id());
    sender.close();

    assertThat(arrived).isTrue();
    assertThat(said).isTrue();
    assertThat(flushed).isTrue();
    assertThat(muted.pending()).isEqualTo(1);
    assertThat(muted.mutes()).containsExactly(Map.entry(open.id(), until));
    assertThat(muted.openProblems().get(0).mutedUntil())
        .isEqualTo(until.truncatedTo(ChronoUnit.MILLIS));
    assertThat(explanation.canonicalText()).contains("msg=boom");
    assertThat(space.messages().get(2).text()).contains(" · mute over, ×1 more");
    assertThat(sender.explain(open.id())).isNull();
    Senders.assertAccounts(sender, 2, 2);
  }

  @Test
  void statistics_doNotWaitForABusyDeliveryThread() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicReference<ChatSender> self = new AtomicReference<>();
    AtomicReference<DeliveryStats> fromWithin = new AtomicReference<>();
    Diagnostics slow =
        new Diagnostics() {
          @Override
          public void info(String message) {}

          @Override
          public void warn(String message) {}

          @Override
          public void alert(String message) {}

          @Override
          public void fault(String message) {
            fromWithin.set(self.get().getDeliveryStats());
            busy.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Settings settings = Senders.fast(space.webhookUrl() + "x").set(Setting.GROUP_BY, "fingerprint");
    ChatSender sender = Senders.start(settings, slow);
    self.set(sender);
    Senders.append(sender, "boom");
    busy.await();

    DeliveryStats meanwhile = sender.getDeliveryStats();
    free.countDown();
    await().until(() -> !sender.getDeliveryStats().openProblems().isEmpty());
    sender.close();

    assertThat(fromWithin.get().accepted()).isEqualTo(1);
    assertThat(meanwhile.accepted()).isEqualTo(1);
    assertThat(meanwhile.openProblems()).as("not known yet").isEmpty();
  }

  @Test
  void operations_refuseWhatTheyCannotDo() {
    ChatSender sender =
        Senders.start(
            Senders.fast(space.webhookUrl()).set(Setting.GROUP_BY, "fingerprint"), diagnostics);
    ChatSender ungrouped = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
    Duration hour = Duration.ofHours(1);

    for (String id : List.of("", "b7d8334", "b7d8334e0", "b7d8334g", "b7d8 334")) {
      assertThatThrownBy(() -> sender.mute(id, hour))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an id must be 8 hex digits, as shown in messages");
      assertThatThrownBy(() -> sender.explain(id)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sender.unmute(id)).isInstanceOf(IllegalArgumentException.class);
    }
    for (Duration wrong :
        List.of(
            Duration.ZERO,
            Duration.ofSeconds(59),
            Duration.ofDays(7).plusNanos(1),
            hour.negated())) {
      assertThatThrownBy(() -> sender.mute("b7d8334e", wrong))
          .hasMessage("a mute must last from 1 min to 7 d: " + wrong);
    }
    assertThatThrownBy(() -> ungrouped.mute("b7d8334e", hour))
        .hasMessage("groupBy is none: events have no ids");
    for (int i = 0; i < 200; i++) {
      sender.mute(String.format("%08x", i), hour);
    }
    assertThatThrownBy(() -> sender.mute("b7d8334e", hour))
        .hasMessage("too many problems are muted already");
    assertThat(sender.unmute("00000000")).isTrue();
    assertThat(sender.unmute("00000000")).isFalse();
    sender.close();
    ungrouped.close();
    assertThatThrownBy(() -> sender.mute("b7d8334e", hour)).hasMessage("the appender is stopped");
  }

  @Test
  void threadLivesFromTheFirstEventUntilClose() {
    Set<Thread> before = deliveryThreads();
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
    Set<Thread> started = newThreads(before);

    Senders.append(sender, "boom");
    Set<Thread> running = newThreads(before);
    sender.close();
    boolean aliveAfter = running.stream().anyMatch(Thread::isAlive);

    assertThat(started).isEmpty();
    assertThat(running).hasSize(1);
    Thread thread = running.iterator().next();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isSameAs(ChatSender.class.getClassLoader());
    assertThat(aliveAfter).isFalse();
  }

  @Test
  void closeWithoutEventsPostsNothingAndStartsNoThread() {
    Set<Thread> before = deliveryThreads();
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);

    sender.close();

    assertThat(newThreads(before)).isEmpty();
    assertThat(space.arrivals()).isEmpty();
    Senders.assertAccounts(sender, 0, 0);
  }

  @Test
  void close_postsPendingEvents() {
    Settings settings = Senders.fast(space.webhookUrl()).set(Setting.FIRST_WAIT, "60 s");
    ChatSender sender = Senders.start(settings, diagnostics);
    for (int i = 0; i < 10; i++) {
      Senders.append(sender, "com.acme.L" + i, "boom");
    }

    sender.close();

    assertThat(space.messages()).hasSize(1);
    assertThat(space.messages().get(0).text())
        .startsWith("🔴 *ERROR* shop — boom in `L9`")
        .contains("\n📋 shop — 9 events\n");
    Senders.assertAccounts(sender, 10, 10);
  }

  @Test
  void eventsAfterCloseAreRefused() {
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
    sender.close();

    Senders.append(sender, "too late");
    boolean flushed = sender.flush(TIMEOUT);

    assertThat(flushed).isTrue();
    Senders.assertAccounts(sender, 0, 0);
  }

  @Test
  void secondClose_changesNothing() {
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
    Senders.append(sender, "boom");

    sender.close();
    sender.close();
    sender.close(Duration.ZERO);

    assertThat(space.messages()).hasSize(1);
    Senders.assertAccounts(sender, 1, 1);
  }

  @Test
  void concurrentCloses_waitForTheSameEnd() {
    space.answerWith(Misbehavior.delay(Duration.ofMillis(300)));
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
    Senders.append(sender, "boom");

    List<Long> pending =
        inParallel(
            () -> {
              sender.close();
              return sender.getDeliveryStats().pending();
            });

    assertThat(pending).hasSize(THREADS).containsOnly(0L);
    assertThat(space.messages()).hasSize(1);
    Senders.assertAccounts(sender, 1, 1);
  }

  @Test
  void closeOnAnInterruptedThread_deliversAndKeepsTheFlag() {
    space.answerWith(Misbehavior.delay(Duration.ofMillis(200)));
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
    Senders.append(sender, "boom");

    Thread.currentThread().interrupt();
    sender.close();
    boolean interrupted = Thread.interrupted();

    assertThat(interrupted).isTrue();
    Senders.assertAccounts(sender, 1, 1);
  }

  @Test
  void closeWithoutEventsOnAnInterruptedThread_keepsTheFlag() {
    ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);

    Thread.currentThread().interrupt();
    sender.close();
    sender.close();
    boolean interrupted = Thread.interrupted();

    assertThat(interrupted).isTrue();
    assertThat(sender.getDeliveryStats().state()).isEqualTo(DeliveryStats.State.IDLE);
  }

  @Test
  void concurrentAppendsAndFlushes_loseNothing() {
    Settings settings =
        Senders.fast(space.webhookUrl()).set(Setting.FIRST_WAIT, "60 s").set(Setting.BURST, "1");
    ChatSender sender = Senders.start(settings, diagnostics);

    List<Boolean> flushed =
        inParallel(
            () -> {
              boolean all = true;
              for (int i = 0; i < 20; i++) {
                Senders.append(sender, Thread.currentThread().getName(), "boom " + i);
                all &= sender.flush(TIMEOUT);
              }
              return all;
            });
    long pending = sender.getDeliveryStats().pending();
    sender.close();

    assertThat(flushed).hasSize(THREADS).containsOnly(true);
    assertThat(pending).isZero();
    Senders.assertAccounts(sender, THREADS * 20L, THREADS * 20L);
  }

  @Test
  void sendersForOneSpace_shareOneBudget() throws InterruptedException {
    Settings settings =
        Senders.fast(space.webhookUrl())
            .set(Setting.MESSAGES_PER_MINUTE, "54")
            .set(Setting.BURST, "2");
    ChatSender one = Senders.start(settings, diagnostics);
    ChatSender other = Senders.start(settings, diagnostics);

    Senders.append(one, "boom");
    boolean first = space.awaitArrivals(1, TIMEOUT);
    Senders.append(other, "boom");
    Senders.append(one, "boom");
    boolean all = space.awaitArrivals(3, TIMEOUT);
    one.close();
    other.close();

    assertThat(first).isTrue();
    assertThat(all).isTrue();
    List<Arrival> arrivals = space.arrivals();
    // they start 1.1 s apart, and the first is slow: it loads classes and connects
    long apart = TimeUnit.MILLISECONDS.toNanos(500);
    assertThat(arrivals.get(1).nanos() - arrivals.get(0).nanos()).isGreaterThan(apart);
    assertThat(arrivals.get(2).nanos() - arrivals.get(1).nanos()).isGreaterThan(apart);
    Senders.assertAccounts(one, 2, 2);
    Senders.assertAccounts(other, 1, 1);
  }

  @Test
  void newSettings_takeEffectWhileRunning() throws InterruptedException {
    try (ChatSpace elsewhere = ChatSpace.start()) {
      ChatSender sender = Senders.start(Senders.fast(space.webhookUrl()), diagnostics);
      Senders.append(sender, "here");
      boolean here = space.awaitMessages(1, TIMEOUT) && sender.flush(TIMEOUT);

      sender.reconfigure(Senders.configure(Senders.fast(elsewhere.webhookUrl()), diagnostics));
      Senders.append(sender, "there");
      boolean there = elsewhere.awaitMessages(1, TIMEOUT);
      sender.close();

      assertThat(here).isTrue();
      assertThat(there).isTrue();
      assertThat(space.messages()).hasSize(1);
      assertThat(elsewhere.messages().get(0).text()).contains("there");
      Senders.assertAccounts(sender, 2, 2);
    }
  }

  @Test
  void closedSender_isCollectable_evenWithAShutdownHook() {
    Settings settings =
        Senders.fast(space.webhookUrl())
            .set(Setting.SHUTDOWN_HOOK, "true")
            .set(Setting.SHUTDOWN_TIMEOUT, "30s");

    WeakReference<ChatSender> sender = usedAndClosed(settings);

    await()
        .until(
            () -> {
              System.gc();
              return sender.get() == null;
            });
  }

  @Test
  void missingAddress_leavesItIdleAndReportsWhy() {
    ChatSender.Configuration config =
        ChatSender.configure(new Settings(), new FakeProcessFacts(), diagnostics);

    assertThat(config).isNull();
    assertThat(diagnostics.lines())
        .contains(
            "info: idle: neither webhookUrl nor webhookUrlFile nor the variable"
                + " GOOGLE_CHAT_WEBHOOK_URL is set");
  }

  @Test
  void disabled_staysIdleAndReportsWhy() {
    ChatSender.Configuration config =
        ChatSender.configure(
            Senders.fast(space.webhookUrl()).set(Setting.ENABLED, "false"),
            new FakeProcessFacts(),
            diagnostics);

    assertThat(config).isNull();
    assertThat(diagnostics.lines()).containsExactly("info: idle: enabled is false");
  }

  @Test
  void switchedOffForTheJvm_staysIdleAndReportsWhy() {
    ChatSender.Configuration config =
        ChatSender.configure(
            Senders.fast(space.webhookUrl()).set(Setting.PROXY, "nowhere"),
            new FakeProcessFacts().variable("GOOGLE_CHAT_APPENDER_ENABLED", "Off"),
            diagnostics);

    assertThat(config).isNull();
    assertThat(diagnostics.lines())
        .containsExactly("info: idle: GOOGLE_CHAT_APPENDER_ENABLED is off");
  }

  @Test
  void unsetVariableAsAddress_leavesItIdleAndNamesTheVariable() {
    ChatSender.Configuration config =
        ChatSender.configure(
            Senders.fast("${CHAT_URL}"),
            new FakeProcessFacts().variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl()),
            diagnostics);

    assertThat(config).isNull();
    assertThat(diagnostics.lines())
        .containsExactly("info: idle: webhookUrl is not set: variable CHAT_URL has no value");
  }

  @Test
  void eachBadSetting_isReportedAndAlertingGoesOn() {
    Settings settings =
        Senders.fast(space.webhookUrl())
            .set(Setting.BURST, "many")
            .set(Setting.STACK_LINES, "500")
            .set(Setting.FORMAT, "cards")
            .set(Setting.LEVEL, "WARNING");
    ChatSender sender = Senders.start(settings, diagnostics);
    Senders.append(sender, "boom");

    sender.close();

    List<String> faults =
        List.of(
            "level must be one of trace, debug, info, warn, error, fatal, off: WARNING;"
                + " using ERROR",
            "burst must be a whole number from 1 to 60: many; using 5",
            "format must be one of text, card: cards; using text",
            "stackLines must be a whole number from 0 to 100: 500; using 12");
    assertThat(diagnostics.lines().stream().filter(line -> line.startsWith("fault")))
        .containsExactlyElementsOf(
            faults.stream().map(line -> "fault: " + line).collect(Collectors.toList()));
    assertThat(space.messages()).hasSize(1);
    assertThat(space.messages().get(0).text()).endsWith("\n\n⚠️ " + String.join("\n⚠️ ", faults));
  }

  @Test
  void badVitalSetting_leavesItIdleAndReportsEveryFault() {
    ChatSender.Configuration config =
        ChatSender.configure(
            Senders.fast(space.webhookUrl())
                .set(Setting.BURST, "many")
                .set(Setting.DRY_RUN, "perhaps"),
            new FakeProcessFacts(),
            diagnostics);

    assertThat(config).isNull();
    assertThat(diagnostics.lines())
        .containsExactly(
            "fault: idle: dryRun must be true or false: perhaps",
            "fault: burst must be a whole number from 1 to 60: many; using 5");
  }

  @Test
  void budgetAboveTheServicesQuota_isReportedAndTheDefaultUsed() {
    ChatSender.Configuration config =
        ChatSender.configure(
            new Settings()
                .set(Setting.APPLICATION, "shop")
                .set(
                    Setting.WEBHOOK_URL,
                    "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t")
                .set(Setting.MESSAGES_PER_MINUTE, "600"),
            new FakeProcessFacts(),
            diagnostics);

    assertThat(config).isNotNull();
    assertThat(diagnostics.lines())
        .containsExactly(
            "fault: messagesPerMinute must be a whole number from 1 to 54 (more only on"
                + " loopback): 600; using 15",
            "info: application shop; accepts ERROR and above");
  }

  @Test
  void addressFromTheEnvironment_isUsed() {
    ChatSender.Configuration config =
        ChatSender.configure(
            Senders.fast(space.webhookUrl()).set(Setting.WEBHOOK_URL, null),
            new FakeProcessFacts().variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl()),
            diagnostics);
    ChatSender sender = ChatSender.start(config, diagnostics);
    Senders.append(sender, "boom");

    sender.close();

    assertThat(space.messages()).hasSize(1);
  }

  private WeakReference<ChatSender> usedAndClosed(Settings settings) {
    ChatSender sender = Senders.start(settings, diagnostics);
    Senders.append(sender, "boom");
    sender.close();
    Senders.assertAccounts(sender, 1, 1);
    return new WeakReference<>(sender);
  }

  private <T> List<T> inParallel(Callable<T> work) {
    try {
      List<T> results = new ArrayList<>();
      List<Callable<T>> works = Collections.nCopies(THREADS, work);
      for (Future<T> future : callers.invokeAll(works)) {
        results.add(future.get());
      }
      return results;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Thread> newThreads(Set<Thread> before) {
    return deliveryThreads().stream()
        .filter(thread -> !before.contains(thread))
        .collect(Collectors.toSet());
  }

  private static Set<Thread> deliveryThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("google-chat-appender-delivery"))
        .collect(Collectors.toSet());
  }
}
