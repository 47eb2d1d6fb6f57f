/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that nothing is lost silently: losses are reported in the next message, once. */
class LossTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Settings smallQueue() {
    return settings().set(Setting.QUEUE_CAPACITY, "16");
  }

  private static FakeEvent unreadable() {
    return FakeEvent.of(
            Severity.ERROR,
            () -> {
              throw new IllegalStateException("toString of an argument");
            })
        .logger("com.acme.A");
  }

  @Test
  void isReportedInTheNextMessageOnly() {
    LoopRig rig = new LoopRig(smallQueue());
    rig.appendMany(100, "boom");
    rig.run(MINUTE);
    rig.append("later");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(0).text())
        .contains("boom 1 ", "boom 16 ")
        .endsWith("\n\n⚠️ 84 events not shown: queue full, mostly from `c.acme.A`");
    assertThat(rig.post(1).text()).contains("later").doesNotContain("⚠️");
    rig.assertAccounts(17, 84);
  }

  @Test
  void isReportedAloneIfNoMessageIsDue() {
    LoopRig rig = new LoopRig();
    rig.append(unreadable());

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text())
        .isEqualTo("⚠️ shop — 1 event not shown: event could not be read, mostly from `c.acme.A`");
    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::2026-03-01");
    assertThat(rig.stats().dropped(DropReason.CAPTURE_FAILED)).isEqualTo(1);
    rig.assertAccounts(0, 1);
  }

  @Test
  void isReportedWithoutAThreadIfThereAreNone() {
    LoopRig rig = new LoopRig(settings().set(Setting.THREAD_BY, "none"));
    rig.append(unreadable());

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).threadKey()).isEmpty();
    assertThat(rig.post(0).replyOption()).isEmpty();
  }

  @Test
  void isReportedByReason() {
    LoopRig rig = new LoopRig(smallQueue());
    rig.append(unreadable());
    rig.appendMany(18, "boom");

    rig.run(MINUTE);

    assertThat(rig.post(0).text())
        .endsWith(
            "⚠️ 3 events not shown: queue full ×2, event could not be read ×1,"
                + " mostly from `c.acme.A`");
    rig.assertAccounts(16, 3);
  }

  @Test
  void isReportedInTheMessageAfterIfItOccursDuringAPost() {
    LoopRig rig = new LoopRig(smallQueue());
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(5)));
    rig.appendMany(20, "boom");
    rig.runUntilMillis(3_000);
    rig.appendMany(22, "again");

    rig.run(MINUTE);

    assertThat(rig.post(0).text())
        .endsWith("⚠️ 4 events not shown: queue full, mostly from `c.acme.A`");
    assertThat(rig.post(1).text())
        .endsWith("⚠️ shop — 22 events not shown: queue full, mostly from `c.acme.A`");
    assertThat(rig.posts()).hasSize(2);
    rig.assertAccounts(16, 26);
  }

  @Test
  void isReportedAgainUntilAMessageIsDelivered() {
    LoopRig rig = new LoopRig(smallQueue());
    rig.transport.next(5, Reply.status(503));
    rig.appendMany(20, "boom");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.post(4).text())
        .endsWith("⚠️ 4 events not shown: queue full, mostly from `c.acme.A`");
    assertThat(rig.post(5).text())
        .isEqualTo(
            "⚠️ shop — 20 events not shown: queue full ×4, retries exhausted ×16,"
                + " mostly from `c.acme.A`");
    assertThat(rig.posts()).hasSize(6);
    rig.assertAccounts(0, 20);
  }

  @Test
  void joinsAMessageDueBeforeIt() {
    LoopRig rig = new LoopRig();
    rig.append("boom");
    rig.runUntilMillis(500);
    rig.append(unreadable());

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text())
        .endsWith("\n\n⚠️ 1 event not shown: event could not be read, mostly from `c.acme.A`");
    rig.assertAccounts(1, 1);
  }

  @Test
  void joinsANoticeDueSoonAfterIt() {
    LoopRig rig = new LoopRig();
    rig.append(unreadable());
    rig.runUntilMillis(500);
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_500L);
    assertThat(rig.post(0).text())
        .endsWith("\n\n⚠️ 1 event not shown: event could not be read, mostly from `c.acme.A`");
    rig.assertAccounts(1, 1);
  }

  @Test
  void doesNotWaitForANoticeDueMuchLater() {
    LoopRig rig = new LoopRig(grouped());
    rig.append("boom");
    rig.runUntilMillis(2_000);
    rig.append("boom");
    rig.append(unreadable());

    rig.run(Duration.ofMinutes(2));

    assertThat(rig.postMillis()).containsExactly(1_000L, 3_000L, 61_000L);
    assertThat(rig.post(1).text())
        .isEqualTo("⚠️ shop — 1 event not shown: event could not be read, mostly from `c.acme.A`");
    rig.assertAccounts(2, 1);
  }

  @Test
  void takesAPermitLikeAnyMessage() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    rig.append("boom");
    rig.runUntilMillis(1_000);
    rig.append(unreadable());

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 5_000L);
  }

  @Test
  void lossesAlone_arePostedAtUpdateIntervals() {
    LoopRig rig = new LoopRig(grouped());
    for (int second = 0; second < 600; second += 2) {
      rig.runUntilMillis(second * 1_000L);
      rig.append(unreadable());
    }

    rig.run(Duration.ofHours(3));

    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L, 181_000L, 421_000L, 901_000L);
    assertThat(rig.texts())
        .first()
        .isEqualTo("⚠️ shop — 1 event not shown: event could not be read, mostly from `c.acme.A`");
    assertThat(rig.post(1).text())
        .isEqualTo(
            "⚠️ shop — 30 events not shown: event could not be read, mostly from `c.acme.A`");
    assertThat(rig.told("warn"))
        .singleElement()
        .asString()
        .startsWith("1 event could not be read and cannot be posted, mostly from com.acme.A: ");
    rig.assertAccounts(0, 300);
  }

  @Test
  void intervalOfLossesAlone_endsAtUpdateMax() {
    LoopRig rig =
        new LoopRig(grouped().set(Setting.UPDATE_INTERVAL, "10 s").set(Setting.UPDATE_MAX, "30 s"));
    for (int second = 0; second < 120; second++) {
      rig.runUntilMillis(second * 1_000L);
      rig.append(unreadable());
    }

    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 31_000L, 61_000L, 91_000L);
  }

  @Test
  void intervalOfLossesAlone_startsAgainAfterTwiceUpdateMax() {
    LoopRig rig = new LoopRig(grouped());
    rig.append(unreadable());
    rig.runUntilMillis(30_000);
    rig.append(unreadable());
    rig.runUntilMillis(90_000);
    rig.append(unreadable());
    rig.runUntilMillis(300_000);
    rig.append(unreadable());
    rig.runUntilMillis(300_000 + 3_600_000);
    rig.append(unreadable());
    rig.runUntilMillis(3_910_000);
    rig.append(unreadable());

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis())
        .containsExactly(1_000L, 61_000L, 181_000L, 421_000L, 3_901_000L, 3_961_000L);
  }

  @Test
  void lossesOnOtherMessages_haveNoInterval() {
    LoopRig rig = new LoopRig();
    for (int minute = 0; minute < 5; minute++) {
      rig.runUntilMillis(minute * 10_000L);
      rig.append(unreadable());
      rig.append("boom " + minute);
    }

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(5);
    assertThat(rig.texts()).allMatch(text -> text.contains("⚠️ 1 event not shown"));
  }

  @Test
  void nameTheLoggerThatLostMost() {
    LoopRig rig = new LoopRig(grouped());
    for (int i = 0; i < 5; i++) {
      rig.append(unreadable().logger("com.acme.Quiet" + i));
    }
    rig.append(unreadable().logger("com.acme.Noisy"));
    rig.append(unreadable().logger("com.acme.Noisy"));

    rig.run(MINUTE);

    assertThat(rig.post(0).text())
        .isEqualTo(
            "⚠️ shop — 7 events not shown: event could not be read, mostly from `c.acme.Noisy`");
  }

  @Test
  void nameTheBusiestLoggerSinceTheyWereLastPosted() {
    LoopRig rig = new LoopRig(grouped());
    rig.append(unreadable().logger("com.acme.Before"));
    rig.append(unreadable().logger("com.acme.Before"));
    rig.runUntilMillis(2_000);
    rig.append(unreadable().logger("com.acme.After"));

    rig.run(MINUTE.plusSeconds(10));

    assertThat(rig.post(1).text()).endsWith("event could not be read, mostly from `c.acme.After`");
  }

  @Test
  void nameTheLoggerOfStatementsThatFoundTheQueueFull() {
    LoopRig rig = new LoopRig(grouped().set(Setting.QUEUE_CAPACITY, "16"));
    for (int i = 0; i < 40; i++) {
      rig.append("com.acme.Logger" + (char) ('A' + i % 26) + i / 26, "boom");
    }
    for (int i = 0; i < 9; i++) {
      rig.append("com.acme.Noisy", "storm");
    }

    rig.run(MINUTE);

    assertThat(rig.post(0).text())
        .endsWith("⚠️ 33 events not shown: queue full, mostly from `c.acme.Noisy`");
    rig.assertAccounts(16, 33);
  }

  @Test
  void nameTheLoggerOfARefusedMessage() {
    LoopRig rig = new LoopRig(grouped());
    rig.transport.next(Reply.status(400), Reply.status(400));
    rig.append("com.acme.Bad", "boom");

    rig.run(MINUTE);

    assertThat(rig.texts())
        .last()
        .asString()
        .endsWith("refused by the service, mostly from `c.acme.Bad`");
  }

  @Test
  void aStatusLineAboutUnreadableEventsComesOnceAnHour() {
    LoopRig rig = new LoopRig(grouped());
    for (int minute = 0; minute <= 120; minute++) {
      rig.runUntilMillis(minute * 60_000L);
      rig.append(unreadable());
    }
    rig.settle();

    assertThat(rig.told("warn")).hasSize(3);
    assertThat(rig.told("warn").get(1)).startsWith("60 events could not be read");
  }
}
