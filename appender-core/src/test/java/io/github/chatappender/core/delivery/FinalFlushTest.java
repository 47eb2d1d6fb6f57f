/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that closing posts pending events as far as time allows. */
class FinalFlushTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static Settings onePermit() {
    return settings().set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "1");
  }

  private static boolean isFulfilled(FlushRequest request) {
    return request.await(0);
  }

  @Test
  void withNothingPendingEndsAtOnceWithoutAPost() {
    LoopRig rig = new LoopRig();

    FlushRequest close = rig.close(TIMEOUT);
    rig.step();

    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(isFulfilled(close)).isTrue();
    assertThat(rig.posts()).isEmpty();
    assertThat(rig.stats().state()).isEqualTo(DeliveryStats.State.IDLE);
    assertThat(rig.step()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void pendingEvents_areDueNow() {
    LoopRig rig = new LoopRig();
    rig.append("boom");

    FlushRequest close = rig.close(TIMEOUT);
    rig.settle();

    assertThat(rig.postMillis()).containsExactly(0L);
    assertThat(rig.post(0).text()).startsWith("🔴 *ERROR* shop — boom in `A`\n");
    assertThat(isFulfilled(close)).isTrue();
    assertThat(rig.requests.isFinished()).isTrue();
    rig.assertAccounts(1, 0);
  }

  @Test
  void severalThreadsShareOneMessage() {
    LoopRig rig = new LoopRig();
    rig.append("com.acme.A", "one");
    rig.runUntilMillis(1);
    rig.append("com.acme.B", "two");
    rig.runUntilMillis(2);
    rig.append("com.acme.A", "three");

    rig.close(TIMEOUT);
    rig.settle();

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::digest:2026-03-01");
    assertThat(rig.post(0).text().split("\n"))
        .containsExactly(
            "🔴 *ERROR* shop — three in `A`",
            "`c.acme.A` · thread `exec-1` · 12:00:00Z",
            "",
            "📋 shop — 2 events",
            "🔴 *ERROR* two in `B`",
            "🔴 *ERROR* one in `A`");
    rig.assertAccounts(3, 0);
  }

  @Test
  void list_namesEntriesThatFitAndCountsTheRest() {
    LoopRig rig = new LoopRig();
    rig.append("com.acme.B", "other");
    rig.appendMany(500, "boom of the same kind");

    rig.close(TIMEOUT);
    rig.settle();

    String text = rig.post(0).text();
    long named = text.lines().filter(line -> line.startsWith("🔴")).count();
    assertThat(rig.posts()).hasSize(1);
    assertThat(text).startsWith("🔴 *ERROR* shop — boom of the same kind 500 in `A`\n");
    assertThat(text).endsWith("\n… and " + (501 - named) + " more").hasSizeLessThan(4_000);
    rig.assertAccounts(501, 0);
  }

  @Test
  void digestWithoutThreads_hasNoThreadKey() {
    LoopRig rig = new LoopRig(settings().set(Setting.THREAD_BY, "none"));
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    rig.close(TIMEOUT);
    rig.settle();

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).threadKey()).isEmpty();
    rig.assertAccounts(2, 0);
  }

  @Test
  void overdrawsTheBudgetByOneAndNoMore() {
    LoopRig rig = new LoopRig(onePermit());
    rig.append("first");
    rig.runUntilMillis(2_500);
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(1)));
    rig.append("second");

    FlushRequest close = rig.close(TIMEOUT);
    rig.settle();
    rig.append("third");
    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L);
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(isFulfilled(close)).isFalse();
    rig.assertAccounts(2, 1);
  }

  @Test
  void keepsTheMinimumSpacing() {
    LoopRig rig = new LoopRig();
    rig.append("first");
    rig.runUntilMillis(1_200);
    rig.append("second");

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L);
    rig.assertAccounts(2, 0);
  }

  @Test
  void pauseBeyondTheDeadline_endsItAtOnce() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.retryAfter(503, "60"));
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.append("second");

    FlushRequest close = rig.close(TIMEOUT);
    rig.step();

    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(isFulfilled(close)).isFalse();
    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(2);
  }

  @Test
  void pauseThatEndsBeforeTheDeadline_isWaitedFor() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.retryAfter(503, "2"));
    rig.append("first");
    rig.runUntilMillis(1_500);
    rig.append("second");

    FlushRequest close = rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(1_000L, 3_000L, 4_100L);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    assertThat(isFulfilled(close)).isTrue();
    rig.assertAccounts(2, 0);
  }

  @Test
  void openBreaker_endsItAtOnce() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(403));
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.append("second");

    rig.close(TIMEOUT);
    rig.step();

    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
  }

  @Test
  void doesNotRetry() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(503));
    rig.append("boom");

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.posts()).filteredOn(post -> post.text().contains("boom")).hasSize(1);
    assertThat(rig.stats().retries()).isZero();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(rig.requests.isFinished()).isTrue();
  }

  @Test
  void deadline_dropsTheRestAndCancelsThePost() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.never());
    rig.append("first");
    rig.runUntilMillis(1_500);
    rig.appendMany(3, "second");

    FlushRequest close = rig.close(TIMEOUT);
    rig.runUntilMillis(4_499);
    boolean finishedBefore = rig.requests.isFinished();
    rig.runUntilMillis(4_500);

    assertThat(finishedBefore).isFalse();
    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(rig.post(0).isCancelled()).isTrue();
    assertThat(isFulfilled(close)).isFalse();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(4);
  }

  @Test
  void postUnderWay_isAwaitedThenTheRestPosted() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(2)));
    rig.append("first");
    rig.runUntilMillis(1_500);
    rig.append("second");

    FlushRequest close = rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(1_000L, 4_000L);
    assertThat(isFulfilled(close)).isTrue();
    rig.assertAccounts(2, 0);
  }

  @Test
  void closeDuringAStep_postsEverythingLoggedBefore() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(2)));
    rig.append("com.acme.A", "first");
    rig.runUntilMillis(2_500);
    rig.append("com.acme.B", "second");
    rig.settle();
    rig.transport.atNextAnswer(
        () -> {
          rig.append("com.acme.C", "third");
          rig.close(TIMEOUT);
        });

    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(1_000L, 4_000L);
    assertThat(rig.post(1).text()).startsWith("🔴 *ERROR* shop — third in `C`").contains("second");
    rig.assertAccounts(3, 0);
  }

  @Test
  void reportsLossesAlone() {
    LoopRig rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "16"));
    rig.transport.next(Reply.status(503));
    rig.appendMany(20, "boom");
    rig.settle();

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(1).text())
        .isEqualTo(
            "⚠️ shop — 20 events not shown: queue full ×4, stopped ×16,"
                + " mostly from `c.acme.A`");
    rig.assertAccounts(0, 20);
  }

  @Test
  void zeroTimeout_countsTheRest() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.never());
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    FlushRequest close = rig.close(Duration.ZERO);
    rig.settle();

    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(isFulfilled(close)).isFalse();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(2);
  }

  @Test
  void eventsAfterTheEnd_areCountedAtOnce() {
    LoopRig rig = new LoopRig();
    rig.close(TIMEOUT);
    rig.settle();

    rig.append("too late");

    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(rig.stats().pending()).isZero();
  }

  @Test
  void releasesTheClientAndTheBudget() {
    LoopRig rig = new LoopRig(onePermit());
    rig.append("boom");
    rig.close(TIMEOUT);
    rig.settle();

    LoopRig next = new LoopRig(settings(), LoopRig.Around.sharedWith(rig));
    next.append("boom");
    next.run(Duration.ofMinutes(1));

    assertThat(rig.transport.releases()).isEqualTo(1);
    assertThat(next.diagnostics.lines()).isEmpty();
    assertThat(next.postMillis()).containsExactly(4_000L);
  }
}
