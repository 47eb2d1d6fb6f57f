/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  private static final SenderConfig ALWAYS_QUIET = Configs.with(Setting.QUIET_NOTICE, "always");

  private final Incident incident = Problems.incident(Problems.event("a", "boom"), ALWAYS_QUIET, 0);

  @Test
  void first_isDueFirstWaitAfterTheFirstEvent() {
    incident.add(Problems.event("a", "boom"), 1, SECOND / 2, SECOND / 2);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.FIRST);
    assertThat(incident.dueAt()).isEqualTo(SECOND);
    assertThat(incident.pending()).isEqualTo(2);
  }

  @Test
  void update_isDueAnIntervalAfterTheNoticeBefore() {
    Problems.tell(incident, SECOND);
    assertThat(incident.nextKind()).isNull();

    incident.add(Problems.event("a", "boom"), 1, 2 * SECOND, 2 * SECOND);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.UPDATE);
    assertThat(incident.dueAt()).isEqualTo(61 * SECOND);
  }

  @Test
  void update_showsTheNewestTextAndExceptionMessage_ifTheyChanged() {
    Incident failing = Problems.incident(failed("text 1", "message 1"), Problems.DEFAULTS, 0);
    Problems.tell(failing, SECOND);

    assertThat(news(failing, failed("text 1", "message 1"))).isEqualTo("");
    assertThat(news(failing, failed("text 1", "message 2"))).isEqualTo("message 2");
    assertThat(news(failing, failed("text 1", "message 2"))).isEqualTo("");
    assertThat(news(failing, failed("text 2", "message 2"))).isEqualTo("text 2");
    assertThat(news(failing, failed("text 3", "message 3"))).isEqualTo("text 3message 3");
    assertThat(news(failing, failed("text 3", null))).isEqualTo("null");
  }

  private static String news(Incident incident, LogEntry next) {
    incident.add(next, 1, 2 * SECOND, 2 * SECOND);
    Part part = Problems.tell(incident, 70 * SECOND);
    LogEntry entry = part.entry;
    return (part.newText ? entry.message : "")
        + (part.newExceptionMessage ? entry.chain.get(0).message : "");
  }

  private static LogEntry failed(String text, @Nullable String message) {
    return LogEntry.builder(Severity.ERROR, "a", text)
        .throwable(new ThrowableInfo("com.acme.Failure", message, List.of(), 0))
        .build();
  }

  @Test
  void escalation_isDueAtTheEventThatCausesIt() {
    Problems.tell(incident, SECOND);

    incident.add(LogEntry.builder(Severity.FATAL, "a", "boom").build(), 1, 2 * SECOND, 2 * SECOND);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.ESCALATION);
    assertThat(incident.dueAt()).isEqualTo(2 * SECOND);
  }

  @Test
  void quiet_isDueQuietAfterTheLastEvent() {
    Problems.tell(incident, SECOND);

    incident.refresh(0, 15 * MINUTE - 1);
    assertThat(incident.nextKind()).isNull();
    incident.refresh(0, 15 * MINUTE);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.QUIET);
    assertThat(incident.dueAt()).isEqualTo(15 * MINUTE);
  }

  @Test
  void news_isLateAMinuteAfterTheFirstEvent() {
    assertThat(incident.part(Part.Kind.FIRST, MINUTE - 1, "").late).isFalse();
    assertThat(incident.part(Part.Kind.FIRST, MINUTE, "").late).isTrue();
  }

  @Test
  void again_collectsEventsForFirstWait() {
    Problems.tell(incident, SECOND);

    incident.add(Problems.event("a", "boom"), 1, 60 * MINUTE, 60 * MINUTE);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.AGAIN);
    assertThat(incident.dueAt()).isEqualTo(60 * MINUTE + SECOND);
    assertThat(incident.part(Part.Kind.AGAIN, 0, "").silenceSeconds).isEqualTo(3_600);
  }

  @Test
  void again_isTimedFromItsEvent() {
    Problems.tell(incident, SECOND);

    incident.add(Problems.event("a", "boom"), 1, 60 * MINUTE, 60 * MINUTE + SECOND / 4);

    assertThat(incident.dueAt()).isEqualTo(60 * MINUTE + SECOND);
  }

  @Test
  void eventBeforeQuiet_keepsTheProblemActive() {
    Problems.tell(incident, SECOND);

    incident.add(Problems.event("a", "boom"), 1, 15 * MINUTE - 1, 15 * MINUTE + 1);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.UPDATE);
  }

  /** Events counted while a sample waited do not belong to the moment of its arrival. */
  @Test
  void rate_isMeasuredUntilNow() {
    Problems.tell(incident, SECOND);
    incident.add(Problems.event("a", "boom"), 20, 2 * SECOND, 2 * SECOND);
    Problems.tell(incident, 2 * SECOND);

    incident.add(Problems.event("a", "boom"), 206, 3 * SECOND, 3 * SECOND + SECOND / 4);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.UPDATE);
  }

  @Test
  void nothingIsDueWhileANoticeIsBeingPosted() {
    Part part = Problems.take(incident, SECOND);
    incident.add(Problems.event("a", "boom"), 3, 2 * SECOND, 2 * SECOND);

    assertThat(incident.nextKind()).isNull();
    assertThat(incident.pending()).isEqualTo(3);
    incident.takeBack(part);
    assertThat(incident.nextKind()).isEqualTo(Part.Kind.FIRST);
    assertThat(incident.pending()).isEqualTo(4);
  }

  @Test
  void rateOfAnEarlierPeriod_isIgnoredForEscalation() {
    Problems.tell(incident, SECOND);

    incident.add(Problems.event("a", "boom"), 100_000, 60 * MINUTE, 60 * MINUTE);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.AGAIN);
  }

  @Test
  void rateReportedAfterItsPeriod_isIgnoredInTheNext() {
    Problems.tell(incident, SECOND);
    incident.refresh(0, 15 * MINUTE);
    Part quiet = Problems.take(incident, 15 * MINUTE);
    incident.add(Problems.event("a", "boom"), 1, 16 * MINUTE, 16 * MINUTE);
    incident.delivered(quiet, false);

    incident.add(Problems.event("a", "boom"), 1_000_000, 17 * MINUTE, 17 * MINUTE);

    assertThat(incident.nextKind()).isEqualTo(Part.Kind.AGAIN);
  }

  @Test
  void escalationAlone_makesNoQuietNotice() {
    Incident ordinary = Problems.incident(Problems.event("a", "boom"), Configs.defaults(), 0);
    Problems.tell(ordinary, SECOND);
    ordinary.add(LogEntry.builder(Severity.FATAL, "a", "boom").build(), 1, 2 * SECOND, 2 * SECOND);
    Problems.tell(ordinary, 2 * SECOND);

    ordinary.refresh(0, 20 * MINUTE);

    assertThat(ordinary.isQuiet()).isTrue();
    assertThat(ordinary.nextKind()).isNull();
  }

  @Test
  void firstMessageInAThread_isShownInFull() {
    Problems.tell(incident, SECOND);

    for (Part.Kind kind : List.of(Part.Kind.UPDATE, Part.Kind.AGAIN, Part.Kind.QUIET)) {
      assertThat(incident.part(kind, SECOND, "2026-07-15").full).isFalse();
      assertThat(incident.part(kind, SECOND, "2026-07-16").full).isTrue();
    }
  }
}
