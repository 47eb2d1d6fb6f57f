/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
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
    assertThat(Durations.parse(text)).isEqualTo(expected);
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
    assertThat(Durations.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "False, false"})
  void flags_areReadInAnyCase(String text, boolean expected) {
    ConfigReader reader = reader(Setting.ENABLED, text);

    assertThat(reader.flag(Setting.ENABLED)).isEqualTo(expected);
    assertThat(reader.problems.vital).isEmpty();
  }

  private static ConfigReader reader(Setting setting, String text) {
    return new ConfigReader(new Settings().set(setting, text));
  }
}
