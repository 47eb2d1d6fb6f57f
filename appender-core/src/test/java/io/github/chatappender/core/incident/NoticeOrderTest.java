/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeOrderTest {

  private final NoticeOrder order = new NoticeOrder();

  @Test
  void noNotices_pickNone() {
    assertThat(order.pick(List.of(), false)).isNull();
    assertThat(order.pick(List.of(), true)).isNull();
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
  void rank_dependsOnKindAndSeverity(Part.Kind kind, Severity severity, Notice.Rank rank) {
    assertThat(notice(kind, severity, "a", 0).rank()).isEqualTo(rank);
  }

  @Test
  void highestRank_isPickedFirst_evenIfAnotherWaitsLonger() {
    Notice quiet = notice(Part.Kind.QUIET, "a", 1);
    Notice update = notice(Part.Kind.UPDATE, "b", 2);
    Notice escalation = notice(Part.Kind.ESCALATION, "c", 3);
    Notice first = notice(Part.Kind.FIRST, "d", 4);

    assertThat(order.pick(List.of(quiet, update, escalation, first), false)).isSameAs(first);
    assertThat(order.pick(List.of(quiet, update, escalation), false)).isSameAs(escalation);
    assertThat(order.pick(List.of(quiet, update), false)).isSameAs(update);
    assertThat(order.pick(List.of(quiet), false)).isSameAs(quiet);
  }

  @Test
  void amongEqualRanks_theLongestWaitingIsPickedFirst() {
    Notice late = notice(Part.Kind.FIRST, "a", 9);
    Notice early = notice(Part.Kind.FIRST, "b", 3);

    assertThat(order.pick(List.of(late, early), false)).isSameAs(early);
  }

  @Test
  void longestWaiting_isFoundAcrossTickerOverflow() {
    Notice late = notice(Part.Kind.FIRST, "a", Long.MIN_VALUE + 1);
    Notice early = notice(Part.Kind.FIRST, "b", Long.MAX_VALUE);

    assertThat(order.pick(List.of(late, early), false)).isSameAs(early);
  }

  @Test
  void loggers_takeTurns() {
    List<Notice> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      waiting.add(notice(Part.Kind.FIRST, "noisy", i));
    }
    waiting.add(notice(Part.Kind.FIRST, "other", 100));
    waiting.add(notice(Part.Kind.FIRST, "another", 101));

    // the third goes to the notice that is due longest
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
  void loggerServedLongestAgo_isNext() {
    picked("a");
    picked("b");
    picked("c");
    picked("a");

    List<Notice> waiting =
        List.of(
            notice(Part.Kind.UPDATE, "a", 1),
            notice(Part.Kind.UPDATE, "c", 2),
            notice(Part.Kind.UPDATE, "b", 3));

    assertThat(order.pick(waiting, false).logger()).isEqualTo("b");
  }

  @Test
  void everyThirdPick_isTheLongestWaitingOfAnyRank() {
    List<Notice> waiting = new ArrayList<>();
    waiting.add(notice(Part.Kind.QUIET, "q", 1));
    waiting.add(notice(Part.Kind.UPDATE, "u", 2));
    for (int i = 10; i < 16; i++) {
      waiting.add(notice(Part.Kind.FIRST, "f" + i, i));
    }

    assertThat(pickAll(waiting))
        .containsExactly("f10 10", "f11 11", "q 1", "f12 12", "f13 13", "u 2", "f14 14", "f15 15");
  }

  @Test
  void pickThatIsNotPosted_usesNoTurn() {
    List<Notice> waiting =
        List.of(notice(Part.Kind.QUIET, "a", 1), notice(Part.Kind.FIRST, "b", 2));

    for (int i = 0; i < 7; i++) {
      assertThat(order.pick(waiting, false).logger()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST, FATAL, true",
    "FIRST, ERROR, true",
    "FIRST, WARN, false",
    "ESCALATION, WARN, true",
    "UPDATE, FATAL, false",
    "QUIET, FATAL, false",
  })
  void lastPermits_areForUrgentNoticesOnly(Part.Kind kind, Severity severity, boolean urgent) {
    Notice notice = notice(kind, severity, "a", 1);

    assertThat(order.pick(List.of(notice), true)).isEqualTo(urgent ? notice : null);
    assertThat(notice.rank().mayTakeLastPermits()).isEqualTo(urgent);
  }

  @Test
  void thirdPick_doesNotTakeTheLastPermits() {
    Notice quiet = notice(Part.Kind.QUIET, "a", 1);
    Notice late = notice(Part.Kind.FIRST, "b", 9);
    Notice early = notice(Part.Kind.ESCALATION, "c", 3);
    picked("x");
    picked("x");

    assertThat(order.pick(List.of(quiet, late, early), true)).isSameAs(early);
    assertThat(order.pick(List.of(quiet), true)).isNull();
  }

  @Test
  void servedLoggers_areForgottenBeyondTheBound() {
    picked("a");
    picked("b");
    for (int i = 0; i < 999; i++) {
      picked("filler" + i);
    }
    picked("filler0");

    List<Notice> waiting =
        List.of(notice(Part.Kind.FIRST, "b", 1), notice(Part.Kind.FIRST, "a", 2));

    assertThat(order.pick(waiting, false).logger()).isEqualTo("a");
  }

  @Test
  void noticeOfSeveralParts_hasTheHighestRankAndLongestWait() {
    Notice notice = of(part(Part.Kind.UPDATE, "a", 5), part(Part.Kind.ESCALATION, "b", 4));

    assertThat(notice.rank()).isEqualTo(Notice.Rank.ESCALATION);
    assertThat(notice.dueAt()).isEqualTo(4);
    assertThat(notice.logger()).isEqualTo("a");
  }

  @Test
  void longestWait_isFoundAcrossTickerOverflow() {
    Notice notice =
        of(
            part(Part.Kind.UPDATE, "a", Long.MIN_VALUE + 1),
            part(Part.Kind.UPDATE, "a", Long.MAX_VALUE));

    assertThat(notice.dueAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void threadWithAFirst_isListedWithTheFirsts() {
    Part quiet = part(Part.Kind.QUIET, "a", 1);
    Part update = part(Part.Kind.UPDATE, "b", 1);
    Part first = part(Part.Kind.FIRST, "b", 1);

    assertThat(of(quiet, update).family()).isEqualTo(Notice.Family.UPDATES);
    assertThat(of(quiet, update, first).family()).isEqualTo(Notice.Family.FIRSTS);
  }

  @Test
  void threadWithAnEscalation_isNeverInADigest() {
    Part first = part(Part.Kind.FIRST, "a", 1);
    Part escalation = part(Part.Kind.ESCALATION, "b", 1);

    assertThat(of(first, escalation).family()).isEqualTo(Notice.Family.NONE);
  }

  /** Posts all notices in turn; returns logger and due tick of each. */
  private List<String> pickAll(List<Notice> notices) {
    List<Notice> waiting = new ArrayList<>(notices);
    List<String> picks = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Notice next = order.pick(waiting, false);
      waiting.remove(next);
      picked(next.logger());
      picks.add(next.logger() + " " + next.dueAt());
    }
    return picks;
  }

  private void picked(String logger) {
    order.picked(List.of(logger));
  }

  private static Notice notice(Part.Kind kind, String logger, long dueAt) {
    return notice(kind, Severity.ERROR, logger, dueAt);
  }

  private static Notice notice(Part.Kind kind, Severity severity, String logger, long dueAt) {
    return of(part(kind, severity, logger, dueAt));
  }

  private static Notice of(Part... parts) {
    return Notice.ofParts("thread", List.of(parts));
  }

  private static Part part(Part.Kind kind, String logger, long dueAt) {
    return part(kind, Severity.ERROR, logger, dueAt);
  }

  private static Part part(Part.Kind kind, Severity severity, String logger, long dueAt) {
    LogEntry entry = LogEntry.builder(severity, logger, "boom").build();
    Part.Builder part = new Part.Builder(kind, entry);
    part.incident = Problems.incident(entry, Problems.DEFAULTS, 0);
    part.dueAt = dueAt;
    return part.build();
  }
}
