/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.Documents;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Creates the appender as Dropwizard does; an example runs a real application. */
class GoogleChatAppenderFactoryTest {

  private final LoggerContext context = new LoggerContext();
  private final GoogleChatAppenderFactory factory = new GoogleChatAppenderFactory();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void serviceFile_namesTheFactory() throws Exception {
    String file = "/META-INF/services/io.dropwizard.logging.common.AppenderFactory";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(GoogleChatAppender.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      assertThat(lines.lines()).contains(GoogleChatAppenderFactory.class.getName());
    }
  }

  /** A value that breaks the setting's rule has to come back with the setting's name. */
  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "ALLOWED_HOSTS",
        "EXCLUDE_LOGGERS",
        "EXCLUDE_EXCEPTIONS",
        "APP_PACKAGES",
        "MDC_KEYS",
        "LINK",
        "OWNER",
        "REDACT"
      })
  void nameReachesItsSetting(Setting setting) {
    factory.set(setting.key(), "no:such:value:" + "x".repeat(1_100));

    assertThat(statuses("WARN"))
        .singleElement()
        .asString()
        .startsWith((setting.isVital() ? "idle: " : "") + setting.key() + " must ");
  }

  @Test
  void unknownName_isOneLine() {
    factory.set("levle", "WARN");

    assertThat(statuses("WARN")).containsExactly("levle is not a setting; ignored");
  }

  @Test
  void numbersAndBooleans_areRead() {
    factory.set("stackLines", 101);
    factory.set("enabled", false);

    assertThat(statuses("INFO")).containsExactly("idle: enabled is false");
  }

  @Test
  void levelOff_whichYamlReadsAsFalse_isOff() {
    factory.set("dryRun", true);
    factory.set("criticalLevel", false);

    assertThat(statuses("WARN")).isEmpty();
  }

  @Test
  void missingValue_isNotSet() {
    factory.set("level", null);
    factory.set("enabled", false);

    assertThat(statuses("WARN")).isEmpty();
  }

  @Test
  void nameOfTheApplication_isDropwizards() {
    factory.set("dryRun", true);

    assertThat(statuses("INFO")).anyMatch(line -> line.startsWith("application orders, "));
  }

  @Test
  void documentedElement_hasKnownSettingsOnly() {
    String yaml = Documents.blocksWith("yaml", "type: google-chat").get(0);
    yaml.lines()
        .map(String::strip)
        .dropWhile(line -> !line.endsWith("type: google-chat"))
        .skip(1)
        .map(line -> line.split(": ", 2))
        .forEach(pair -> factory.set(pair[0], value(pair[1])));
    factory.set("dryRun", true);

    assertThat(statuses("WARN")).isEmpty();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .anyMatch(line -> line.startsWith("application orders, environment prod"));
  }

  private static Object value(String yaml) {
    return yaml.startsWith("[") ? List.of(yaml.replaceAll("[\\[\\]]", "").split(", ", -1)) : yaml;
  }

  @Test
  void itemsOfListsAndLinks_areAdded() {
    factory.set("dryRun", "true");
    factory.set("excludeLoggers", Arrays.asList("com.acme.noise", "${CHAT_TEST_NO_SUCH}"));
    factory.set("link", List.of(Map.of("label", "Logs", "url", "https://logs.example"), "text"));

    assertThat(statuses("INFO"))
        .contains("an item of excludeLoggers is not set: variable CHAT_TEST_NO_SUCH has no value");
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .contains("link must have a label of 1 to 40 characters: none; ignored");
  }

  @Test
  void redactRules_areOneOrAList() {
    factory.set("dryRun", "true");
    factory.set("redact", List.of("a+", "("));

    assertThat(statuses("WARN"))
        .containsExactly("idle: redact must be a regular expression (Unclosed group): (");
  }

  private List<String> statuses(String level) {
    GoogleChatAppender appender =
        (GoogleChatAppender) factory.build(context, "orders", null, null, null);
    assertThat(appender.isStarted()).isTrue();
    appender.stop();
    int wanted = level.equals("WARN") ? Status.WARN : Status.INFO;
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getOrigin() instanceof GoogleChatAppender)
        .filter(status -> status.getLevel() == wanted)
        .map(Status::getMessage)
        .collect(Collectors.toList());
  }
}
