/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.testing.Configs;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UngroupedEntriesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long DUE = 60 * SECOND;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-15T12:03:07Z"), ZoneOffset.UTC);

  private final UngroupedEntries incidents =
      new UngroupedEntries(byLogger(Map.of()), CLOCK, new Mutes());

  @Test
  void withoutEntries_nothingIsDue() {
    assertThat(incidents.isEmpty()).isTrue();
    assertThat(incidents.waitingEntries()).isZero();
    assertThat(incidents.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(incidents.next(DUE, false)).isNull();
    assertThat(incidents.everything(DUE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 77 * SECOND, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1})
  void entry_isDueFirstWaitAfterItsArrival(long start) {
    incidents.add(new Sample(entry("a", "1"), null), start);

    assertThat(incidents.nanosUntilDue(start)).isEqualTo(SECOND);
    assertThat(incidents.nanosUntilDue(start + 1)).isEqualTo(SECOND - 1);
    assertThat(incidents.nanosUntilDue(start + SECOND - 1)).isEqualTo(1);
    assertThat(incidents.nanosUntilDue(start + SECOND)).isZero();
    assertThat(incidents.nanosUntilDue(start + 100 * SECOND)).isZero();
  }

  @Test
  void changedFirstWait_applies() {
    UngroupedEntries slow =
        new UngroupedEntries(byLogger(Map.of(Setting.FIRST_WAIT, "60 s")), CLOCK, new Mutes());

    slow.add(new Sample(entry("a", "1"), null), 5);

    assertThat(slow.nanosUntilDue(5)).isEqualTo(60 * SECOND);
  }

  @Test
  void withoutFirstWaitAnEntryIsDueAtOnce() {
    UngroupedEntries quick =
        new UngroupedEntries(byLogger(Map.of(Setting.FIRST_WAIT, "0")), CLOCK, new Mutes());

    quick.add(new Sample(entry("a", "1"), null), 5);

    assertThat(quick.nanosUntilDue(5)).isZero();
  }

  @Test
  void laterEntry_doesNotDelayTheFirst() {
    incidents.add(new Sample(entry("a", "1"), null), 0);
    incidents.add(new Sample(entry("a", "2"), null), SECOND / 2);
    incidents.add(new Sample(entry("b", "3"), null), SECOND / 2);

    assertThat(incidents.nanosUntilDue(SECOND / 2)).isEqualTo(SECOND / 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsPostedBeforeItIsDue(boolean lastPermits) {
    incidents.add(new Sample(entry("a", "1"), null), 0);

    assertThat(incidents.next(SECOND - 1, lastPermits)).isNull();
    assertThat(incidents.next(SECOND, lastPermits)).isNotNull();
    assertThat(incidents.nanosUntilUrgent(SECOND - 1)).isEqualTo(1);
    assertThat(incidents.nanosUntilUrgent(SECOND)).isZero();
  }

  @Test
  void everything_includesEntriesNotYetDue() {
    incidents.add(new Sample(entry("a", "1"), null), 0);

    assertThat(incidents.everything(0).events()).isEqualTo(1);
  }

  @Test
  void entriesOfOneThreadShareANotice() {
    LogEntry first = entry("a", "1");
    LogEntry second = entry("a", "2");
    incidents.add(new Sample(first, null), 0);
    incidents.add(new Sample(entry("b", "x"), null), 1);
    incidents.add(new Sample(second, null), 2);

    Notice notice = incidents.next(DUE, false);

    assertThat(notice.form).isEqualTo(Notice.Form.PARTS);
    assertThat(notice.thread).isEqualTo("logger:a");
    assertThat(entries(notice)).containsExactly(first, second);
  }

  @Test
  void longestWaitingThread_isFirst() {
    incidents.add(new Sample(entry("b", "1"), null), 10);
    incidents.add(new Sample(entry("a", "2"), null), 5);
    incidents.add(new Sample(entry("c", "3"), null), 20);

    assertThat(takeNext(1)).isEqualTo("logger:a");
    assertThat(takeNext(1)).isEqualTo("logger:b");
    assertThat(takeNext(1)).isEqualTo("logger:c");
    assertThat(incidents.isEmpty()).isTrue();
  }

  @Test
  void longestWaitingThread_isFoundAcrossTickerOverflow() {
    incidents.add(new Sample(entry("late", "1"), null), Long.MIN_VALUE + 1);
    incidents.add(new Sample(entry("early", "2"), null), Long.MAX_VALUE);

    assertThat(incidents.next(Long.MIN_VALUE + SECOND, false).thread).isEqualTo("logger:early");
    assertThat(incidents.nanosUntilDue(Long.MIN_VALUE + 1)).isEqualTo(SECOND - 2);
  }

  @Test
  void noisyThread_waitsItsTurnWithItsRemainingEntries() {
    incidents.add(new Sample(entry("noisy", "1"), null), 0);
    incidents.add(new Sample(entry("noisy", "2"), null), 2);
    incidents.add(new Sample(entry("quiet", "3"), null), 1);

    assertThat(takeNext(1)).isEqualTo("logger:noisy");
    assertThat(takeNext(1)).isEqualTo("logger:quiet");
    assertThat(takeNext(1)).isEqualTo("logger:noisy");
  }

  @Test
  void next_takesNothing() {
    incidents.add(new Sample(entry("a", "1"), null), 0);

    incidents.next(DUE, false);
    incidents.everything(DUE);

    assertThat(incidents.isEmpty()).isFalse();
    assertThat(entries(incidents.next(DUE, false))).hasSize(1);
  }

  @Test
  void taken_removesTheFirstEntries() {
    LogEntry third = entry("a", "3");
    incidents.add(new Sample(entry("a", "1"), null), 0);
    incidents.add(new Sample(entry("a", "2"), null), 10);
    incidents.add(new Sample(third, null), 20);

    Notice notice = incidents.next(DUE, false);
    incidents.add(new Sample(entry("a", "4"), null), 30);
    incidents.taken(notice, 2);

    assertThat(entries(incidents.next(DUE, false))).hasSize(2).first().isSameAs(third);
    assertThat(incidents.nanosUntilDue(20)).isEqualTo(SECOND);
  }

  @Test
  void entries_takeRoomUntilTaken() {
    UngroupedEntries small =
        new UngroupedEntries(byLogger(Map.of(Setting.QUEUE_CAPACITY, "16")), CLOCK, new Mutes());
    for (int i = 0; i < 15; i++) {
      small.add(new Sample(entry("a", "" + i), null), i);
    }

    assertThat(small.waitingEntries()).isEqualTo(15);
    small.add(new Sample(entry("b", "last"), null), 15);
    assertThat(small.waitingEntries()).isEqualTo(16);
    small.taken(small.next(DUE, false), 1);
    assertThat(small.waitingEntries()).isEqualTo(15);
  }

  @Test
  void everythingOfOneThreadIsASummaryInThatThread() {
    incidents.add(new Sample(entry("a", "1"), null), 0);
    incidents.add(new Sample(entry("a", "2"), null), 1);

    Notice all = incidents.everything(DUE);

    assertThat(all.form).isEqualTo(Notice.Form.SUMMARY);
    assertThat(all.thread).isEqualTo("logger:a");
    assertThat(entries(all)).hasSize(2);
  }

  @Test
  void everythingOfSeveralThreadsIsOneSummaryWithTheLatestFirst() {
    LogEntry second = entry("a", "2", 2_000);
    LogEntry first = entry("b", "1", 1_000);
    LogEntry third = entry("a", "3", 3_000);
    incidents.add(new Sample(second, null), 0);
    incidents.add(new Sample(third, null), 1);
    incidents.add(new Sample(first, null), 2);

    Notice all = incidents.everything(DUE);

    assertThat(all.form).isEqualTo(Notice.Form.SUMMARY);
    assertThat(all.thread).isEqualTo("digest");
    assertThat(entries(all)).containsExactly(third, second, first);
  }

  @Test
  void takenSummary_leavesNothing() {
    incidents.add(new Sample(entry("a", "1"), null), 0);
    incidents.add(new Sample(entry("b", "2"), null), 1);

    incidents.taken(incidents.everything(DUE), 2);

    assertThat(incidents.isEmpty()).isTrue();
    assertThat(incidents.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(incidents.next(DUE, false)).isNull();
  }

  @Test
  void taken_forAThreadAlreadyEmptied_removesNothing() {
    incidents.add(new Sample(entry("a", "1"), null), 0);
    Notice notice = incidents.next(DUE, false);
    incidents.taken(notice, 1);
    incidents.add(new Sample(entry("b", "2"), null), 0);

    incidents.taken(notice, 1);

    assertThat(entries(incidents.next(DUE, false))).hasSize(1);
  }

  @Test
  void byApplicationAllEntriesShareTheApplicationsThread() {
    UngroupedEntries table = by("application");
    table.add(new Sample(entry("a", "1"), null), 0);
    table.add(new Sample(entry("b", "2"), null), 1);

    assertThat(table.next(DUE, false).thread).isEmpty();
    assertThat(entries(table.next(DUE, false))).hasSize(2);
    assertThat(table.everything(DUE).thread).isEmpty();
  }

  @Test
  void byFingerprintEntriesOfOneProblemShareAThreadNamedByIt() {
    UngroupedEntries table = by("fingerprint");
    table.add(new Sample(entry("a", "order 1 failed"), null), 0);
    table.add(new Sample(entry("a", "disk full"), null), 1);
    table.add(new Sample(entry("a", "order 2 failed"), null), 2);

    Notice orders = table.next(DUE, false);

    assertThat(orders.thread).matches("[0-9a-f]{16}");
    assertThat(entries(orders))
        .extracting((LogEntry logEntry) -> logEntry.message)
        .containsExactly("order 1 failed", "order 2 failed");
  }

  @Test
  void newSettings_applyToWaitingEntries() {
    incidents.add(new Sample(entry("a", "1"), null), 0);
    incidents.add(new Sample(entry("b", "2"), null), 0);

    Incidents next =
        incidents.adopt(byLogger(Map.of(Setting.THREAD_BY, "application")), 30 * SECOND);

    assertThat(next).isInstanceOf(UngroupedEntries.class).isNotSameAs(incidents);
    assertThat(next.nanosUntilDue(30 * SECOND)).isEqualTo(SECOND);
    assertThat(entries(next.next(31 * SECOND, false))).hasSize(2);
    assertThat(incidents.isEmpty()).isTrue();
    assertThat(incidents.waitingEntries()).isZero();
    assertThat(incidents.rest(DUE)).isNull();
  }

  @Test
  void switchingToGrouping_turnsWaitingEntriesIntoProblems() {
    incidents.add(new Sample(entry("a", "order 1 failed"), null), 0);
    incidents.add(new Sample(entry("a", "order 2 failed"), null), 0);

    Incidents next = incidents.adopt(Configs.defaults(), 0);

    Notice notice = next.next(DUE, false);
    assertThat(notice.parts).singleElement().extracting(part -> part.count).isEqualTo(2L);
    assertThat(notice.parts.get(0).kind).isEqualTo(Part.Kind.FIRST);
  }

  @Test
  void postedAndLostEntries_areForgotten() {
    incidents.add(new Sample(entry("a", "1"), null), 0);
    Notice notice = incidents.next(DUE, false);
    incidents.taken(notice, 1);

    incidents.delivered(notice);
    incidents.lost(notice, DropReason.REJECTED);

    assertThat(incidents.isEmpty()).isTrue();
    assertThat(incidents.rest(DUE)).isNull();
  }

  @Test
  void byMdcEntriesOfOneValueShareAThread() {
    UngroupedEntries table = by("mdc:tenant");
    table.add(new Sample(tenant("acme"), null), 0);
    table.add(new Sample(tenant("other"), null), 1);
    table.add(new Sample(tenant("acme"), null), 2);
    table.add(new Sample(entry("a", "none"), null), 3);

    Notice acme = table.next(DUE, false);
    table.taken(acme, 2);
    Notice other = table.next(DUE, false);
    table.taken(other, 1);
    Notice none = table.next(DUE, false);

    assertThat(acme.thread).isEqualTo("mdc:acme");
    assertThat(entries(acme)).hasSize(2);
    assertThat(other.thread).isEqualTo("mdc:other");
    assertThat(none.thread).isEmpty();
  }

  @Test
  void byNoneAllEntriesShareMessagesWithoutAThread() {
    UngroupedEntries table = by("none");
    table.add(new Sample(entry("a", "1"), null), 0);
    table.add(new Sample(entry("b", "2"), null), 1);

    Notice notice = table.everything(DUE);

    assertThat(notice.form).isEqualTo(Notice.Form.SUMMARY);
    assertThat(notice.thread).isNull();
    assertThat(entries(notice)).hasSize(2);
    assertThat(lossesBy("none").thread).isNull();
    table.taken(notice, 2);
    assertThat(table.isEmpty()).isTrue();
  }

  @Test
  void loss_isPostedInTheApplicationsThread() {
    Notice loss = lossesBy("logger");

    assertThat(loss.form).isEqualTo(Notice.Form.LOSS);
    assertThat(loss.thread).isEmpty();
    assertThat(entries(loss)).isEmpty();
  }

  @Test
  void loss_takesNoEntries() {
    UngroupedEntries table = by("application");
    table.add(new Sample(entry("a", "1"), null), 0);

    table.taken(lossesBy("application"), 0);

    assertThat(entries(table.next(DUE, false))).hasSize(1);
  }

  @Test
  void dissolvedEntries_areLost() {
    assertThat(incidents.takeBack(Notices.entries("a", entry("a", "1"), entry("a", "2"))))
        .isFalse();
    assertThat(incidents.isEmpty()).isTrue();
  }

  private String takeNext(int count) {
    Notice notice = incidents.next(DUE, false);
    incidents.taken(notice, count);
    return notice.thread;
  }

  private static List<LogEntry> entries(Notice notice) {
    return notice.parts.stream().map(part -> part.entry).collect(Collectors.toList());
  }

  private static SenderConfig byLogger(Map<Setting, String> others) {
    Map<Setting, String> texts = new HashMap<>(others);
    texts.put(Setting.GROUP_BY, "none");
    texts.putIfAbsent(Setting.THREAD_BY, "logger");
    return Configs.with(texts);
  }

  private static Notice lossesBy(String threadBy) {
    return Notice.ofLosses(byLogger(Map.of(Setting.THREAD_BY, threadBy)).threadBy);
  }

  private static UngroupedEntries by(String threadBy) {
    return new UngroupedEntries(byLogger(Map.of(Setting.THREAD_BY, threadBy)), CLOCK, new Mutes());
  }

  private static LogEntry entry(String logger, String message) {
    return entry(logger, message, 0);
  }

  private static LogEntry entry(String logger, String message, long timeMillis) {
    return LogEntry.builder(Severity.ERROR, logger, message).timeMillis(timeMillis).build();
  }

  private static LogEntry tenant(String value) {
    return LogEntry.builder(Severity.ERROR, "a", "x").mdc("tenant", value).build();
  }
}
