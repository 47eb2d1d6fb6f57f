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
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PassingFailureTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of("408", Reply.status(408)),
        Arguments.of("409 of another kind", Reply.error(409, "ABORTED", "Conflict")),
        Arguments.of("500", Reply.error(500, "INTERNAL", "Oops")),
        Arguments.of("502 in HTML", Reply.status(502, "<html>Bad Gateway</html>")),
        Arguments.of("503 with a bare error", Reply.status(503, "{\"status\":\"UNAVAILABLE\"}")),
        Arguments.of("504", Reply.status(504)),
        Arguments.of("connection refused", Reply.failure("ConnectException: refused")),
        Arguments.of("200 with a page", Reply.status(200, "<html>Sign in</html>")),
        Arguments.of("200 with nothing", Reply.status(200)),
        Arguments.of("201", Reply.status(201, "{}")),
        Arguments.of("204", Reply.status(204)),
        Arguments.of("302", Reply.status(302, "<html>Moved</html>")),
        Arguments.of("307", Reply.status(307)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void passingFailure_repeatsTheSameBodyAfterTheBackoff(String name, Reply reply) {
    LoopRig rig = new LoopRig();
    rig.transport.next(reply, reply);
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 5_500L);
    assertThat(rig.posts()).extracting(post -> post.body).containsOnly(rig.post(0).body);
    assertThat(rig.posts())
        .extracting(post -> post.parameters)
        .containsOnly(rig.post(0).parameters);
    assertThat(rig.post(0).requestId()).hasSize(36);
    assertThat(rig.stats().retries()).isEqualTo(2);
    assertThat(rig.stats().messages()).isEqualTo(1);
    rig.assertAccounts(1, 0);
  }

  @Test
  void maxAttempts_dropTheEventAndReportItAfterTheLongestPause() {
    LoopRig rig = new LoopRig();
    rig.transport.next(5, Reply.status(503));
    rig.append("boom");

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.postMillis())
        .containsExactly(1_000L, 2_500L, 5_500L, 11_500L, 23_500L, 23_500L + 60_000L);
    assertThat(rig.post(5).text())
        .isEqualTo("⚠️ shop — 1 event not shown: retries exhausted, mostly from `c.acme.A`");
    assertThat(rig.post(5).requestId()).isNotEqualTo(rig.post(4).requestId());
    assertThat(rig.stats().dropped(DropReason.RETRIES_EXHAUSTED)).isEqualTo(1);
    rig.assertAccounts(0, 1);
  }

  @Test
  void longOutage_isProbedEveryRetryMaxWithTheNoticesThenDue() {
    LoopRig rig = new LoopRig();
    rig.transport.next(11, Reply.failure("ConnectException"));
    rig.append("first");
    rig.runUntilMillis(30_000);
    rig.append("second");
    rig.runUntilMillis(330_000);
    rig.append("third");

    rig.run(Duration.ofMinutes(10));

    assertThat(rig.postMillis().subList(5, 12))
        .containsExactly(83_500L, 143_500L, 203_500L, 263_500L, 323_500L, 383_500L, 443_500L);
    assertThat(rig.post(5).text())
        .contains("second", "1 event not shown: retries exhausted, mostly from `c.acme.A`");
    assertThat(rig.post(9).requestId()).isEqualTo(rig.post(5).requestId());
    assertThat(rig.post(10).text()).contains("third", "2 events not shown: retries exhausted");
    assertThat(rig.post(11).requestId()).isEqualTo(rig.post(10).requestId());
    assertThat(rig.posts()).hasSize(12);
    rig.assertAccounts(1, 2);
  }

  @Test
  void delivery_resetsTheBackoff() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(503), Reply.status(503), Reply.ok(), Reply.status(503));
    rig.append("one");
    rig.runUntilMillis(20_000);
    rig.append("two");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 5_500L, 21_000L, 22_500L);
    rig.assertAccounts(2, 0);
  }

  @Test
  void maxAttemptsOfOneMeansNoRetry() {
    LoopRig rig = new LoopRig(settings().set(Setting.MAX_ATTEMPTS, "1"));
    rig.transport.next(Reply.status(500));
    rig.append("boom");

    rig.run(Duration.ofMinutes(2));

    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L);
    assertThat(rig.stats().retries()).isZero();
    rig.assertAccounts(0, 1);
  }

  @Test
  void retryDelayAndRetryMaxBoundThePauses() {
    LoopRig rig =
        new LoopRig(
            settings()
                .set(Setting.RETRY_DELAY, "4 s")
                .set(Setting.RETRY_MAX, "10 s")
                .set(Setting.MAX_ATTEMPTS, "4"));
    rig.transport.next(4, Reply.status(500));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 4_000L, 10_000L, 17_500L, 27_500L);
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "7; 8000",
        "1; 2500",
        "86400; 601000",
        "Sun, 01 Mar 2026 12:00:31 GMT; 31000",
        "Sun, 01 Mar 2026 11:00:00 GMT; 2500",
        "soon; 2500"
      })
  void retryAfterOfAnOverloadedServiceIsHonouredIfLongerThanTheBackoff(String value, long retry) {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.retryAfter(503, value));
    rig.append("boom");

    rig.run(Duration.ofMinutes(20));

    assertThat(rig.postMillis()).containsExactly(1_000L, retry);
    rig.assertAccounts(1, 0);
  }

  @Test
  void failure_pausesTheWholeSpaceAndShowsInTheState() {
    LoopRig rig = new LoopRig();
    LoopRig other = new LoopRig(settings(), LoopRig.Around.sharedWith(rig));
    rig.transport.next(Reply.retryAfter(503, "20"));
    rig.append("boom");
    rig.runUntilMillis(1_000);
    other.append("elsewhere");

    DeliveryStats.State during = other.stats().state();
    other.run(MINUTE);

    assertThat(during).isEqualTo(DeliveryStats.State.THROTTLED);
    assertThat(other.postMillis()).containsExactly(21_000L);
    assertThat(other.stats().state()).isEqualTo(DeliveryStats.State.OK);
  }

  @Test
  void outage_isReportedAtOnceThenAlertedAfterAMinuteAtGrowingIntervalsAndAtItsEnd() {
    LoopRig rig = new LoopRig();
    rig.transport.next(140, Reply.error(503, "UNAVAILABLE", "Try later"));
    rig.append("boom");
    List<String> shownAt = new ArrayList<>();
    rig.afterEachStep(
        stats -> {
          int alerts = rig.told("alert").size();
          if (alerts > shownAt.size()) {
            shownAt.add(Duration.ofNanos(rig.ticker.elapsedNanos()).toSeconds() + " s");
          }
        });

    rig.run(Duration.ofHours(3));

    String words =
        "posting to chat.googleapis.com/spaces/AAA fails: 503 UNAVAILABLE \"Try later\":"
            + " the problem is in the service, not in the webhook";
    String shown = "nothing was delivered for %s although messages are due; " + words;
    assertThat(rig.told("warn")).containsExactly(words);
    assertThat(rig.told("alert"))
        .startsWith(String.format(shown, "60 s"))
        .endsWith("messages reach chat.googleapis.com/spaces/AAA again after 140 failures");
    assertThat(shownAt)
        .containsExactly(
            "61 s", "143 s", "263 s", "503 s", "983 s", "1943 s", "3863 s", "7463 s", "8183 s");
    assertThat(rig.told("info")).isEmpty();
    assertThat(rig.told("fault")).isEmpty();
  }

  @Test
  void failureThatPassesWithinAMinute_isOnlyAStatusLine() {
    LoopRig rig = new LoopRig();
    rig.transport.next(4, Reply.status(503));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.told("alert")).isEmpty();
    assertThat(rig.told("info"))
        .containsExactly("messages reach chat.googleapis.com/spaces/AAA again after 4 failures");
  }

  @Test
  void slowBudgetWithoutFailures_isNotReported() {
    LoopRig rig =
        new LoopRig(
            LoopRig.grouped().set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "1"));
    rig.append(FakeEvent.error("one").logger("com.acme.A").timeMillis(0));
    rig.runUntilMillis(30_000);
    rig.append(FakeEvent.error("two").logger("com.acme.B").timeMillis(0));
    rig.append(FakeEvent.error("three").logger("com.acme.C").timeMillis(0));

    rig.run(Duration.ofMinutes(5));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.diagnostics.lines()).isEmpty();
  }

  @Test
  void serverThatNeverAnswers_isAlertedWithin65Seconds_evenWithTheLongestTimeout() {
    LoopRig rig = new LoopRig(settings().set(Setting.REQUEST_TIMEOUT, "60 s"));
    rig.transport.thenAlways(Reply.never());
    rig.append("boom");

    rig.runUntilMillis(65_000);

    assertThat(rig.told("alert")).singleElement().asString().contains("no answer within 60000 ms");
    assertThat(rig.stats().state()).isEqualTo(DeliveryStats.State.UNREACHABLE);
  }

  @Test
  void pauseCausedByAnotherAppender_isAlerted() {
    LoopRig rig = new LoopRig();
    LoopRig other = new LoopRig(settings(), LoopRig.Around.sharedWith(rig));
    rig.transport.next(Reply.retryAfter(503, "600"));
    rig.append("boom");
    rig.runUntilMillis(1_000);
    other.append("elsewhere");

    other.run(Duration.ofSeconds(64));

    assertThat(other.told("alert"))
        .containsExactly(
            "nothing was delivered for 60 s although messages are due; the space is paused because"
                + " another appender in this JVM failed to post to it");
  }

  @Test
  void unansweredRequest_isCancelledAtTheDeadlineAndRetried() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.never());
    rig.append("boom");

    rig.runUntilMillis(10_999);
    boolean cancelledBefore = rig.post(0).isCancelled();
    rig.runUntilMillis(11_000);
    boolean cancelledThen = rig.post(0).isCancelled();
    rig.run(MINUTE);

    assertThat(cancelledBefore).isFalse();
    assertThat(cancelledThen).isTrue();
    assertThat(rig.postMillis()).containsExactly(1_000L, 12_500L);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    assertThat(rig.told("warn")).singleElement().asString().endsWith("no answer within 10000 ms");
    rig.assertAccounts(1, 0);
  }

  @Test
  void requestTimeoutIsTheDeadlineOfAnAttempt() {
    LoopRig rig = new LoopRig(settings().set(Setting.REQUEST_TIMEOUT, "2 s"));
    rig.transport.next(Reply.ok().after(Duration.ofMillis(2_001)));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 4_500L);
    assertThat(rig.post(0).isCancelled()).isTrue();
    rig.assertAccounts(1, 0);
  }

  @Test
  void answerJustBeforeTheDeadline_counts() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofMillis(9_999)));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).isCancelled()).isFalse();
    rig.assertAccounts(1, 0);
  }
}
