/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.testing.Configs;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTableTest {

  private static final int CAPACITY = 10;

  /** A quarter of the table's places. */
  private static final int SHARE = 2;

  private final IncidentTable table = table(CAPACITY, "fingerprint");
  private long now;

  @Test
  void eventsWithOneFingerprintAreOneIncident() {
    Incident first = add(Problems.event("a", "order 1 failed"));
    Incident again = add(Problems.event("a", "order 2 failed"));
    Incident other = add(Problems.event("a", "disk full"));

    assertThat(again).isSameAs(first);
    assertThat(other).isNotSameAs(first);
    assertThat(table.all().size()).isEqualTo(2);
    assertThat(table.all()).containsExactly(first, other);
    assertThat(first.pending()).isEqualTo(2);
    assertThat(first.thread).startsWith(fingerprint(first)).hasSize(16);
  }

  @Test
  void oneProblemHasAnIncidentForEachThreadValue() {
    IncidentTable byTenant = table(CAPACITY, "mdc:tenant");

    Incident blue = add(byTenant, tenant("blue"));
    Incident red = add(byTenant, tenant("red"));

    assertThat(red).isNotSameAs(blue);
    assertThat(add(byTenant, tenant("blue"))).isSameAs(blue);
    assertThat(blue.thread).isEqualTo("mdc:blue");
    assertThat(fingerprint(blue)).isEqualTo(fingerprint(red));
  }

  @Test
  void withoutThreadsOneProblemIsOneIncident() {
    IncidentTable unthreaded = table(CAPACITY, "none");

    Incident first = add(unthreaded, Problems.event("a", "boom"));

    assertThat(first.thread).isNull();
    assertThat(add(unthreaded, Problems.event("a", "boom"))).isSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 100})
  void table_staysWithinItsBound(int capacity) {
    IncidentTable bounded = table(capacity, "fingerprint");
    long events = 0;

    for (int i = 0; i < 500; i++) {
      add(bounded, i % 2 == 0 ? place("a" + i % 7, i) : Problems.event("b" + i, "boom"));
      events++;
      assertThat(bounded.all().size()).isLessThanOrEqualTo(capacity);
    }

    assertThat(bounded.all().size()).isEqualTo(capacity);
    assertThat(bounded.all().stream().mapToLong(Incident::pending).sum()).isEqualTo(events);
  }

  @Test
  void fullTable_removesTheIncidentWithTheOldestLastEvent() {
    for (int i = 0; i < CAPACITY - 1; i++) {
      Problems.tell(add(place("a", i)), now);
    }
    Problems.tell(add(place("a", 0)), now);

    Incident newcomer = add(place("a", 99));

    assertThat(table.all().size()).isEqualTo(CAPACITY - 1);
    assertThat(table.all())
        .contains(newcomer)
        .extracting(IncidentTableTest::fingerprint)
        .contains(shortHex(place("a", 0)), shortHex(place("a", 2)))
        .doesNotContain(shortHex(place("a", 1)));
  }

  @Test
  void fullTable_removesTheOldestEvenIfNotQuiet_acrossTickerOverflow() {
    now = Long.MAX_VALUE - 3;
    for (int i = 0; i < CAPACITY - 1; i++) {
      Problems.tell(add(place("a", i)), now);
    }

    add(place("a", 99));

    assertThat(table.all())
        .extracting(IncidentTableTest::fingerprint)
        .doesNotContain(shortHex(place("a", 0)))
        .contains(shortHex(place("a", 1)), shortHex(place("a", 8)));
  }

  @Test
  void incidentsPendingOrBeingPosted_areKept() {
    Incident pending = add(place("a", 0));
    Incident onItsWay = add(place("a", 1));
    Part part = Problems.take(onItsWay, now);
    for (int i = 2; i < CAPACITY - 1; i++) {
      Problems.tell(add(place("a", i)), now);
    }

    for (int i = 20; i < 40; i++) {
      Problems.tell(add(place("a", i)), now);
    }

    assertThat(table.all()).contains(pending, onItsWay).hasSize(CAPACITY - 1);
    onItsWay.delivered(part, false);
    add(place("a", 50));
    assertThat(table.all()).contains(pending).doesNotContain(onItsWay);
  }

  @Test
  void problemsWithoutException_fillAQuarterOfTheTableThenMerge() {
    Incident one = add(Problems.event("a", "alpha"));
    Incident two = add(Problems.event("a", "beta"));

    Incident other = add(Problems.event("a", "gamma"));

    assertThat(other).isNotIn(one, two);
    assertThat(fingerprint(other)).isEqualTo(Fingerprint.other("a").hex.substring(0, 8));
    assertThat(other.thread).isEqualTo(Fingerprint.other("a").hex);
    assertThat(add(Problems.event("a", "delta"))).isSameAs(other);
    assertThat(add(Problems.event("a", "alpha"))).isSameAs(one);
    assertThat(table.all().size()).isEqualTo(SHARE + 1);
  }

  @Test
  void otherLoggersAndExceptions_keepTheirPlaces() {
    for (int i = 0; i < 5; i++) {
      add(Problems.event("a", words(i)));
    }

    Incident thrown = add(place("a", 1));
    Incident elsewhere = add(Problems.event("b", "alpha"));

    assertThat(fingerprint(thrown)).isEqualTo(shortHex(place("a", 1)));
    assertThat(fingerprint(elsewhere)).isEqualTo(shortHex(Problems.event("b", "alpha")));
  }

  @Test
  void loggersShare_isFreedWhenItsProblemsAreRemoved() {
    Problems.tell(add(Problems.event("a", "alpha")), now);
    Problems.tell(add(Problems.event("a", "beta")), now);
    for (int i = 0; i < CAPACITY; i++) {
      Problems.tell(add(place("b", i)), now);
    }

    Incident fresh = add(Problems.event("a", "gamma"));

    assertThat(fingerprint(fresh)).isEqualTo(shortHex(Problems.event("a", "gamma")));
  }

  @Test
  void fullTableOfPendingIncidents_mergesANewProblemIntoItsLoggersCollection() {
    add(Problems.event("a", "alpha"));
    add(Problems.event("a", "beta"));
    Incident other = add(Problems.event("a", "gamma"));
    for (int i = 0; i < CAPACITY; i++) {
      add(place("b", i));
    }

    assertThat(add(place("a", 99))).isSameAs(other);
    assertThat(table.all().size()).isEqualTo(CAPACITY);
  }

  @Test
  void fullTable_reservesAPlaceForTheApplicationsCollection() {
    for (int i = 0; i < CAPACITY - 1; i++) {
      add(place("a", i));
    }
    assertThat(table.all().size()).isEqualTo(CAPACITY - 1);

    Incident other = add(place("b", 77));

    assertThat(fingerprint(other)).isEqualTo(Fingerprint.other("").hex.substring(0, 8));
    assertThat(other.thread).isEqualTo(Fingerprint.other("").hex);
    assertThat(add(Problems.event("c", "boom"))).isSameAs(other);
    assertThat(table.all().size()).isEqualTo(CAPACITY);
  }

  @Test
  void applicationsCollection_isNeverRemoved() {
    for (int i = 0; i < CAPACITY - 1; i++) {
      add(place("a", i));
    }
    Incident other = add(place("b", 77));
    table.all().forEach(incident -> Problems.tell(incident, now));

    for (int i = 20; i < 50; i++) {
      Problems.tell(add(place("c", i)), now);
    }

    assertThat(table.all()).contains(other).hasSize(CAPACITY);
  }

  @Test
  void lowerBound_isReachedAsIncidentsBecomeRemovable() {
    IncidentTable large = table(40, "fingerprint");
    for (int i = 0; i < 30; i++) {
      add(large, place("a", i));
    }
    large.adopt(config(CAPACITY, "fingerprint"));
    assertThat(large.all().size()).isEqualTo(30);
    add(large, place("a", 98));
    assertThat(large.all().size()).as("with the application's other").isEqualTo(31);

    large.all().forEach(incident -> Problems.tell(incident, now));
    Incident newcomer = add(large, place("a", 99));

    assertThat(large.all()).contains(newcomer).hasSize(CAPACITY);
  }

  @Test
  void higherBound_appliesAtOnce() {
    for (int i = 0; i < 20; i++) {
      add(place("a", i));
    }

    table.adopt(config(40, "fingerprint"));

    assertThat(fingerprint(add(place("a", 99)))).isEqualTo(shortHex(place("a", 99)));
    assertThat(table.all().size()).isEqualTo(CAPACITY + 1);
  }

  @Test
  void collection_namesItsLogger() {
    add(Problems.event("a", "alpha"));
    Incident concrete = add(Problems.event("a", "beta"));
    Incident ofLogger = add(Problems.event("a", "gamma"));
    for (int i = 0; i < CAPACITY; i++) {
      add(place("b", i));
    }
    Incident ofApplication = add(place("c", 77));

    assertThat(others(concrete)).isNull();
    assertThat(others(ofLogger)).isEqualTo("a");
    assertThat(others(ofApplication)).isEmpty();
  }

  private static @Nullable String others(Incident incident) {
    return incident.part(Part.Kind.BLOCK, 0, "").others;
  }

  private Incident add(LogEntry entry) {
    return add(table, entry);
  }

  private Incident add(IncidentTable to, LogEntry entry) {
    now++;
    Incident incident = to.find(Problems.fingerprint(entry), entry, now);
    incident.add(entry, 1, now, now);
    return incident;
  }

  private static IncidentTable table(int capacity, String threadBy) {
    return new IncidentTable(
        config(capacity, threadBy), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Mutes());
  }

  private static SenderConfig config(int capacity, String threadBy) {
    return Configs.with(Map.of(Setting.MAX_INCIDENTS, "" + capacity, Setting.THREAD_BY, threadBy));
  }

  private static LogEntry place(String logger, int number) {
    return Problems.thrown(logger, "Place" + words(number));
  }

  private static LogEntry tenant(String value) {
    return LogEntry.builder(Severity.ERROR, "a", "boom").mdc("tenant", value).build();
  }

  /** Returns words for a number, because numbers do not distinguish problems. */
  private static String words(int number) {
    return "word"
        + "abcdefghij".charAt(number / 100 % 10)
        + "abcdefghij".charAt(number / 10 % 10)
        + "abcdefghij".charAt(number % 10);
  }

  private static String shortHex(LogEntry entry) {
    return Problems.fingerprint(entry).hex.substring(0, 8);
  }

  /** Returns the fingerprint as shown. */
  private static String fingerprint(Incident incident) {
    return "" + incident.part(Part.Kind.BLOCK, 0, "").id();
  }
}
