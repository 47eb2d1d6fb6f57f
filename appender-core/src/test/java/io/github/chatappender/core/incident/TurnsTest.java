/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.incident.DueNotice.Rank;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurnsTest {

  private final Turns turns = new Turns();

  @Test
  void thereIsNothingToPickOfNothing() {
    assertThat(turns.pick(List.of(), false)).isNull();
    assertThat(turns.pick(List.of(), true)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST, ERROR, FIRST_ERROR",
    "FIRST, FATAL, FATAL",
    "FIRST, WARN, UPDATE",
    "ESCALATION, WARN, ESCALATION",
    "ESCALATION, FATAL, FATAL",
    "UPDATE, FATAL, UPDATE",
    "UPDATE, ERROR, UPDATE",
    "AGAIN, ERROR, UPDATE",
    "BLOCK, ERROR, UPDATE",
    "QUIET, ERROR, QUIET",
  })
  void theRankComesFromKindAndSeverity(Part.Kind kind, Severity severity, Rank rank) {
    assertThat(notice(kind, severity, "a", 0).rank).isEqualTo(rank);
  }

  @Test
  void theHighestRankGoesFirstWhateverIsDueLongest() {
    DueNotice quiet = notice(Part.Kind.QUIET, "a", 1);
    DueNotice update = notice(Part.Kind.UPDATE, "b", 2);
    DueNotice escalation = notice(Part.Kind.ESCALATION, "c", 3);
    DueNotice first = notice(Part.Kind.FIRST, "d", 4);

    assertThat(turns.pick(List.of(quiet, update, escalation, first), false)).isSameAs(first);
    assertThat(turns.pick(List.of(quiet, update, escalation), false)).isSameAs(escalation);
    assertThat(turns.pick(List.of(quiet, update), false)).isSameAs(update);
    assertThat(turns.pick(List.of(quiet), false)).isSameAs(quiet);
  }

  @Test
  void withinARankWhatIsDueLongestGoesFirst() {
    DueNotice late = notice(Part.Kind.FIRST, "a", 9);
    DueNotice early = notice(Part.Kind.FIRST, "b", 3);

    assertThat(turns.pick(List.of(late, early), false)).isSameAs(early);
  }

  @Test
  void whatIsDueLongestIsFoundAcrossTheTickersOverflow() {
    DueNotice late = notice(Part.Kind.FIRST, "a", Long.MIN_VALUE + 1);
    DueNotice early = notice(Part.Kind.FIRST, "b", Long.MAX_VALUE);

    assertThat(turns.pick(List.of(late, early), false)).isSameAs(early);
  }

  @Test
  void loggersTakeTurnsSoThatANoisyOneHidesNothing() {
    List<DueNotice> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      waiting.add(notice(Part.Kind.FIRST, "noisy", i));
    }
    waiting.add(notice(Part.Kind.FIRST, "other", 100));
    waiting.add(notice(Part.Kind.FIRST, "another", 101));

    // the third goes to what is due longest
    assertThat(pickAll(waiting))
        .containsExactly(
            "noisy 0",
            "other 100",
            "noisy 1",
            "another 101",
            "noisy 2",
            "noisy 3",
            "noisy 4",
            "noisy 5");
  }

  @Test
  void theLoggerThatWasServedLongestAgoIsNext() {
    picked("a");
    picked("b");
    picked("c");
    picked("a");

    List<DueNotice> waiting =
        List.of(
            notice(Part.Kind.UPDATE, "a", 1),
            notice(Part.Kind.UPDATE, "c", 2),
            notice(Part.Kind.UPDATE, "b", 3));

    assertThat(turns.pick(waiting, false).logger()).isEqualTo("b");
  }

  @Test
  void everyThirdPickGoesToWhatIsDueLongestWhateverItsRank() {
    List<DueNotice> waiting = new ArrayList<>();
    waiting.add(notice(Part.Kind.QUIET, "q", 1));
    waiting.add(notice(Part.Kind.UPDATE, "u", 2));
    for (int i = 10; i < 16; i++) {
      waiting.add(notice(Part.Kind.FIRST, "f" + i, i));
    }

    assertThat(pickAll(waiting))
        .containsExactly("f10 10", "f11 11", "q 1", "f12 12", "f13 13", "u 2", "f14 14", "f15 15");
  }

  @Test
  void whatIsLookedAtButNotPostedIsNoTurn() {
    List<DueNotice> waiting =
        List.of(notice(Part.Kind.QUIET, "a", 1), notice(Part.Kind.FIRST, "b", 2));

    for (int i = 0; i < 7; i++) {
      assertThat(turns.pick(waiting, false).logger()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @EnumSource(Rank.class)
  void theLastPermitsAreForFirstsAndEscalations(Rank rank) {
    DueNotice notice = notice(Part.Kind.UPDATE, "a", 1);
    notice.rank = rank;
    boolean urgent = rank.compareTo(Rank.UPDATE) < 0;

    assertThat(turns.pick(List.of(notice), true)).isEqualTo(urgent ? notice : null);
    assertThat(notice.mayTakeLastPermits()).isEqualTo(urgent);
  }

  @Test
  void theThirdPickDoesNotGiveTheLastPermitsAway() {
    DueNotice quiet = notice(Part.Kind.QUIET, "a", 1);
    DueNotice late = notice(Part.Kind.FIRST, "b", 9);
    DueNotice early = notice(Part.Kind.ESCALATION, "c", 3);
    picked("x");
    picked("x");

    assertThat(turns.pick(List.of(quiet, late, early), true)).isSameAs(early);
    assertThat(turns.pick(List.of(quiet), true)).isNull();
  }

  @Test
  void loggersAreForgottenWhenTheyAreTooManySinceTheyWereServed() {
    picked("a");
    picked("b");
    for (int i = 0; i < 999; i++) {
      picked("filler" + i);
    }
    picked("filler0");

    List<DueNotice> waiting =
        List.of(notice(Part.Kind.FIRST, "b", 1), notice(Part.Kind.FIRST, "a", 2));

    assertThat(turns.pick(waiting, false).logger()).isEqualTo("a");
  }

  @Test
  void aNoticeOfSeveralIncidentsHasTheHighestRankAndTheLongestWait() {
    DueNotice notice = notice(Part.Kind.UPDATE, "a", 5_000_000_000L);
    Incident escalated =
        Problems.incident(Problems.event("b", "boom"), Problems.DEFAULTS, 3_000_000_000L);

    notice.add(escalated, Part.Kind.ESCALATION);

    assertThat(notice.rank).isEqualTo(Rank.ESCALATION);
    assertThat(notice.dueAt).isEqualTo(escalated.dueAt()).isEqualTo(4_000_000_000L);
    assertThat(notice.logger()).isEqualTo("a");
    assertThat(notice.incidents).hasSize(2);
  }

  @Test
  void aThreadThatHasAFirstIsNamedAmongTheFirsts() {
    DueNotice notice = notice(Part.Kind.QUIET, "a", 1);

    notice.add(other(), Part.Kind.UPDATE);
    assertThat(notice.family).isEqualTo(DueNotice.Family.UPDATES);
    notice.add(other(), Part.Kind.FIRST);
    assertThat(notice.family).isEqualTo(DueNotice.Family.FIRSTS);
  }

  @Test
  void aThreadThatHasAnEscalationIsNeverInADigest() {
    DueNotice notice = notice(Part.Kind.FIRST, "a", 1);

    notice.add(other(), Part.Kind.ESCALATION);

    assertThat(notice.family).isEqualTo(DueNotice.Family.NONE);
  }

  private static Incident other() {
    return Problems.incident(Problems.event("b", "boom"), Problems.DEFAULTS, 0);
  }

  @Test
  void aDigestHasTheHighestRankAndTheLongestWaitOfItsNotices() {
    DueNotice warning = notice(Part.Kind.FIRST, Severity.WARN, "a", 3);
    DueNotice error = notice(Part.Kind.FIRST, Severity.ERROR, "b", 7);

    DueNotice digest = DueNotice.digestOf(List.of(warning, error), "digest");

    assertThat(digest.rank).isEqualTo(Rank.FIRST_ERROR);
    assertThat(digest.dueAt).isEqualTo(3);
    assertThat(digest.thread).isEqualTo("digest");
    assertThat(digest.digest).isTrue();
    assertThat(digest.incidents).hasSize(2);
  }

  /** Posts all in turn; returns logger and due tick of each. */
  private List<String> pickAll(List<DueNotice> notices) {
    List<DueNotice> waiting = new ArrayList<>(notices);
    List<String> order = new ArrayList<>();
    while (!waiting.isEmpty()) {
      DueNotice next = turns.pick(waiting, false);
      waiting.remove(next);
      picked(next.logger());
      order.add(next.logger() + " " + next.dueAt);
    }
    return order;
  }

  private void picked(String logger) {
    turns.picked(List.of(logger));
  }

  private static DueNotice notice(Part.Kind kind, String logger, long dueAt) {
    return notice(kind, Severity.ERROR, logger, dueAt);
  }

  private static DueNotice notice(Part.Kind kind, Severity severity, String logger, long dueAt) {
    LogEntry entry = LogEntry.builder(severity, logger, "boom").build();
    DueNotice notice = new DueNotice(logger, Problems.incident(entry, Problems.DEFAULTS, 0), kind);
    notice.dueAt = dueAt;
    return notice;
  }
}
