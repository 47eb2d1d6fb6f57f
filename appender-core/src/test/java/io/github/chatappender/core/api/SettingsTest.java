/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void unsetValue_isNull() {
    Settings settings = new Settings();

    assertThat(settings.text(Setting.LEVEL)).isNull();
  }

  @Test
  void secondSet_replacesTheFirst() {
    Settings settings = new Settings();

    settings.set(Setting.LEVEL, "WARN").set(Setting.LEVEL, "INFO");

    assertThat(settings.text(Setting.LEVEL)).isEqualTo("INFO");
  }

  @Test
  void null_removesAValue() {
    Settings settings = new Settings().set(Setting.LEVEL, "WARN");

    settings.set(Setting.LEVEL, null);

    assertThat(settings.text(Setting.LEVEL)).isNull();
  }

  @Test
  void addedItems_formOneList() {
    Settings settings = new Settings().set(Setting.EXCLUDE_LOGGERS, "a,b");

    settings.add(Setting.EXCLUDE_LOGGERS, "c").add(Setting.EXCLUDE_LOGGERS, null);

    assertThat(settings.text(Setting.EXCLUDE_LOGGERS)).isEqualTo("a,b,c");
  }

  @Test
  void elements_keepTheirOrderAndMissingParts() {
    Settings settings = new Settings();

    settings.addLink("Logs", "https://logs").addLink("Trace", null).addRedact("\\d+");

    assertThat(settings.elements(Setting.LINK))
        .containsExactly(List.of("Logs", "https://logs"), Arrays.asList("Trace", null));
    assertThat(settings.elements(Setting.REDACT)).containsExactly(List.of("\\d+"));
  }

  @Test
  void elementsNeverAdded_areEmpty() {
    assertThat(new Settings().elements(Setting.LINK)).isEmpty();
  }

  @Test
  void toString_namesSettingsButNoValues() {
    Settings settings = new Settings();

    settings
        .addRedact("hunter2")
        .set(Setting.WEBHOOK_URL, "https://secret")
        .set(Setting.LEVEL, "WARN");

    assertThat(settings).hasToString("[WEBHOOK_URL, LEVEL, REDACT]");
  }
}
