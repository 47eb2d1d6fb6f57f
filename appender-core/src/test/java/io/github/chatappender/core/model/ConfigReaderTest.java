/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0 ms, PT0S",
    "500 ms, PT0.5S",
    "500ms, PT0.5S",
    "1 s, PT1S",
    "90s, PT1M30S",
    "15 min, PT15M",
    "2 h, PT2H",
    "1 d, PT24H",
    "1   d, PT24H",
    "999999999 ms, PT277H46M39.999S",
    "PT1S, PT1S",
    "pt1s, PT1S",
    "PT0.25S, PT0.25S",
    "P1DT2H, PT26H",
    "-PT1S, PT-1S",
  })
  void durationsComeInManyForms(String text, Duration expected) {
    assertThat(ConfigReader.parseDuration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1 sec",
        "1 m",
        "1 S",
        "1.5 s",
        "-1 s",
        "+1 s",
        "s",
        "1 s 2 ms",
        "1000000000 s",
        "PT",
        "P99999999999999999D",
        "1\u00A0s",
        "\u0661 s"
      })
  void anythingElseIsNoDuration(String text) {
    assertThat(ConfigReader.parseDuration(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "${env:CHAT_LEVEL}, CHAT_LEVEL",
    "${sys:chat.level}, chat.level",
    "${CHAT_LEVEL}, CHAT_LEVEL",
    "${env:CHAT-LEVEL:-}, CHAT-LEVEL",
    "${CHAT_LEVEL:-ERROR}, CHAT_LEVEL",
    "pre-${env:A}-${env:B}, A",
    "${}, without a name",
    "CHAT_LEVEL_IS_UNDEFINED, CHAT_LEVEL",
    "' CHAT_LEVEL_IS_UNDEFINED ', CHAT_LEVEL",
  })
  void aVariableWithoutValueMeansTheDefaultAndANote(String text, String variable) {
    ConfigReader reader = reader(Setting.LEVEL, text);

    String level = reader.text(Setting.LEVEL);

    assertThat(level).isEqualTo("ERROR");
    assertThat(reader.notes())
        .containsExactly("level is not set: variable " + variable + " has no value");
    assertThat(reader.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-value&token=TOKEN_IS_UNDEFINED",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-valueTOKEN_IS_UNDEFINED",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-value&token=${env:TOKEN}",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-value&token=${TOKEN:-k3y-value}",
      })
  void anAddressOfWhichAPartIsMissingIsNotShownInTheNote(String text) {
    ConfigReader reader = reader(Setting.WEBHOOK_URL, text);

    String address = reader.text(Setting.WEBHOOK_URL);

    assertThat(address).isNull();
    assertThat(reader.notes()).hasSize(1).noneMatch(note -> note.contains("k3y"));
    assertThat(reader.notes().get(0)).startsWith("webhookUrl is not set: variable ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void emptyMeansTheDefaultWithoutANote(String text) {
    ConfigReader reader = reader(Setting.LEVEL, text);

    String level = reader.text(Setting.LEVEL);

    assertThat(level).isEqualTo("ERROR");
    assertThat(reader.notes()).isEmpty();
  }

  @Test
  void blanksAroundAValueDoNotCount() {
    ConfigReader reader = reader(Setting.LEVEL, "  WARN\n");

    assertThat(reader.text(Setting.LEVEL)).isEqualTo("WARN");
  }

  @Test
  void listItemsAreTrimmedAndEmptyOnesLeftOut() {
    ConfigReader reader = reader(Setting.EXCLUDE_LOGGERS, " a, b ,,c ,");

    assertThat(reader.list(Setting.EXCLUDE_LOGGERS)).containsExactly("a", "b", "c");
  }

  @Test
  void aListThatIsNotSetIsEmpty() {
    ConfigReader reader = new ConfigReader(new Settings());

    assertThat(reader.list(Setting.EXCLUDE_LOGGERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "False, false"})
  void flagsComeInAnyCase(String text, boolean expected) {
    ConfigReader reader = reader(Setting.ENABLED, text);

    assertThat(reader.flag(Setting.ENABLED)).isEqualTo(expected);
    assertThat(reader.problems()).isEmpty();
  }

  private static ConfigReader reader(Setting setting, String text) {
    return new ConfigReader(new Settings().set(setting, text));
  }
}
