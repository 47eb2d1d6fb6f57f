/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which notices share a message, and when. */
class BatchingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest(name = "firstWait={0}")
  @CsvSource({"0, 0", "500 ms, 500000000", "1 s, 1000000000", "60 s, 60000000000"})
  void aMessageIsPostedFirstWaitAfterItsFirstEvent(String firstWait, long nanos) {
    LoopRig rig = new LoopRig(settings().set(Setting.FIRST_WAIT, firstWait));
    rig.append("boom");

    rig.run(Duration.ofMinutes(2));

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).nanos).isEqualTo(nanos);
  }

  @Test
  void entriesOfOneThreadShareAMessageInTheirOrder() {
    LoopRig rig = new LoopRig();
    rig.append("one");
    rig.runUntilMillis(400);
    rig.append("two");
    rig.runUntilMillis(1_000);
    rig.append("late");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L);
    assertThat(rig.post(0).text())
        .isEqualTo(
            "🔴 *ERROR* shop — one in `A`\n`c.acme.A` · thread `exec-1` · 12:00:00Z"
                + "\n\n"
                + "🔴 *ERROR* shop — two in `A`\n`c.acme.A` · thread `exec-1` · 12:00:00Z");
    assertThat(rig.post(1).text()).contains("late");
    rig.assertAccounts(3, 0);
  }

  @Test
  void longestWaitingThread_isPostedFirst() {
    LoopRig rig = new LoopRig();
    rig.append("com.acme.B", "b1");
    rig.runUntilMillis(100);
    rig.append("com.acme.A", "a1");
    rig.runUntilMillis(200);
    rig.append("com.acme.C", "c1");
    rig.append("com.acme.A", "a2");
    rig.append("com.acme.B", "b2");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L);
    assertThat(rig.post(0).text()).contains("b1", "b2");
    assertThat(rig.post(1).text()).contains("a1", "a2");
    assertThat(rig.post(2).text()).contains("c1");
    assertThat(rig.posts())
        .extracting(SentPost::threadKey)
        .containsExactly(
            "gca:shop::logger:com.acme.B:2026-03-01",
            "gca:shop::logger:com.acme.A:2026-03-01",
            "gca:shop::logger:com.acme.C:2026-03-01");
    rig.assertAccounts(5, 0);
  }

  @Test
  void entriesThatDoNotFit_goIntoTheNextMessage() {
    LoopRig rig = new LoopRig();
    String filler = "x".repeat(400);
    for (int i = 10; i < 30; i++) {
      rig.append("event" + i + " " + filler);
    }

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L, 4_300L);
    assertThat(rig.texts()).allMatch(text -> text.length() <= 4_000);
    List<String> told = new ArrayList<>();
    for (String text : rig.texts()) {
      Matcher matcher = Pattern.compile("\\nevent(\\d+)").matcher(text);
      while (matcher.find()) {
        told.add(matcher.group(1));
      }
    }
    assertThat(told)
        .containsExactly(
            "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23",
            "24", "25", "26", "27", "28", "29");
    rig.assertAccounts(20, 0);
  }

  @Test
  void entriesThatArriveBeforeThePermit_joinTheMessage() {
    LoopRig rig = new LoopRig(settings().set(Setting.BURST, "1"));
    rig.append("first");
    rig.runUntilMillis(1_500);
    rig.append("second");
    rig.runUntilMillis(4_999);
    rig.append("third");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 5_000L);
    assertThat(rig.post(1).text()).contains("second", "third");
    rig.assertAccounts(3, 0);
  }

  @Test
  void entriesThatArriveAfterTheFirstAttempt_waitForTheNextMessage() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(503).after(Duration.ofSeconds(3)), Reply.status(503));
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.append("second");
    rig.runUntilMillis(5_000);
    rig.append("third");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 5_500L, 8_500L, 9_600L);
    assertThat(rig.post(2).body).isEqualTo(rig.post(0).body);
    assertThat(rig.post(3).text()).contains("second", "third").doesNotContain("first");
    rig.assertAccounts(3, 0);
  }

  @Test
  void burst_isPostedAtTheMinimumSpacing_thenAtTheRefillRate() {
    LoopRig rig = new LoopRig();
    for (int i = 0; i < 8; i++) {
      rig.append("com.acme.L" + i, "boom");
    }

    rig.run(MINUTE);

    assertThat(rig.postMillis())
        .containsExactly(1_000L, 2_100L, 3_200L, 4_300L, 5_400L, 6_500L, 9_000L, 13_000L);
    rig.assertAccounts(8, 0);
  }

  @Test
  void mdcValue_canChooseTheThread() {
    LoopRig rig = new LoopRig(settings().set(Setting.THREAD_BY, "mdc:tenant"));
    rig.append(FakeEvent.error("one").logger("com.acme.A").mdc("tenant", "blue"));
    rig.append(FakeEvent.error("two").logger("com.acme.B").mdc("tenant", "blue"));
    rig.append(FakeEvent.error("three").logger("com.acme.B"));

    rig.run(MINUTE);

    assertThat(rig.posts())
        .extracting(SentPost::threadKey)
        .containsExactly("gca:shop::mdc:blue:2026-03-01", "gca:shop::2026-03-01");
    assertThat(rig.post(0).text()).contains("one", "two");
    rig.assertAccounts(3, 0);
  }

  @Test
  void threadKeysDate_isThatOfThePost() {
    LoopRig rig = new LoopRig();
    rig.run(Duration.ofHours(12).minusMillis(500));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::logger:com.acme.A:2026-03-02");
    assertThat(rig.post(0).text()).endsWith("23:59:59Z");
  }

  @Test
  void queueIsDrainedDuringAPost() {
    LoopRig rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "16"));
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(9)));
    rig.append("first");
    rig.runUntilMillis(1_000);

    rig.appendMany(16, "second");
    rig.runUntilMillis(1_001);
    rig.appendMany(16, "third");
    rig.run(MINUTE);

    assertThat(rig.stats().dropped(DropReason.QUEUE_FULL)).isEqualTo(16);
    rig.assertAccounts(17, 16);
  }
}
