/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingTest {

  /** The settings in the documentation's table, in its order. */
  private static final String[] TABLE = {
    "webhookUrl = none",
    "webhookUrlFile = none",
    "required = false",
    "allowedHosts = chat.googleapis.com",
    "proxy = none",
    "connectTimeout = 5 s",
    "requestTimeout = 10 s",
    "enabled = true",
    "dryRun = false",
    "level = ERROR",
    "excludeLoggers = none",
    "excludeExceptions = none",
    "uncaughtExceptions = false",
    "application = none",
    "environment = none",
    "instance = none",
    "version = none",
    "commit = none",
    "groupBy = fingerprint",
    "threadBy = fingerprint",
    "threadRotation = daily",
    "replyOption = fallback",
    "appPackages = none",
    "fingerprintKey = gchat.fingerprint",
    "firstWait = 1 s",
    "updateInterval = 60 s",
    "updateMax = 30 min",
    "quietAfter = 15 min",
    "quietNotice = auto",
    "digestAt = 4",
    "messagesPerMinute = 15",
    "burst = 5",
    "format = text",
    "markup = auto",
    "stackLines = 12",
    "messageChars = 500",
    "mdcKeys = none",
    "before = 0",
    "beforeLevel = INFO",
    "link = none",
    "timeZone = UTC",
    "mention = none",
    "mentionLevel = FATAL",
    "mentionInterval = 1 h",
    "owner = none",
    "redact = none",
    "redactDefaults = true",
    "queueCapacity = 1024",
    "maxIncidents = 1000",
    "maxAttempts = 5",
    "retryDelay = 2 s",
    "retryMax = 60 s",
    "shutdownTimeout = 3 s",
    "shutdownHook = true",
    "criticalMarker = CRITICAL",
    "criticalLevel = OFF",
    "spoolDirectory = none",
    "spoolSync = false",
    "jmx = false",
    "muteFile = none",
    "fleet = none",
  };

  @Test
  void namesAndDefaults_matchTheDocumentedTable() {
    assertThat(Setting.values())
        .extracting(
            setting ->
                setting.key()
                    + " = "
                    + (setting.defaultText() == null ? "none" : setting.defaultText()))
        .containsExactly(TABLE);
  }

  @Test
  void everySetting_hasAMeaningInOneLine() {
    assertThat(Setting.values())
        .allSatisfy(
            setting -> {
              assertThat(setting.meaning())
                  .as(setting.key())
                  .isNotBlank()
                  .doesNotContain("\n", "|");
              assertThat(setting.range()).as(setting.key()).doesNotContain("\n", "|");
            });
  }

  @Test
  void lists_matchTheDocumentedTable() {
    assertThat(Setting.values())
        .filteredOn(Setting::isList)
        .extracting(Setting::key)
        .containsExactly(
            "allowedHosts", "excludeLoggers", "excludeExceptions", "appPackages", "mdcKeys");
  }

  @Test
  void linkOwnerAndRedact_areElements() {
    assertThat(Setting.values())
        .filteredOn(Setting::isElement)
        .containsExactly(Setting.LINK, Setting.OWNER, Setting.REDACT);
  }

  @Test
  void addressesAreSensitive() {
    assertThat(Setting.values())
        .filteredOn(Setting::isSensitive)
        .containsExactly(Setting.WEBHOOK_URL, Setting.PROXY, Setting.FLEET);
  }

  @Test
  void eachConstant_isNamedLikeItsSetting() {
    Map<String, String> expected = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      expected.put(setting.name(), setting.key());
    }

    Map<String, String> spelled =
        Arrays.stream(Setting.values())
            .collect(
                Collectors.toMap(
                    setting -> setting.key().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT),
                    Setting::key));

    assertThat(spelled).containsExactlyInAnyOrderEntriesOf(expected);
  }
}
