/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Presentation.Markup;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {

  @Test
  void withoutSettings_theDocumentedDefaultsApply() throws ConfigException {
    Presentation look = parse(new Settings()).look;

    assertThat(look.cards).isFalse();
    assertThat(look.markup).isEqualTo(Markup.AUTO);
    assertThat(look.stackLines).isEqualTo(12);
    assertThat(look.messageChars).isEqualTo(500);
    assertThat(look.mdcKeys).isEmpty();
    assertThat(look.links).isEmpty();
    assertThat(look.timeZone).isEqualTo(ZoneOffset.UTC);
    assertThat(look.mention).isNull();
    assertThat(look.mentionLevel).isEqualTo(Severity.FATAL);
    assertThat(look.mentionInterval).isEqualTo(Duration.ofHours(1));
    assertThat(look.redact).isEmpty();
    assertThat(look.redactDefaults).isTrue();
  }

  static Stream<Arguments> validValues() {
    return Stream.of(
        valid(Setting.FORMAT, "card", presentation -> presentation.cards, true),
        valid(Setting.FORMAT, "TEXT", presentation -> presentation.cards, false),
        valid(Setting.MARKUP, "chat", presentation -> presentation.markup, Markup.CHAT),
        valid(Setting.MARKUP, "Markdown", presentation -> presentation.markup, Markup.MARKDOWN),
        valid(Setting.MARKUP, "auto", presentation -> presentation.markup, Markup.AUTO),
        valid(Setting.STACK_LINES, "0", presentation -> presentation.stackLines, 0),
        valid(Setting.STACK_LINES, "100", presentation -> presentation.stackLines, 100),
        valid(Setting.MESSAGE_CHARS, "50", presentation -> presentation.messageChars, 50),
        valid(Setting.MESSAGE_CHARS, "2000", presentation -> presentation.messageChars, 2_000),
        valid(
            Setting.MDC_KEYS,
            "tenant, user.id",
            presentation -> presentation.mdcKeys,
            List.of("tenant", "user.id")),
        valid(
            Setting.TIME_ZONE,
            "Europe/Berlin",
            presentation -> presentation.timeZone,
            ZoneId.of("Europe/Berlin")),
        valid(
            Setting.TIME_ZONE,
            "+05:30",
            presentation -> presentation.timeZone,
            ZoneOffset.ofHoursMinutes(5, 30)),
        valid(Setting.TIME_ZONE, "UTC", presentation -> presentation.timeZone, ZoneOffset.UTC),
        valid(Setting.TIME_ZONE, "Etc/GMT", presentation -> presentation.timeZone, ZoneOffset.UTC),
        valid(Setting.MENTION, "all", presentation -> presentation.mention, "all"),
        valid(
            Setting.MENTION,
            " 123456789012345678901 ",
            presentation -> presentation.mention,
            "123456789012345678901"),
        valid(
            Setting.MENTION, "1".repeat(40), presentation -> presentation.mention, "1".repeat(40)),
        valid(
            Setting.MENTION_LEVEL,
            "error",
            presentation -> presentation.mentionLevel,
            Severity.ERROR),
        valid(
            Setting.MENTION_LEVEL, "OFF", presentation -> presentation.mentionLevel, Severity.OFF),
        valid(
            Setting.MENTION_INTERVAL,
            "0",
            presentation -> presentation.mentionInterval,
            Duration.ZERO),
        valid(
            Setting.MENTION_INTERVAL,
            "1 d",
            presentation -> presentation.mentionInterval,
            Duration.ofDays(1)),
        valid(
            Setting.REDACT_DEFAULTS, "false", presentation -> presentation.redactDefaults, false));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("validValues")
  void validValue_isUsed(
      Setting setting, String text, Function<Presentation, Object> value, Object expected)
      throws ConfigException {
    Presentation look = parse(new Settings().set(setting, text)).look;

    assertThat(value.apply(look)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FORMAT | html | format must be one of text, card: html",
        "MARKUP | chatty | markup must be one of auto, chat, markdown: chatty",
        "STACK_LINES | -1 | stackLines must be a whole number from 0 to 100: -1",
        "STACK_LINES | 101 | stackLines must be a whole number from 0 to 100: 101",
        "STACK_LINES | few | stackLines must be a whole number from 0 to 100: few",
        "MESSAGE_CHARS | 49 | messageChars must be a whole number from 50 to 2000: 49",
        "MESSAGE_CHARS | 2001 | messageChars must be a whole number from 50 to 2000: 2001",
        "TIME_ZONE | Mars/Olympus | timeZone must be a time zone such as UTC or Europe/Berlin:"
            + " Mars/Olympus",
        "TIME_ZONE | +25:00 | timeZone must be a time zone such as UTC or Europe/Berlin: +25:00",
        "TIME_ZONE | CEST | timeZone must be a time zone such as UTC or Europe/Berlin: CEST",
        "MENTION | everybody | mention must be all or a numeric user id: everybody",
        "MENTION | users/123 | mention must be all or a numeric user id: users/123",
        "MENTION | <users/all> | mention must be all or a numeric user id: <users/all>",
        "MENTION | 1,2 | mention must be all or a numeric user id: 1,2",
        "MENTION | \u0661\u0662 | mention must be all or a numeric user id: \u0661\u0662",
        "MENTION_LEVEL | loud | mentionLevel must be one of trace, debug, info, warn, error, fatal,"
            + " off: loud",
        "MENTION_INTERVAL | -PT1S | mentionInterval must be from 0 to 1 d: -PT1S",
        "MENTION_INTERVAL | 25 h | mentionInterval must be from 0 to 1 d: 25 h",
        "MENTION_INTERVAL | daily | mentionInterval must be a duration such as 500 ms, 1 s, 15 min,"
            + " 2 h, 1 d or PT1S: daily",
        "REDACT_DEFAULTS | off | redactDefaults must be true or false: off",
      })
  void invalidValue_isReportedAndTheDefaultUsed(Setting setting, String text, String message)
      throws ConfigException {
    SenderConfig config = parse(new Settings().set(setting, text));

    String instead =
        setting.defaultText() == null ? "; ignored" : "; using " + setting.defaultText();
    assertThat(config.faults).containsExactly(message + instead);
    assertThat(config.look).usingRecursiveComparison().isEqualTo(parse(new Settings()).look);
  }

  @Test
  void userIdWithTooManyDigits_isRefused() throws ConfigException {
    SenderConfig config = parse(new Settings().set(Setting.MENTION, "1".repeat(61)));

    assertThat(config.look.mention).isNull();
    assertThat(config.faults)
        .containsExactly(
            "mention must be all or a numeric user id: " + "1".repeat(60) + "…; ignored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FORMAT",
        "MARKUP",
        "STACK_LINES",
        "MESSAGE_CHARS",
        "MDC_KEYS",
        "TIME_ZONE",
        "MENTION",
        "MENTION_LEVEL",
        "MENTION_INTERVAL",
        "REDACT_DEFAULTS"
      })
  void unsetVariable_meansTheDefault(Setting setting) throws ConfigException {
    SenderConfig config = parse(new Settings().set(setting, "${env:LOOK}"));

    assertThat(config.notes)
        .containsOnlyOnce(setting.key() + " is not set: variable LOOK has no value");
  }

  @Test
  void fiveLinks_areKeptInOrder() throws ConfigException {
    Presentation look = parse(links(5)).look;

    assertThat(look.links)
        .extracting((LinkTemplate linkTemplate) -> linkTemplate.label)
        .containsExactly("Link 1", "Link 2", "Link 3", "Link 4", "Link 5");
  }

  @Test
  void aSixthLinkIsLeftOut() throws ConfigException {
    SenderConfig config = parse(links(6));

    assertThat(config.look.links).hasSize(5);
    assertThat(config.faults)
        .containsExactly("link must appear at most 5 times: 6; using the first 5");
  }

  @Test
  void unsetLink_isLeftOutAndNotCounted() throws ConfigException {
    SenderConfig config = parse(links(5).addLink("Sixth", "https://${env:LOGS}/"));

    assertThat(config.look.links).hasSize(5);
    assertThat(config.notes).containsExactly("link 6 is not set: variable LOGS has no value");
  }

  @Test
  void everyBadLinkIsLeftOutAndReported() throws ConfigException {
    Settings settings =
        new Settings()
            .addLink(null, "https://logs.example")
            .addLink("Good", "https://logs.example")
            .addLink("Bad", "http://logs.example?api_key=s3cret")
            .addLink("Worse", "https://logs.example/{traceID}");

    SenderConfig config = parse(settings);

    assertThat(config.look.links)
        .extracting((LinkTemplate linkTemplate) -> linkTemplate.label)
        .containsExactly("Good");
    assertThat(config.faults)
        .containsExactly(
            "link must have a label of 1 to 40 characters: none; ignored",
            "link must have an absolute https url: http://logs.example?…; ignored",
            "link must have only the placeholders traceId, fingerprint, logger, instance,"
                + " application, environment, version, commit, from, to, class, method, file, line,"
                + " path, mdc:KEY: {traceID}; ignored");
  }

  @Test
  void redactionRules_areTakenVerbatim() throws ConfigException {
    Presentation look = parse(new Settings().addRedact(" a b ").addRedact("\\d{3}$,")).look;

    assertThat(look.redact).containsExactly(" a b ", "\\d{3}$,");
  }

  @Test
  void unsetRedactionRule_isLeftOut() throws ConfigException {
    SenderConfig config = parse(new Settings().addRedact("RULE_IS_UNDEFINED").addRedact("x"));

    assertThat(config.look.redact).containsExactly("x");
    assertThat(config.notes).containsExactly("redact 1 is not set: variable RULE has no value");
  }

  @Test
  void elementWithoutARule_isReported() {
    assertThat(refused(new Settings().addRedact(null)))
        .hasMessage("redact must be a regular expression: none");
  }

  private static Settings links(int count) {
    Settings settings = new Settings();
    for (int i = 1; i <= count; i++) {
      settings.addLink("Link " + i, "https://logs.example/" + i);
    }
    return settings;
  }

  private static Arguments valid(
      Setting setting, String text, Function<Presentation, Object> value, Object expected) {
    return arguments(setting, text, value, expected);
  }

  private static SenderConfig parse(Settings settings) throws ConfigException {
    return SenderConfig.parse(settings.set(Setting.APPLICATION, "shop"), new FakeProcessFacts());
  }

  private static ConfigException refused(Settings settings) {
    return catchThrowableOfType(ConfigException.class, () -> parse(settings));
  }
}
