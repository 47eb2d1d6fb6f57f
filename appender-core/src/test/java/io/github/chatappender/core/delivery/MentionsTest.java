/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Presentation;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MentionsTest {

  private static final Presentation LOOK =
      Configs.with(Setting.MENTION, "all", Setting.MENTION_LEVEL, "ERROR").look;

  private final Mentions mentions = new Mentions();

  @ParameterizedTest
  @EnumSource(Part.Kind.class)
  void mention_isMadeOnlyWhenAProblemBeginsOrGetsWorse(Part.Kind kind) {
    boolean begins =
        kind == Part.Kind.ENTRY || kind == Part.Kind.FIRST || kind == Part.Kind.ESCALATION;

    assertThat(mentions.isDue(Notices.parts("t", part(kind, Severity.ERROR)), LOOK, 0))
        .isEqualTo(begins);
  }

  @ParameterizedTest
  @CsvSource({"WARN, false", "ERROR, true", "FATAL, true"})
  void mention_needsTheMentionLevel(Severity severity, boolean due) {
    assertThat(mentions.isDue(Notices.parts("t", part(Part.Kind.FIRST, severity)), LOOK, 0))
        .isEqualTo(due);
  }

  @Test
  void withoutTheSetting_nobodyIsMentioned() {
    Presentation nobody = Configs.with(Setting.MENTION_LEVEL, "ERROR").look;

    assertThat(mentions.isDue(Notices.parts("t", part(Part.Kind.FIRST, Severity.FATAL)), nobody, 0))
        .isFalse();
  }

  @Test
  void mention_isNotRepeatedForAnHour() {
    long hour = Duration.ofHours(1).toNanos();

    mentions.told(5);

    assertThat(isDue(5 + hour - 1)).isFalse();
    assertThat(isDue(5 + hour)).isTrue();
  }

  /** A mention must be in the message with the notice that causes it. */
  @Test
  void mention_isInTheMessageThatShowsItsReason() {
    LoopRig rig =
        new LoopRig(
            LoopRig.grouped()
                .set(Setting.THREAD_BY, "application")
                .set(Setting.MENTION, "all")
                .set(Setting.MESSAGE_CHARS, "2000")
                .set(Setting.LEVEL, "WARN"));
    for (int i = 0; i < 3; i++) {
      rig.append(
          FakeEvent.of(Severity.ERROR, "a" + "bcd".charAt(i) + " ".repeat(9) + "word ".repeat(500))
              .logger("com.acme.A" + i));
    }
    rig.append(FakeEvent.of(Severity.FATAL, "the end ".repeat(260)).logger("com.acme.Z"));

    rig.run(Duration.ofSeconds(30));

    assertThat(rig.texts()).hasSizeGreaterThan(1);
    assertThat(rig.texts())
        .allSatisfy(
            text ->
                assertThat(text.contains("<users/all>"))
                    .as(text)
                    .isEqualTo(text.contains("FATAL")));
  }

  private boolean isDue(long now) {
    return mentions.isDue(Notices.parts("t", part(Part.Kind.FIRST, Severity.ERROR)), LOOK, now);
  }

  private static Part part(Part.Kind kind, Severity severity) {
    LogEntry entry = LogEntry.builder(severity, "com.acme.Shop", "boom").build();
    return PartMaker.part(kind, entry).make();
  }
}
