/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlingTest {

  private static final Reply TOO_FAST = Reply.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded");

  /** So many permits that only pauses hold a post back. */
  private static Settings plenty() {
    return settings().set(Setting.MESSAGES_PER_MINUTE, "54").set(Setting.BURST, "60");
  }

  @Test
  void pausesDoubleUpToRetryMax() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(7, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofMinutes(10));

    assertThat(rig.postMillis())
        .containsExactly(1_000L, 2_500L, 5_500L, 11_500L, 23_500L, 47_500L, 92_500L, 137_500L);
    assertThat(rig.posts())
        .extracting(post -> post.parameters)
        .containsOnly(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void isNoAttempt() {
    LoopRig rig = new LoopRig(plenty().set(Setting.MAX_ATTEMPTS, "1"));
    rig.transport.next(20, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(21);
    assertThat(rig.posts()).extracting(SentPost::requestId).containsOnly(rig.post(0).requestId());
    rig.assertAccounts(1, 0);
  }

  @Test
  void doesNotMakeTheNextFailureAnOutage() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(4, TOO_FAST);
    rig.transport.next(Reply.status(503));
    rig.append("boom");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 5_500L, 11_500L, 23_500L, 47_500L);
    rig.assertAccounts(1, 0);
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 2500",
        "2; 3000",
        "7; 8000",
        "86400; 601000",
        "Sun, 01 Mar 2026 12:00:31 GMT; 31000",
        "soon; 2500"
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

    assertThat(rig.stats().state()).isEqualTo(DeliveryStats.State.OK);
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
  void halvesTheRefillForWhatComesAfter() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    rig.transport.next(Reply.retryAfter(429, "0"));
    rig.append("one");
    rig.runUntilMillis(8_500);
    rig.append("two");

    rig.run(Duration.ofMinutes(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 9_000L, 17_000L);
    rig.assertAccounts(2, 0);
  }

  @Test
  void isSaidOnce() {
    LoopRig rig = new LoopRig(plenty());
    rig.transport.next(3, TOO_FAST);
    rig.append("boom");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.diagnostics.lines())
        .containsExactly(
            "warn: Google Chat limits chat.googleapis.com/spaces/AAA:"
                + " 429 RESOURCE_EXHAUSTED \"Quota exceeded\": all webhooks of a space together may"
                + " post about one message a second",
            "info: messages reach chat.googleapis.com/spaces/AAA again, after 3 failures");
  }
}
