/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlingTest {

  private static final Reply TOO_FAST = Reply.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded");

  /** Returns settings with so many permits that only pauses delay a post. */
  private static Settings plenty() {
    return settings().set(Setting.MESSAGES_PER_MINUTE, "54").set(Setting.BURST, "60");
  }

  @Test
  void repeated429s_lengthenThePauseByHalf() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(7, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofMinutes(10));

    assertThat(rig.postMillis())
        .as("pauses of 1 s and 0.75 of 1.5, 2.25, 3.375, 5.0625, 7.59375, 8 and 8 s")
        .containsExactly(1_000L, 3_125L, 5_812L, 9_343L, 14_140L, 20_835L, 27_835L, 34_835L);
    assertThat(rig.posts())
        .extracting(post -> post.parameters)
        .containsOnly(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void minuteWithoutADelivery_doublesThePauseUpToAMinute() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(16, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofMinutes(10));

    assertThat(rig.postMillis().subList(9, 17))
        .as("pauses of 1 s and 0.75 of 8, 8, 16, 32 and 60 s")
        .containsExactly(
            48_835L, 55_835L, 62_835L, 75_835L, 100_835L, 146_835L, 192_835L, 238_835L);
    rig.assertAccounts(1, 0);
  }

  @Test
  void delivery_resetsThePause() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(3, TOO_FAST);
    rig.transport.next(Reply.ok(), TOO_FAST);
    rig.append("boom");
    rig.runUntilMillis(30_000);
    rig.append("boom");

    rig.run(Duration.ofMinutes(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 3_125L, 5_812L, 9_343L, 31_000L, 33_125L);
  }

  @Test
  void isNotCountedAsAnAttempt() {
    LoopRig rig = new LoopRig(plenty().set(Setting.MAX_ATTEMPTS, "1"));
    rig.transport.next(20, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(21);
    assertThat(rig.posts()).extracting(SentPost::requestId).containsOnly(rig.post(0).requestId());
    rig.assertAccounts(1, 0);
  }

  @Test
  void doesNotLengthenTheNextFailuresBackoff() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(4, TOO_FAST);
    rig.transport.next(Reply.status(503));
    rig.append("boom");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis()).containsExactly(1_000L, 3_125L, 5_812L, 9_343L, 14_140L, 15_640L);
    rig.assertAccounts(1, 0);
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 3125",
        "2; 3000",
        "7; 8000",
        "86400; 601000",
        "Sun, 01 Mar 2026 12:00:31 GMT; 31000",
        "soon; 3125"
      })
  void retryAfterReplacesTheBackoff(String value, long retry) {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.retryAfter(429, value));
    rig.append("boom");

    rig.run(Duration.ofMinutes(20));

    assertThat(rig.postMillis()).containsExactly(1_000L, retry);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void pausesTheWholeSpace() {
    LoopRig rig = new LoopRig();
    LoopRig other = new LoopRig(settings(), LoopRig.Around.sharedWith(rig));
    rig.transport.next(Reply.retryAfter(429, "30"));
    rig.append("boom");
    rig.runUntilMillis(1_000);
    other.append("elsewhere");

    other.run(Duration.ofMinutes(1));

    assertThat(other.stats().state()).isEqualTo(DeliveryStats.State.OK);
    assertThat(other.postMillis()).containsExactly(31_000L);
  }

  @Test
  void leavesOtherSpacesAlone() {
    LoopRig rig = new LoopRig();
    String elsewhere = LoopRig.ADDRESS.replace("AAA", "BBB");
    LoopRig other =
        new LoopRig(settings().set(Setting.WEBHOOK_URL, elsewhere), LoopRig.Around.sharedWith(rig));
    rig.transport.next(Reply.retryAfter(429, "30"));
    rig.append("boom");
    rig.runUntilMillis(1_000);
    other.append("elsewhere");

    other.run(Duration.ofMinutes(1));

    assertThat(other.postMillis()).containsExactly(2_000L);
  }

  @Test
  void refusedPost_costsNoPermit() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    rig.transport.next(Reply.retryAfter(429, "2"));
    rig.append("one");
    rig.runUntilMillis(3_500);
    rig.append("two");

    rig.run(Duration.ofMinutes(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 3_000L, 7_000L);
    rig.assertAccounts(2, 0);
  }

  @Test
  void throttling_slowsUpdatesAndLeavesFirstsOfErrorAlone() {
    Settings everySecond =
        grouped().set(Setting.UPDATE_INTERVAL, "1 s").set(Setting.UPDATE_MAX, "1 s");
    LoopRig rig = new LoopRig(everySecond);
    rig.transport.next(4, TOO_FAST);

    for (int second = 0; second < 120; second++) {
      rig.append("com.acme.A", "known");
      if (second == 100) {
        rig.append("com.acme.B", "new");
      }
      rig.run(Duration.ofSeconds(1));
    }

    assertThat(rig.postMillis().subList(0, 5))
        .as("the first notice")
        .containsExactly(1_000L, 3_125L, 5_812L, 9_343L, 14_140L);
    assertThat(rig.postMillis().subList(5, 10))
        .as("updates: what the bucket holds above the reserve, then one a minute, recovering")
        .containsExactly(15_240L, 16_340L, 17_440L, 71_656L, 95_656L);
    assertThat(rig.postMillis().subList(10, 11)).as("the new problem").containsExactly(101_000L);
  }

  @Test
  void refusedFirstPostOfAFlush_mayOverdrawAgain() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    rig.append("one");
    rig.runUntilMillis(2_500);
    rig.append("two");
    rig.transport.next(TOO_FAST);

    FlushRequest close = rig.close(Duration.ofSeconds(3));
    rig.run(Duration.ofSeconds(3));

    assertThat(close.isComplete()).isTrue();
    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 4_625L);
    rig.assertAccounts(2, 0);
  }

  @Test
  void isReportedOnce() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(3, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.diagnostics.lines())
        .containsExactly(
            "warn: Google Chat is throttling chat.googleapis.com/spaces/AAA:"
                + " 429 RESOURCE_EXHAUSTED \"Quota exceeded\": a space accepts about one message a"
                + " second from all its webhooks together",
            "info: messages reach chat.googleapis.com/spaces/AAA again after 3 failures");
  }
}
