/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the report of a process that ends: the likely reason in full, all other problems in a line
 * each.
 */
class LikelyReasonTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String DIGEST = "gca:shop::digest:2026-03-01";
  private static final String[] WORDS = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta"};

  private static void log(LoopRig rig, Severity severity, String message, @Nullable Throwable t) {
    FakeEvent event =
        FakeEvent.of(severity, message)
            .logger("com.acme." + message.split(" ", -1)[0])
            .timeMillis(rig.clock.instant().toEpochMilli());
    rig.append(t == null ? event : event.thrown(t));
    rig.ticker.advance(Duration.ofMillis(1).toNanos());
  }

  private static Throwable failure(String place, String message) {
    Throwable failure = new IllegalStateException(message);
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme." + place, "run", place + ".java", 7)
        });
    return failure;
  }

  private static LoopRig withErrors(Settings settings, int count) {
    LoopRig rig = new LoopRig(settings);
    for (int i = 0; i < count; i++) {
      log(rig, Severity.ERROR, WORDS[i] + " failed", failure("Place" + WORDS[i], "why " + i));
    }
    return rig;
  }

  @Test
  void twoErrors_showTheLatestInFullAndTheOtherInALineThenInFull() {
    LoopRig rig = withErrors(grouped(), 2);

    FlushRequest close = rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(2L, 1_102L);
    assertThat(rig.post(0).threadKey()).isEqualTo(DIGEST);
    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — *IllegalStateException* in `Placebeta.run`")
        .contains(
            "```",
            "why 1",
            "\n\n📋 shop — 1 new problem\n🔴 *ERROR* *IllegalStateException* in `Placealpha.run`");
    assertThat(rig.post(1).threadKey()).isNotEqualTo(DIGEST);
    assertThat(rig.post(1).text())
        .startsWith("🔴 *ERROR* shop — *IllegalStateException* in `Placealpha.run`")
        .contains("```", "why 0");
    assertThat(close.await(0)).isTrue();
    rig.assertAccounts(2, 0);
  }

  @Test
  void aSingleProblemIsShownInItsOwnThread() {
    LoopRig rig = withErrors(grouped(), 1);

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).threadKey()).doesNotContain("digest");
    assertThat(rig.post(0).text()).startsWith("🔴 *ERROR* shop").contains("why 0", "```");
  }

  @Test
  void mostSevereProblem_isTheLikelyReason_evenIfOthersAreLater() {
    LoopRig rig = new LoopRig(grouped().set(Setting.LEVEL, "WARN"));
    rig.transport.next(Reply.ok().after(Duration.ofMillis(200)));
    log(rig, Severity.ERROR, "error failed", null);
    log(rig, Severity.WARN, "warning failed", failure("Place", "why"));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).text()).startsWith("🔴 *ERROR* shop — error failed");
  }

  @Test
  void fatalIsMoreSevereThanError() {
    LoopRig rig = new LoopRig(grouped());
    log(rig, Severity.FATAL, "fatal end", null);
    log(rig, Severity.ERROR, "error failed", failure("Place", "why"));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).text()).startsWith("🔥 *FATAL* shop — fatal end");
  }

  @Test
  void amongEqualLevels_anExceptionIsTheLikelyReason() {
    LoopRig rig = new LoopRig(grouped());
    log(rig, Severity.ERROR, "alpha failed", failure("Place", "why"));
    log(rig, Severity.ERROR, "giving up", null);

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — *IllegalStateException* in `Place.run`")
        .contains("\n🔴 *ERROR* giving up");
  }

  @Test
  void mergedProblems_areNotTheLikelyReason_whileADistinctOneOfTheirLevelIsPending() {
    LoopRig rig = new LoopRig(grouped().set(Setting.MAX_INCIDENTS, "10"));
    for (String word : new String[] {"alpha", "beta", "gamma", "delta"}) {
      rig.append("com.acme.Users", "User " + word + " not found");
      rig.ticker.advance(Duration.ofMillis(1).toNanos());
    }

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — User beta not found in `Users`")
        .contains(
            "\n🔴 *ERROR* other problems from `c.acme.Users`: User delta not found ×2 · `",
            "\n🔴 *ERROR* User alpha not found in `Users`");
    assertThat(rig.post(1).text()).startsWith("🔴 *ERROR* shop — User alpha not found in `Users`");
    assertThat(rig.post(2).text())
        .startsWith("🔴 *ERROR* shop — other problems from `c.acme.Users`: User delta not found");
    rig.assertAccounts(4, 0);
  }

  @Test
  void mergedProblems_areTheLikelyReason_ifMoreSevere() {
    LoopRig rig =
        new LoopRig(grouped().set(Setting.MAX_INCIDENTS, "10").set(Setting.LEVEL, "WARN"));
    rig.transport.next(Reply.ok().after(Duration.ofMillis(200)));
    log(rig, Severity.WARN, "alpha a", null);
    for (String word : new String[] {"beta", "gamma", "delta"}) {
      log(rig, word.equals("delta") ? Severity.ERROR : Severity.WARN, "alpha " + word, null);
    }

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — other problems from `c.acme.alpha`: alpha delta");
  }

  @Test
  void amongEqualProblemsOfOneMillisecond_theLastToBeginIsTheLikelyReason() {
    LoopRig rig = new LoopRig(grouped());
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    rig.close(TIMEOUT);
    rig.settle();

    assertThat(rig.post(0).text()).startsWith("🔴 *ERROR* shop — two in `B`");
  }

  @Test
  void remainingTime_goesToFurtherBlocks_likeliestFirst() {
    LoopRig rig = withErrors(grouped(), 6);

    FlushRequest close = rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(6L, 1_106L, 2_206L);
    assertThat(rig.post(0).text()).contains("why 5").contains(placesOf(0, 5));
    assertThat(rig.post(1).text()).contains("why 4");
    assertThat(rig.post(2).text()).contains("why 3");
    assertThat(close.await(0)).isTrue();
    rig.assertAccounts(6, 0);
  }

  private static String[] placesOf(int from, int to) {
    String[] places = new String[to - from];
    for (int i = from; i < to; i++) {
      places[i - from] = "Place" + WORDS[i] + ".run";
    }
    return places;
  }

  @Test
  void problemsThatADigestHasNamed_areShownInFullToo() {
    LoopRig rig = withErrors(grouped(), 6);
    rig.runUntilMillis(1_300);
    assertThat(rig.posts()).hasSize(1);

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(1).text()).contains("why 5", "```");
    assertThat(rig.post(2).text()).contains("why 4", "```");
    assertThat(rig.requests.isFinished()).isTrue();
    rig.assertAccounts(6, 0);
  }

  @Test
  void withoutPermits_closeDoesNotWaitForBlocks() {
    Settings slow = grouped().set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "1");
    LoopRig rig = withErrors(slow, 3);

    FlushRequest close = rig.close(TIMEOUT);
    rig.runUntilMillis(100);
    boolean overdrawn = rig.requests.isFinished();
    rig.run(TIMEOUT);

    assertThat(overdrawn).isTrue();
    assertThat(rig.posts()).hasSize(1);
    assertThat(close.await(0)).isTrue();
    rig.assertAccounts(3, 0);
  }

  @Test
  void refusedBlock_isNotRetriedAndCloseReturns() {
    LoopRig rig = withErrors(grouped(), 3);
    rig.transport.next(Reply.ok(), Reply.status(503));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(rig.stats().retries()).isZero();
    rig.assertAccounts(3, 0);
  }

  @Test
  void problemShownToday_isShownInFullAgainAsTheLikelyReason() {
    LoopRig rig = withErrors(grouped(), 1);
    rig.runUntilMillis(10_000);
    log(rig, Severity.ERROR, WORDS[0] + " failed", failure("Placealpha", "why 0"));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).threadKey()).isEqualTo(rig.post(0).threadKey());
    assertThat(rig.post(1).text()).contains("×1 more", "```");
    rig.assertAccounts(2, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application", "mdc:tenant"})
  void problemsOfOneThreadShareItsMessage(String threadBy) {
    LoopRig rig = withErrors(grouped().set(Setting.THREAD_BY, threadBy), 3);

    rig.close(TIMEOUT);
    rig.settle();

    assertThat(rig.post(0).threadKey()).doesNotContain("digest");
    assertThat(rig.post(0).text()).contains("why 2", "```").contains(placesOf(0, 2));
    rig.assertAccounts(3, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fingerprint", "none"})
  void rowsAndBlocksOutsideTheirThread_nameItsMdcValue(String groupBy) {
    LoopRig rig =
        new LoopRig(grouped().set(Setting.GROUP_BY, groupBy).set(Setting.THREAD_BY, "mdc:tenant"));
    rig.append(FakeEvent.error("msg").logger("com.acme.A").mdc("tenant", "acme"));
    rig.append(FakeEvent.error("msg").logger("com.acme.A").mdc("tenant", "a`b"));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).threadKey()).isEqualTo(DIGEST);
    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — msg in `A` · `tenant=a\u02CBb`\n")
        .contains("\n🔴 *ERROR* msg in `A` · `tenant=acme`");
  }

  @Test
  void rowsInTheirOwnThread_omitItsMdcValue() {
    LoopRig rig = new LoopRig(grouped().set(Setting.THREAD_BY, "mdc:tenant"));
    rig.append(FakeEvent.error("one").logger("com.acme.A").mdc("tenant", "acme"));
    rig.append(FakeEvent.error("two").logger("com.acme.B").mdc("tenant", "acme"));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(0).threadKey()).isEqualTo("gca:shop::mdc:acme:2026-03-01");
    assertThat(rig.post(0).text()).contains("one in `A`").doesNotContain("tenant");
  }

  @Test
  void criticalMessages_arePostedFirst() {
    LoopRig rig = withErrors(grouped(), 2);
    rig.critical("money is gone");

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(2L, 1_102L, 2_202L);
    assertThat(rig.post(0).text()).contains("money is gone").doesNotContain("why");
    assertThat(rig.post(1).text()).contains("why 1", "Placealpha.run");
    assertThat(rig.post(2).text()).contains("why 0");
  }

  @Test
  void flush_showsTheSame() {
    LoopRig rig = withErrors(grouped(), 3);

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.runUntilMillis(2_202);
    boolean before = flush.await(0);
    rig.runUntilMillis(2_203);

    assertThat(before).isFalse();
    assertThat(flush.await(0)).isTrue();
    assertThat(rig.postMillis()).containsExactly(3L, 1_103L, 2_203L);
    assertThat(rig.post(0).text()).contains("why 2").contains(placesOf(0, 2));
    assertThat(rig.post(1).text()).contains("why 1");
    assertThat(rig.post(2).text()).contains("why 0");
    rig.assertAccounts(3, 0);
  }

  @Test
  void flush_waitsForBlocksOnlyWhilePermitsAreSpare() {
    LoopRig rig = withErrors(grouped(), 6);

    FlushRequest flush = rig.flush(Duration.ofMinutes(1));
    rig.runUntilMillis(5_000);

    assertThat(flush.await(0)).isTrue();
    assertThat(rig.postMillis()).containsExactly(6L, 1_106L, 2_206L, 3_306L, 4_406L);
  }

  @Test
  void flush_leavesLaterEventsToTheirSchedule() {
    LoopRig rig = withErrors(grouped(), 2);

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.settle();
    rig.append("com.acme.Later", "later");
    rig.runUntilMillis(1_110);

    assertThat(flush.await(0)).isTrue();
    assertThat(rig.post(1).text()).contains("why 0").doesNotContain("later");
  }

  @Test
  void aFlushWhoseBlockFailsHasPostedEverything() {
    LoopRig rig = withErrors(grouped(), 2);
    rig.transport.next(Reply.ok(), Reply.status(503));

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.runUntilMillis(1_200);

    assertThat(flush.await(0)).isTrue();
    rig.assertAccounts(2, 0);
  }

  @Test
  void problemShownByAFlush_isPostedInItsThreadOnlyWithNews() {
    LoopRig rig = withErrors(grouped(), 2);
    rig.flush(TIMEOUT);
    rig.run(Duration.ofMinutes(2));
    log(rig, Severity.ERROR, WORDS[1] + " failed", failure("Placebeta", "why 1"));
    rig.run(Duration.ofSeconds(10));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).threadKey()).isNotEqualTo(DIGEST);
    assertThat(rig.post(2).text()).contains("Placebeta.run", "×2 since", "```");
  }

  @Test
  void aThousandProblemsFitOneMessageAndAreAllCounted() {
    LoopRig rig = new LoopRig(grouped().set(Setting.QUEUE_CAPACITY, "2000"));
    for (int i = 0; i < 900; i++) {
      log(rig, Severity.ERROR, "failed", failure("Place" + i, "m".repeat(2_000)));
    }

    rig.close(TIMEOUT);
    rig.settle();

    String text = rig.post(0).text();
    long rows = text.lines().filter(line -> line.startsWith("🔴 *ERROR* *Ill")).count();
    assertThat(text).hasSizeLessThanOrEqualTo(4_000).contains("… and " + (899 - rows) + " more");
    assertThat(rig.stats().reported()).isEqualTo(900);
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 40})
  void aCardShowsTheLikelyReasonAndListsTheOthers(int problems) {
    LoopRig rig = new LoopRig(grouped().set(Setting.FORMAT, "card"));
    for (int i = 0; i < problems; i++) {
      log(rig, Severity.ERROR, "failed", failure("Place" + i, "why " + i));
    }

    rig.close(TIMEOUT);
    rig.settle();

    assertThat(rig.post(0).text())
        .startsWith(
            "🔴 *ERROR* shop — *IllegalStateException* in `Place" + (problems - 1) + ".run`")
        .contains("… and " + (problems - 1) + " more");
    assertThat(rig.post(0).body).contains("cardsV2", "Place" + (problems - 2));
    assertThat(rig.stats().reported()).isEqualTo(problems);
  }

  @Test
  void aSummaryThatIsRefusedIsPostedAsItsFirstLineAndACount() {
    LoopRig rig = withErrors(grouped(), 3);
    rig.transport.next(Reply.status(400));

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.post(1).text())
        .isEqualTo(rig.post(0).text().lines().findFirst().orElseThrow() + "\n… and 2 more, ×2");
    rig.assertAccounts(3, 0);
  }
}
