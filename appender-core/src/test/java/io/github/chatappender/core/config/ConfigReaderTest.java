/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  void durations_areReadInManyForms(String text, Duration expected) {
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
  void otherTexts_areNoDurations(String text) {
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
  void unsetVariable_meansTheDefaultAndANote(String text, String variable) {
    ConfigReader reader = reader(Setting.LEVEL, text);

    String level = reader.text(Setting.LEVEL);

    assertThat(level).isEqualTo("ERROR");
    assertThat(reader.notes)
        .containsExactly("level is not set: variable " + variable + " has no value");
    assertThat(reader.problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-value&token=TOKEN_IS_UNDEFINED",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-valueTOKEN_IS_UNDEFINED",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-value&token=${env:TOKEN}",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y-value&token=${TOKEN:-k3y-value}",
      })
  void addressWithAnUnsetPart_isNotShownInTheNote(String text) {
    ConfigReader reader = reader(Setting.WEBHOOK_URL, text);

    String address = reader.text(Setting.WEBHOOK_URL);

    assertThat(address).isNull();
    assertThat(reader.notes).hasSize(1).noneMatch(note -> note.contains("k3y"));
    assertThat(reader.notes.get(0)).startsWith("webhookUrl is not set: variable ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void emptyValue_meansTheDefaultWithoutANote(String text) {
    ConfigReader reader = reader(Setting.LEVEL, text);

    String level = reader.text(Setting.LEVEL);

    assertThat(level).isEqualTo("ERROR");
    assertThat(reader.notes).isEmpty();
  }

  @Test
  void blanksAroundAValue_areIgnored() {
    ConfigReader reader = reader(Setting.LEVEL, "  WARN\n");

    assertThat(reader.text(Setting.LEVEL)).isEqualTo("WARN");
  }

  @Test
  void listItems_areTrimmedAndEmptyOnesLeftOut() {
    ConfigReader reader = reader(Setting.EXCLUDE_LOGGERS, " a, b ,,c ,");

    assertThat(reader.list(Setting.EXCLUDE_LOGGERS)).containsExactly("a", "b", "c");
  }

  @Test
  void aListThatIsNotSetIsEmpty() {
    ConfigReader reader = new ConfigReader(new Settings());

    assertThat(reader.list(Setting.EXCLUDE_LOGGERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a, NOISE_IS_UNDEFINED ,b | NOISE",
        "NOISE_IS_UNDEFINED,a,b | NOISE",
        "a,b,${env:NOISE} | NOISE",
        "a,${env:NOISE:-c,d},b | NOISE",
      })
  void unsetItem_leavesTheOthersInPlace(String text, String variable) {
    ConfigReader reader = reader(Setting.EXCLUDE_LOGGERS, text);

    assertThat(reader.list(Setting.EXCLUDE_LOGGERS)).containsExactly("a", "b");
    assertThat(reader.notes)
        .containsExactly(
            "an item of excludeLoggers is not set: variable " + variable + " has no value");
    assertThat(reader.problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOSTS_IS_UNDEFINED", "${env:HOSTS}", " , HOSTS_IS_UNDEFINED"})
  void listOfOneUnsetVariable_isTheDefault(String text) {
    ConfigReader reader = reader(Setting.ALLOWED_HOSTS, text);

    assertThat(reader.list(Setting.ALLOWED_HOSTS)).containsExactly("chat.googleapis.com");
    assertThat(reader.notes)
        .containsExactly("allowedHosts is not set: variable HOSTS has no value");
  }

  @Test
  void listOfUnsetVariables_isTheDefaultAndNamesThemAll() {
    ConfigReader reader = reader(Setting.ALLOWED_HOSTS, "A_IS_UNDEFINED,B_IS_UNDEFINED");

    assertThat(reader.list(Setting.ALLOWED_HOSTS)).containsExactly("chat.googleapis.com");
    assertThat(reader.notes)
        .containsExactly(
            "an item of allowedHosts is not set: variable A has no value",
            "an item of allowedHosts is not set: variable B has no value");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Logs, https://LOGS_IS_UNDEFINED/{traceId}, variable LOGS has no value",
        "Logs, https://logs.example/?q=LOGS_IS_UNDEFINED, variable LOGS has no value",
        "Logs, ${env:LOGS}/{traceId}, variable LOGS has no value",
        "Logs, https://${env:LOGS:-x}/{traceId}, variable LOGS has no value",
        "LOGS_IS_UNDEFINED, https://logs.example, variable LOGS has no value",
        "${LOGS}, null, variable LOGS has no value",
        "Logs, '', a part of it is empty",
        "' ', https://logs.example, a part of it is empty",
      })
  void elementWithAnUnsetPart_isLeftOut(String label, String url, String gap) {
    ConfigReader reader =
        new ConfigReader(
            new Settings().addLink("One", "https://a").addLink(label, url).addLink("Three", null));

    assertThat(reader.elements(Setting.LINK))
        .containsExactly(List.of("One", "https://a"), Arrays.asList("Three", null));
    assertThat(reader.notes).containsExactly("link 2 is not set: " + gap);
    assertThat(reader.problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUSTOMER_IS_UNDEFINED | variable CUSTOMER has no value",
        "'customer-(CUSTOMER_IS_UNDEFINED|\\d+)' | variable CUSTOMER has no value",
        "customer-${env:CUSTOMER} | variable CUSTOMER has no value",
        "'' | a part of it is empty",
      })
  void unsetRedactionRule_isLeftOut(String pattern, String gap) {
    ConfigReader reader = new ConfigReader(new Settings().addRedact(pattern).addRedact("\\d$"));

    assertThat(reader.elements(Setting.REDACT)).containsExactly(List.of("\\d$"));
    assertThat(reader.notes).containsExactly("redact 1 is not set: " + gap);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "False, false"})
  void flags_areReadInAnyCase(String text, boolean expected) {
    ConfigReader reader = reader(Setting.ENABLED, text);

    assertThat(reader.flag(Setting.ENABLED)).isEqualTo(expected);
    assertThat(reader.problems).isEmpty();
  }

  private static ConfigReader reader(Setting setting, String text) {
    return new ConfigReader(new Settings().set(setting, text));
  }
}
