/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that stopping takes bounded time, regardless of the network. */
@Timeout(60)
class StopTest {

  private static final Duration STOP = Duration.ofSeconds(1);

  /** For a machine with ten times the load it can handle; the forbidden waits are longer. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();

  static Stream<Arguments> manners() {
    return Stream.of(
        manner("never answers", HostileServer::neverAnswer),
        manner("drips its body", HostileServer::drip),
        manner("drips its head", HostileServer::dripHead),
        manner("answers endlessly", HostileServer::answerEndlessly),
        manner("resets", HostileServer::reset),
        manner("resets in the middle of its answer", HostileServer::resetWithinTheAnswer),
        manner("answers invalid UTF-8", HostileServer::answerInvalidUtf8),
        manner("refuses the message", HostileServer.echo("400 Bad Request")),
        manner("does not know us", HostileServer.echo("401 Unauthorized")),
        manner("refuses the webhook", HostileServer.echo("403 Forbidden")),
        manner("limits", HostileServer.echo("429 Too Many Requests")),
        manner("fails", HostileServer.echo("503 Service Unavailable")),
        manner("redirects", HostileServer::redirect),
        manner("answers with a page", HostileServer::answerWithAPage));
  }

  @ParameterizedTest(name = "a server that {0}")
  @MethodSource("manners")
  void close_returnsInTime_howeverTheServerBehaves(String name, HostileServer.Manner manner) {
    try (HostileServer server = HostileServer.that(manner)) {
      Duration taken = stopWhilePostingTo(server.address());

      assertThat(taken).isLessThan(STOP.plus(TOLERANCE));
      assertThat(server.requestLines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("POST /v1/spaces/AAA/messages?"));
    }
  }

  @Test
  void close_returnsInTime_ifTheConnectionIsRefused() {
    Duration taken = stopWhilePostingTo(HostileServer.addressOfNobody());

    assertThat(taken).isLessThan(STOP.plus(TOLERANCE));
  }

  @Test
  void close_takesAtMostTheSmallerOfItsTimeoutAndTheSetting() {
    try (HostileServer server = HostileServer.that(HostileServer::neverAnswer)) {
      ChatSender sender =
          Senders.start(
              Senders.fast(server.address()).set(Setting.SHUTDOWN_TIMEOUT, "30 s"), diagnostics);
      Senders.append(sender, "boom");
      await().until(() -> sender.getDeliveryStats().attempts() == 1);

      long start = System.nanoTime();
      sender.close(Duration.ofMillis(300));
      Duration taken = Duration.ofNanos(System.nanoTime() - start);

      assertThat(taken).isBetween(Duration.ofMillis(200), TOLERANCE.plusMillis(300));
      Senders.assertAccounts(sender, 1, 0);
    }
  }

  @ParameterizedTest(name = "{0}, after {1} delivered")
  @CsvSource({"0 ms, 0", "1 ms, 0", "0 ms, 1", "1 ms, 1"})
  void closeWithHardlyAnyTime_leavesNothingPending(String timeout, int delivered)
      throws InterruptedException {
    try (ChatSpace space = ChatSpace.start()) {
      for (int i = 0; i < 20; i++) {
        ChatSender sender =
            Senders.start(
                Senders.fast(space.webhookUrl()).set(Setting.SHUTDOWN_TIMEOUT, timeout),
                diagnostics);
        for (int j = 0; j < delivered; j++) {
          Senders.append(sender, "com.acme.First", "boom");
          assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
        }
        for (int j = 0; j < 50; j++) {
          Senders.append(sender, "com.acme.L" + j, "boom");
        }

        sender.close();

        DeliveryStats stats = sender.getDeliveryStats();
        assertThat(stats.pending()).as("pending of %s", stats).isZero();
        assertThat(stats.accepted()).isEqualTo(50 + delivered);
        assertThat(stats.reported() + stats.droppedTotal()).isEqualTo(50 + delivered);
      }
    }
  }

  @Test
  void closeWithZeroTimeoutInANewJvm_leavesNothingPending() {
    ChildJvm child = ChildJvm.run(LateStopMain.class, List.of());

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output()).isEqualToIgnoringNewLines("1 accepted, 0 pending, 1 closed");
  }

  @ParameterizedTest(name = "a server that {0}")
  @MethodSource("manners")
  void close_endsAllOurThreads(String name, HostileServer.Manner manner) {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (HostileServer server = HostileServer.that(manner)) {
      ChatSender sender =
          Senders.start(
              Senders.fast(server.address()).set(Setting.SHUTDOWN_TIMEOUT, "1 s"), diagnostics);
      Senders.append(sender, "boom");
      await().until(() -> sender.getDeliveryStats().attempts() > 0);

      sender.close();
      Set<Thread> left = Thread.getAllStackTraces().keySet();

      left.removeAll(before);
      assertThat(left)
          .extracting(Thread::getName)
          .noneMatch(thread -> thread.startsWith("google-chat-appender"))
          .noneMatch(thread -> thread.startsWith("HttpClient"));
    }
  }

  @Test
  void concurrentClosesDuringAPost_returnInTimeAndKeepTheirInterrupts() throws Exception {
    try (HostileServer server = HostileServer.that(HostileServer::neverAnswer)) {
      ChatSender sender =
          Senders.start(
              Senders.fast(server.address()).set(Setting.SHUTDOWN_TIMEOUT, "1 s"), diagnostics);
      Senders.append(sender, "boom");
      await().until(() -> sender.getDeliveryStats().attempts() == 1);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<Boolean>> interrupts = new ArrayList<>();

      long start = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        boolean interrupted = i % 2 == 1;
        interrupts.add(threads.submit(() -> isInterruptedAfterClosing(sender, interrupted)));
      }
      threads.shutdown();
      List<Boolean> kept = new ArrayList<>();
      for (Future<Boolean> interrupt : interrupts) {
        kept.add(interrupt.get());
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);

      assertThat(kept).containsExactly(false, true, false, true);
      assertThat(taken).isBetween(Duration.ofMillis(900), STOP.plus(TOLERANCE));
      assertThat(sender.getDeliveryStats().dropped(DropReason.CLOSED)).isEqualTo(1);
      Senders.assertAccounts(sender, 1, 0);
    }
  }

  private static boolean isInterruptedAfterClosing(ChatSender sender, boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    sender.close();
    return Thread.interrupted();
  }

  @Test
  void drippingAnswer_isAbandonedAtTheDeadlineAndItsConnectionClosed() throws InterruptedException {
    try (HostileServer server = HostileServer.that(HostileServer::drip)) {
      ChatSender sender =
          Senders.start(
              Senders.fast(server.address())
                  .set(Setting.REQUEST_TIMEOUT, "500 ms")
                  .set(Setting.RETRY_DELAY, "60 s"),
              diagnostics);
      Senders.append(sender, "boom");

      await().until(() -> sender.getDeliveryStats().lastFailure() != null);
      boolean gone = server.awaitClientHasGone();
      sender.close(Duration.ZERO);

      assertThat(gone).isTrue();
      assertThat(diagnostics.lines())
          .anyMatch(line -> line.startsWith("warn: ") && line.endsWith("no answer within 500 ms"));
      Senders.assertAccounts(sender, 1, 0);
    }
  }

  private Duration stopWhilePostingTo(String address) {
    ChatSender sender =
        Senders.start(Senders.fast(address).set(Setting.SHUTDOWN_TIMEOUT, "1 s"), diagnostics);
    for (int i = 0; i < 3; i++) {
      Senders.append(sender, "com.acme.L" + i, "boom");
    }
    await().until(() -> sender.getDeliveryStats().attempts() > 0);
    for (int i = 0; i < 3; i++) {
      Senders.append(sender, "com.acme.L" + i, "boom again");
    }
    long start = System.nanoTime();
    sender.close();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    // on an overloaded machine the count may change after the wait for it
    await().untilAsserted(() -> Senders.assertAccounts(sender, 6, 0));
    assertThat(diagnostics.lines()).noneMatch(line -> line.contains("nobody-may-see"));
    return taken;
  }

  private static Arguments manner(String name, HostileServer.Manner manner) {
    return Arguments.of(name, manner);
  }
}
