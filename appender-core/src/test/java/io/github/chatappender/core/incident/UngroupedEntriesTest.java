/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.testing.Configs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UngroupedEntriesTest {

  private static final long SECOND = 1_000_000_000L;

  private final UngroupedEntries incidents = new UngroupedEntries(Configs.defaults());

  @Test
  void nothingIsDueAtFirst() {
    assertThat(incidents.isEmpty()).isTrue();
    assertThat(incidents.hasRoom()).isTrue();
    assertThat(incidents.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(incidents.next()).isNull();
    assertThat(incidents.everything()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 77 * SECOND, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1})
  void anEntryIsDueFirstWaitAfterItCame(long start) {
    incidents.add(entry("a", "1"), start);

    assertThat(incidents.nanosUntilDue(start)).isEqualTo(SECOND);
    assertThat(incidents.nanosUntilDue(start + 1)).isEqualTo(SECOND - 1);
    assertThat(incidents.nanosUntilDue(start + SECOND - 1)).isEqualTo(1);
    assertThat(incidents.nanosUntilDue(start + SECOND)).isZero();
    assertThat(incidents.nanosUntilDue(start + 100 * SECOND)).isZero();
  }

  @Test
  void anotherFirstWaitHolds() {
    UngroupedEntries slow = new UngroupedEntries(Configs.with(Setting.FIRST_WAIT, "60 s"));

    slow.add(entry("a", "1"), 5);

    assertThat(slow.nanosUntilDue(5)).isEqualTo(60 * SECOND);
  }

  @Test
  void withoutFirstWaitAnEntryIsDueAtOnce() {
    UngroupedEntries quick = new UngroupedEntries(Configs.with(Setting.FIRST_WAIT, "0"));

    quick.add(entry("a", "1"), 5);

    assertThat(quick.nanosUntilDue(5)).isZero();
  }

  @Test
  void aLaterEntryDoesNotPutTheFirstOff() {
    incidents.add(entry("a", "1"), 0);
    incidents.add(entry("a", "2"), SECOND / 2);
    incidents.add(entry("b", "3"), SECOND / 2);

    assertThat(incidents.nanosUntilDue(SECOND / 2)).isEqualTo(SECOND / 2);
  }

  @Test
  void entriesOfOneThreadShareANotice() {
    LogEntry first = entry("a", "1");
    LogEntry second = entry("a", "2");
    incidents.add(first, 0);
    incidents.add(entry("b", "x"), 1);
    incidents.add(second, 2);

    Notice notice = incidents.next();

    assertThat(notice.kind()).isEqualTo(Notice.Kind.ENTRIES);
    assertThat(notice.thread()).isEqualTo("a");
    assertThat(notice.entries()).containsExactly(first, second);
  }

  @Test
  void theThreadThatHasWaitedLongestComesFirst() {
    incidents.add(entry("b", "1"), 10);
    incidents.add(entry("a", "2"), 5);
    incidents.add(entry("c", "3"), 20);

    assertThat(takeNext(1)).isEqualTo("a");
    assertThat(takeNext(1)).isEqualTo("b");
    assertThat(takeNext(1)).isEqualTo("c");
    assertThat(incidents.isEmpty()).isTrue();
  }

  @Test
  void theThreadThatHasWaitedLongestIsFoundAcrossTheTickersOverflow() {
    incidents.add(entry("late", "1"), Long.MIN_VALUE + 1);
    incidents.add(entry("early", "2"), Long.MAX_VALUE);

    assertThat(incidents.next().thread()).isEqualTo("early");
    assertThat(incidents.nanosUntilDue(Long.MIN_VALUE + 1)).isEqualTo(SECOND - 2);
  }

  @Test
  void aNoisyThreadWaitsItsTurnWithWhatIsLeft() {
    incidents.add(entry("noisy", "1"), 0);
    incidents.add(entry("noisy", "2"), 2);
    incidents.add(entry("quiet", "3"), 1);

    assertThat(takeNext(1)).isEqualTo("noisy");
    assertThat(takeNext(1)).isEqualTo("quiet");
    assertThat(takeNext(1)).isEqualTo("noisy");
  }

  @Test
  void lookingTakesNothing() {
    incidents.add(entry("a", "1"), 0);

    incidents.next();
    incidents.everything();

    assertThat(incidents.isEmpty()).isFalse();
    assertThat(incidents.next().entries()).hasSize(1);
  }

  @Test
  void takenEntriesAreThoseAtTheFront() {
    LogEntry third = entry("a", "3");
    incidents.add(entry("a", "1"), 0);
    incidents.add(entry("a", "2"), 10);
    incidents.add(third, 20);

    Notice notice = incidents.next();
    incidents.add(entry("a", "4"), 30);
    incidents.taken(notice, 2);

    assertThat(incidents.next().entries()).hasSize(2).first().isSameAs(third);
    assertThat(incidents.nanosUntilDue(20)).isEqualTo(SECOND);
  }

  @Test
  void entriesTakeRoomUntilTheyAreTaken() {
    UngroupedEntries small = new UngroupedEntries(Configs.with(Setting.QUEUE_CAPACITY, "16"));
    for (int i = 0; i < 15; i++) {
      small.add(entry("a", "" + i), i);
    }

    assertThat(small.hasRoom()).isTrue();
    small.add(entry("b", "last"), 15);
    assertThat(small.hasRoom()).isFalse();
    small.taken(small.next(), 1);
    assertThat(small.hasRoom()).isTrue();
  }

  @Test
  void everythingOfOneThreadIsThatThreadsNotice() {
    incidents.add(entry("a", "1"), 0);
    incidents.add(entry("a", "2"), 1);

    Notice all = incidents.everything();

    assertThat(all.kind()).isEqualTo(Notice.Kind.ENTRIES);
    assertThat(all.thread()).isEqualTo("a");
    assertThat(all.entries()).hasSize(2);
  }

  @Test
  void everythingOfSeveralThreadsIsOneDigestInOrderOfTime() {
    LogEntry second = entry("a", "2", 2_000);
    LogEntry first = entry("b", "1", 1_000);
    LogEntry third = entry("a", "3", 3_000);
    incidents.add(second, 0);
    incidents.add(third, 1);
    incidents.add(first, 2);

    Notice all = incidents.everything();

    assertThat(all.kind()).isEqualTo(Notice.Kind.DIGEST);
    assertThat(all.thread()).isEqualTo("digest");
    assertThat(all.entries()).containsExactly(first, second, third);
  }

  @Test
  void aDigestThatIsTakenLeavesNothing() {
    incidents.add(entry("a", "1"), 0);
    incidents.add(entry("b", "2"), 1);

    incidents.taken(incidents.everything(), 2);

    assertThat(incidents.isEmpty()).isTrue();
    assertThat(incidents.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(incidents.next()).isNull();
  }

  @Test
  void aNoticeWhoseThreadIsGoneTakesNothing() {
    incidents.add(entry("a", "1"), 0);
    Notice notice = incidents.next();
    incidents.taken(notice, 1);
    incidents.add(entry("b", "2"), 0);

    incidents.taken(notice, 1);

    assertThat(incidents.next().entries()).hasSize(1);
  }

  @Test
  void byApplicationAllEntriesShareTheApplicationsThread() {
    UngroupedEntries table = by("application");
    table.add(entry("a", "1"), 0);
    table.add(entry("b", "2"), 1);

    assertThat(table.next().thread()).isEmpty();
    assertThat(table.next().entries()).hasSize(2);
    assertThat(table.everything().kind()).isEqualTo(Notice.Kind.ENTRIES);
    assertThat(table.lossOnly().thread()).isEmpty();
  }

  @Test
  void byMdcEntriesOfOneValueShareAThread() {
    UngroupedEntries table = by("mdc:tenant");
    table.add(tenant("acme"), 0);
    table.add(tenant("other"), 1);
    table.add(tenant("acme"), 2);
    table.add(entry("a", "none"), 3);

    Notice acme = table.next();
    table.taken(acme, 2);
    Notice other = table.next();
    table.taken(other, 1);
    Notice none = table.next();

    assertThat(acme.thread()).isEqualTo("acme");
    assertThat(acme.entries()).hasSize(2);
    assertThat(other.thread()).isEqualTo("other");
    assertThat(none.thread()).isEmpty();
  }

  @Test
  void byNoneAllEntriesShareMessagesWithoutAThread() {
    UngroupedEntries table = by("none");
    table.add(entry("a", "1"), 0);
    table.add(entry("b", "2"), 1);

    Notice notice = table.everything();

    assertThat(notice.kind()).isEqualTo(Notice.Kind.ENTRIES);
    assertThat(notice.thread()).isNull();
    assertThat(notice.entries()).hasSize(2);
    assertThat(table.lossOnly().thread()).isNull();
    table.taken(notice, 2);
    assertThat(table.isEmpty()).isTrue();
  }

  @Test
  void aLossGoesToTheApplicationsThread() {
    Notice loss = incidents.lossOnly();

    assertThat(loss.kind()).isEqualTo(Notice.Kind.LOSS);
    assertThat(loss.thread()).isEmpty();
    assertThat(loss.entries()).isEmpty();
  }

  @Test
  void aLossTakesNothing() {
    UngroupedEntries table = by("application");
    table.add(entry("a", "1"), 0);

    table.taken(table.lossOnly(), 0);

    assertThat(table.next().entries()).hasSize(1);
  }

  @Test
  void dissolvedEntriesAreLost() {
    assertThat(incidents.dissolved(List.of(entry("a", "1"), entry("b", "2")))).isEqualTo(2);
    assertThat(incidents.isEmpty()).isTrue();
  }

  private String takeNext(int count) {
    Notice notice = incidents.next();
    incidents.taken(notice, count);
    return notice.thread();
  }

  private static UngroupedEntries by(String threadBy) {
    SenderConfig config = Configs.with(Setting.THREAD_BY, threadBy);
    return new UngroupedEntries(config);
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
