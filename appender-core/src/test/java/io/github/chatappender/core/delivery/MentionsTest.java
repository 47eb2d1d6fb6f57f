/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MentionsTest {

  private static final SenderConfig CONFIG =
      Configs.with(Setting.MENTION, "all", Setting.MENTION_LEVEL, "ERROR");

  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final Mentions mentions = new Mentions();

  @ParameterizedTest
  @EnumSource(Part.Kind.class)
  void mention_isMadeOnlyWhenAProblemBeginsOrGetsWorse(Part.Kind kind) {
    boolean begins =
        kind == Part.Kind.ENTRY || kind == Part.Kind.FIRST || kind == Part.Kind.ESCALATION;

    assertThat(mentions.due(Notices.parts("t", part(kind, Severity.ERROR)), CONFIG, 0))
        .isEqualTo(begins ? List.of("all") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"WARN, false", "ERROR, true", "FATAL, true"})
  void mention_needsTheMentionLevel(Severity severity, boolean due) {
    assertThat(mentions.due(Notices.parts("t", part(Part.Kind.FIRST, severity)), CONFIG, 0))
        .hasSize(due ? 1 : 0);
  }

  @Test
  void withoutTheSetting_nobodyIsMentioned() {
    SenderConfig nobody = Configs.with(Setting.MENTION_LEVEL, "ERROR");

    assertThat(mentions.due(Notices.parts("t", part(Part.Kind.FIRST, Severity.FATAL)), nobody, 0))
        .isEmpty();
  }

  @Test
  void mention_isNotRepeatedForAnHour() {
    Notice notice = Notices.parts("t", part(Part.Kind.FIRST, Severity.ERROR));

    mentions.delivered(notice, List.of("all"), CONFIG, 5);

    assertThat(mentions.due(notice, CONFIG, 5 + HOUR - 1)).isEmpty();
    assertThat(mentions.due(notice, CONFIG, 5 + HOUR)).containsExactly("all");
  }

  @Test
  void messageWithoutAMention_startsNoInterval() {
    Notice notice = Notices.parts("t", part(Part.Kind.FIRST, Severity.ERROR));

    mentions.delivered(notice, List.of(), CONFIG, 5);

    assertThat(mentions.due(notice, CONFIG, 6)).containsExactly("all");
  }

  @Test
  void owner_isMentionedInPlaceOfTheOthers_withAnIntervalOfItsOwn() {
    SenderConfig config = owned();
    Notice shop = Notices.parts("t", of("com.acme.shop.Orders"));
    Notice billing = Notices.parts("t", of("com.acme.billing.Ledger"));
    Notice labelled = Notices.parts("t", of("com.acme.mail.Sender"));
    Notice nobodys = Notices.parts("t", of("org.example.Other"));
    assertThat(mentions.due(shop, config, 0)).containsExactly("11");
    assertThat(mentions.due(billing, config, 0)).containsExactly("22");
    assertThat(mentions.due(labelled, config, 0)).containsExactly("all");
    assertThat(mentions.due(nobodys, config, 0)).containsExactly("all");

    mentions.delivered(shop, List.of("11"), config, 0);
    mentions.delivered(nobodys, List.of("all"), config, 0);

    assertThat(mentions.due(shop, config, HOUR - 1)).isEmpty();
    assertThat(mentions.due(labelled, config, HOUR - 1)).isEmpty();
    assertThat(mentions.due(billing, config, HOUR - 1)).containsExactly("22");
    assertThat(mentions.due(shop, config, HOUR)).containsExactly("11");
  }

  @Test
  void problemsOfSeveralOwners_mentionEachOnce_atMostFive() {
    Notice two =
        Notices.parts("t", of("com.acme.shop.A"), of("com.acme.billing.B"), of("com.acme.shop.C"));
    Settings settings = new Settings().set(Setting.MENTION_LEVEL, "ERROR");
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      settings.addOwner("com.acme.p" + i, null, "" + i);
      parts.add(of("com.acme.p" + i + ".A"));
    }

    assertThat(mentions.due(two, owned(), 0)).containsExactly("11", "22");
    assertThat(mentions.due(Notices.digest(10, parts), Configs.of(settings), 0))
        .containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void partThatDidNotFit_keepsItsMention() {
    Notice whole = Notices.parts("t", of("com.acme.shop.A"), of("com.acme.billing.B"));

    List<String> concerned = Mentions.concerned(List.of("11", "22"), whole.first(1), owned());
    mentions.delivered(whole.first(1), concerned, owned(), 0);

    assertThat(concerned).containsExactly("11");
    assertThat(mentions.due(whole, owned(), 1)).containsExactly("22");
  }

  @Test
  void newSettings_forgetOwnersButNotTheRest() {
    Notice both = Notices.parts("t", of("com.acme.shop.A"), of("org.example.Other"));
    mentions.delivered(both, List.of("11", "all"), owned(), 0);

    mentions.forgetOwners();

    assertThat(mentions.due(both, owned(), 1)).containsExactly("11");
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

  private static SenderConfig owned() {
    return Configs.of(
        new Settings()
            .set(Setting.MENTION, "all")
            .set(Setting.MENTION_LEVEL, "ERROR")
            .addOwner("com.acme.billing", "Billing", "22")
            .addOwner("com.acme.mail", "Mail", null)
            .addOwner("com.acme", null, "11"));
  }

  private static Part of(String logger) {
    LogEntry entry = LogEntry.builder(Severity.ERROR, logger, "boom").build();
    return PartMaker.part(Part.Kind.FIRST, entry).make();
  }

  private static Part part(Part.Kind kind, Severity severity) {
    LogEntry entry = LogEntry.builder(severity, "com.acme.Shop", "boom").build();
    return PartMaker.part(kind, entry).make();
  }
}
