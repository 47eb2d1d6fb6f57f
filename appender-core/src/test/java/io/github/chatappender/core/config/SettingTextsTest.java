/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTextsTest {

  private final List<String> notes = new ArrayList<>();

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
    SettingTexts texts = texts(Setting.LEVEL, text);

    String level = texts.of(Setting.LEVEL);

    assertThat(level).isEqualTo("ERROR");
    assertThat(notes).containsExactly("level is not set: variable " + variable + " has no value");
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
    SettingTexts texts = texts(Setting.WEBHOOK_URL, text);

    String address = texts.of(Setting.WEBHOOK_URL);

    assertThat(address).isNull();
    assertThat(notes).hasSize(1).noneMatch(note -> note.contains("k3y"));
    assertThat(notes.get(0)).startsWith("webhookUrl is not set: variable ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void emptyMeansTheDefaultWithoutANote(String text) {
    SettingTexts texts = texts(Setting.LEVEL, text);

    String level = texts.of(Setting.LEVEL);

    assertThat(level).isEqualTo("ERROR");
    assertThat(notes).isEmpty();
  }

  @Test
  void blanksAroundAValueDoNotCount() {
    SettingTexts texts = texts(Setting.LEVEL, "  WARN\n");

    assertThat(texts.of(Setting.LEVEL)).isEqualTo("WARN");
  }

  @Test
  void listItemsAreTrimmedAndEmptyOnesLeftOut() {
    SettingTexts texts = texts(Setting.EXCLUDE_LOGGERS, " a, b ,,c ,");

    assertThat(texts.list(Setting.EXCLUDE_LOGGERS)).containsExactly("a", "b", "c");
  }

  @Test
  void aListThatIsNotSetIsEmpty() {
    SettingTexts texts = texts(new Settings());

    assertThat(texts.list(Setting.EXCLUDE_LOGGERS)).isEmpty();
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
  void anItemWithoutValueVoidsNoOther(String text, String variable) {
    SettingTexts texts = texts(Setting.EXCLUDE_LOGGERS, text);

    assertThat(texts.list(Setting.EXCLUDE_LOGGERS)).containsExactly("a", "b");
    assertThat(notes)
        .containsExactly(
            "an item of excludeLoggers is not set: variable " + variable + " has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOSTS_IS_UNDEFINED", "${env:HOSTS}", " , HOSTS_IS_UNDEFINED"})
  void aListOfNothingButAVariableWithoutValueIsTheDefault(String text) {
    SettingTexts texts = texts(Setting.ALLOWED_HOSTS, text);

    assertThat(texts.list(Setting.ALLOWED_HOSTS)).containsExactly("chat.googleapis.com");
    assertThat(notes).containsExactly("allowedHosts is not set: variable HOSTS has no value");
  }

  @Test
  void aListOfSeveralVariablesWithoutValueIsTheDefaultAndNamesThemAll() {
    SettingTexts texts = texts(Setting.ALLOWED_HOSTS, "A_IS_UNDEFINED,B_IS_UNDEFINED");

    assertThat(texts.list(Setting.ALLOWED_HOSTS)).containsExactly("chat.googleapis.com");
    assertThat(notes)
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
  void anElementWithAPartThatIsNotSetIsLeftOut(String label, String url, String gap) {
    SettingTexts texts =
        texts(
            new Settings().addLink("One", "https://a").addLink(label, url).addLink("Three", null));

    assertThat(texts.elements(Setting.LINK))
        .containsExactly(List.of("One", "https://a"), Arrays.asList("Three", null));
    assertThat(notes).containsExactly("link 2 is not set: " + gap);
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
  void aRuleOfRedactionThatIsNotSetIsLeftOut(String pattern, String gap) {
    SettingTexts texts = texts(new Settings().addRedact(pattern).addRedact("\\d$"));

    assertThat(texts.elements(Setting.REDACT)).containsExactly(List.of("\\d$"));
    assertThat(notes).containsExactly("redact 1 is not set: " + gap);
  }

  private SettingTexts texts(Setting setting, String text) {
    return texts(new Settings().set(setting, text));
  }

  private SettingTexts texts(Settings settings) {
    return new SettingTexts(settings, notes);
  }
}
