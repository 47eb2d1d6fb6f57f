/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconfigurationTest {

  private static final String ELSEWHERE = LoopRig.ADDRESS.replace("AAA", "BBB");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void pendingEventsStayAndTakeTheNewThread() {
    LoopRig rig = new LoopRig();
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");
    rig.settle();
    rig.append("com.acme.C", "three");

    rig.reconfigure(settings().set(Setting.THREAD_BY, "application"));
    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text()).contains("one", "two", "three");
    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::2026-03-01");
    rig.assertAccounts(3, 0);
  }

  @Test
  void theNextMessageGoesToTheNewAddress() {
    LoopRig rig = new LoopRig();
    rig.append("one");
    rig.runUntilMillis(1_500);
    rig.append("two");

    rig.reconfigure(settings().set(Setting.WEBHOOK_URL, ELSEWHERE));
    rig.run(MINUTE);

    assertThat(rig.posts())
        .extracting(post -> post.address)
        .containsExactly(LoopRig.ADDRESS, ELSEWHERE);
    rig.assertAccounts(2, 0);
  }

  @Test
  void messageWithUnknownOutcome_keepsBodyAndRequestId() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(503));
    rig.append("boom");
    rig.runUntilMillis(1_500);

    rig.reconfigure(settings().set(Setting.APPLICATION, "till"));
    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L);
    assertThat(rig.post(1).body).isEqualTo(rig.post(0).body);
    assertThat(rig.post(1).requestId()).isEqualTo(rig.post(0).requestId());
    rig.assertAccounts(1, 0);
  }

  @Test
  void aPostUnderWayEndsWithTheOldSettings() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(9)));
    rig.append("one");
    rig.runUntilMillis(2_000);

    rig.reconfigure(
        settings().set(Setting.REQUEST_TIMEOUT, "1 s").set(Setting.WEBHOOK_URL, ELSEWHERE));
    rig.append("two");
    rig.run(MINUTE);

    assertThat(rig.post(0).isCancelled()).isFalse();
    assertThat(rig.post(1).address).isEqualTo(ELSEWHERE);
    assertThat(rig.post(1).millis()).isEqualTo(11_000L);
    rig.assertAccounts(2, 0);
  }

  @Test
  void newSettings_takeEffectUnderConstantLoad() {
    LoopRig rig = new LoopRig();
    rig.transport.thenAlways(Reply.ok().after(Duration.ofSeconds(5)));
    for (int second = 0; second < 60; second++) {
      rig.append("boom " + second);
      if (second == 20) {
        rig.reconfigure(settings().set(Setting.WEBHOOK_URL, ELSEWHERE));
      }
      rig.run(Duration.ofSeconds(1));
    }

    assertThat(rig.posts())
        .filteredOn(post -> post.millis() > 20_000)
        .hasSizeGreaterThan(5)
        .extracting(post -> post.address)
        .containsOnly(ELSEWHERE);
  }

  @Test
  void budget_isKept() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    rig.append("one");
    rig.runUntilMillis(1_500);
    rig.append("two");
    for (int i = 0; i < 3; i++) {
      rig.reconfigure(settings().set(Setting.BURST, "1").set(Setting.FIRST_WAIT, "0"));
      rig.run(Duration.ofMillis(200));
    }

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 5_000L);
  }

  @Test
  void pauseOfTheSpace_isKept() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.retryAfter(429, "60"));
    rig.append("one");
    rig.runUntilMillis(2_000);

    rig.reconfigure(settings().set(Setting.FIRST_WAIT, "0"));
    rig.append("two");
    rig.run(Duration.ofMinutes(2));

    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L, 62_100L);
  }

  @Test
  void newBudget_appliesFromThenOn() {
    LoopRig rig = new LoopRig();
    rig.append("com.acme.A", "one");
    rig.runUntilMillis(1_500);

    rig.reconfigure(settings().set(Setting.MESSAGES_PER_MINUTE, "2").set(Setting.BURST, "1"));
    rig.append("com.acme.B", "two");
    rig.append("com.acme.C", "three");
    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 32_500L);
    assertThat(rig.diagnostics.lines()).isEmpty();
  }

  @Test
  void aLargerQueueHoldsMore() {
    LoopRig rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "16"));
    rig.reconfigure(settings().set(Setting.QUEUE_CAPACITY, "32"));
    rig.settle();

    rig.appendMany(40, "boom");
    rig.run(MINUTE);

    rig.assertAccounts(32, 8);
  }

  @Test
  void smallerQueue_keepsItsSamples() {
    LoopRig rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "32"));
    rig.appendMany(32, "boom");
    rig.settle();
    rig.appendMany(32, "more");

    rig.reconfigure(settings().set(Setting.QUEUE_CAPACITY, "16"));
    rig.settle();
    rig.appendMany(3, "too many");
    rig.run(MINUTE);

    rig.assertAccounts(32, 35);
  }

  @Test
  void newThreadBysMdcKey_isCopiedFromThenOn() {
    LoopRig rig = new LoopRig();

    rig.reconfigure(settings().set(Setting.THREAD_BY, "mdc:tenant"));
    rig.append(FakeEvent.error("one").logger("com.acme.A").mdc("tenant", "blue"));
    rig.run(MINUTE);

    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::mdc:blue:2026-03-01");
  }

  @Test
  void lastOfSeveralReconfigurations_applies() {
    LoopRig rig = new LoopRig();

    rig.reconfigure(settings().set(Setting.APPLICATION, "till"));
    rig.reconfigure(settings().set(Setting.APPLICATION, "stock"));
    rig.append("boom");
    rig.run(MINUTE);

    assertThat(rig.post(0).text()).contains("stock");
  }

  @Test
  void client_isReleased() {
    LoopRig rig = new LoopRig();
    rig.append("boom");
    rig.runUntilMillis(2_000);

    rig.reconfigure(settings());
    rig.settle();

    assertThat(rig.transport.releases()).isEqualTo(1);
  }

  @Test
  void incidents_continueWithNewSettings() {
    LoopRig rig = new LoopRig(grouped());
    rig.append("boom");
    rig.runUntilMillis(2_000);
    rig.append("boom");

    rig.reconfigure(grouped().set(Setting.APPLICATION, "till"));
    rig.run(Duration.ofMinutes(2));

    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L);
    assertThat(rig.post(1).text())
        .isEqualTo(
            "🔴 *ERROR* till — boom in `A`" + " · ×1 more, ×2 since 12:00:00Z, last at 12:00:02Z");
    rig.assertAccounts(2, 0);
  }

  @Test
  void groupingSwitchedOn_turnsWaitingEventsIntoProblems() {
    LoopRig rig = new LoopRig();
    rig.append("order 1 failed");
    rig.append("order 2 failed");
    rig.settle();

    rig.reconfigure(grouped());
    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — order 2 failed in `A`\n")
        .contains(" · ×2 · ");
    rig.assertAccounts(2, 0);
  }

  @Test
  void groupingSwitchedOff_listsUnpostedProblemsOnce() {
    LoopRig rig = new LoopRig(grouped());
    rig.append("order 1 failed");
    rig.append("order 2 failed");
    rig.append("disk full");
    rig.runUntilMillis(500);

    rig.reconfigure(settings());
    rig.runUntilMillis(600);
    rig.append("no answer");
    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(500L, 1_600L);
    assertThat(rig.post(0).text()).startsWith("📋 shop — 2 new problems\n").contains(" ×2 · `");
    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::digest:2026-03-01");
    assertThat(rig.post(1).threadKey()).isEqualTo("gca:shop::logger:com.acme.A:2026-03-01");
    rig.assertAccounts(4, 0);
  }

  @Test
  void groupingSwitchedOff_waitsForTheCurrentMessage() {
    LoopRig rig = new LoopRig(grouped());
    rig.transport.next(Reply.status(503), Reply.status(503));
    rig.append("disk full");
    rig.runUntilMillis(1_200);
    rig.append("no connection");
    rig.runUntilMillis(1_300);

    rig.reconfigure(settings());
    rig.runUntilMillis(2_000);
    rig.append("order 1 failed");
    rig.run(Duration.ofMinutes(2));

    assertThat(rig.post(2).body).isEqualTo(rig.post(0).body);
    assertThat(rig.post(3).text()).startsWith("📋 shop — 2 new problems\n");
    rig.append("order 2 failed");
    rig.append("order 3 failed");
    rig.run(MINUTE);
    assertThat(rig.post(4).text()).contains("order 2 failed", "order 3 failed");
    rig.assertAccounts(5, 0);
  }

  @Test
  void groupingSwitchedRepeatedly_losesNothing() {
    LoopRig rig = new LoopRig(grouped());
    rig.transport.next(6, Reply.status(503));
    long events = 0;
    for (int i = 0; i < 40; i++) {
      rig.append("com.acme.L" + i % 3, "boom");
      events++;
      rig.reconfigure(i % 2 == 0 ? settings() : grouped());
      rig.run(Duration.ofMillis(700));
    }

    rig.run(Duration.ofHours(1));

    assertThat(rig.stats().pending()).isZero();
    assertThat(rig.stats().reported() + rig.stats().droppedTotal()).isEqualTo(events);
  }
}
