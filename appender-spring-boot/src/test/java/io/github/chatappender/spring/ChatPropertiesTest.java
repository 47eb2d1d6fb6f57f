/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

class ChatPropertiesTest {

  private static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t";

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LINK", "OWNER", "REDACT"})
  void everySetting_isReadFromThePropertyOfItsName(Setting setting) {
    Room room = new Properties().set(ChatProperties.nameOf(setting), "some text").room();

    assertThat(room.text(setting)).isEqualTo("some text");
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LINK", "OWNER", "REDACT"})
  void everySetting_isReadFromTheVariableOfItsName(Setting setting) {
    String variable = ChatProperties.nameOf(setting).replace('-', '_').replace('.', '_');

    Room room = new Properties().variable(variable.toUpperCase(Locale.ROOT), "text").room();

    assertThat(room.text(setting)).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google-chat.webhook-url",
        "google-chat.webhookUrl",
        "google-chat.webhook_url",
        "google-chat.WEBHOOK-URL"
      })
  void nameInAnotherSpelling_countsAndIsNotUnknown(String name) {
    ChatProperties properties = new Properties().set(name, ADDRESS).read();

    assertThat(properties.rooms(List.of()).get(0).text(Setting.WEBHOOK_URL)).isEqualTo(ADDRESS);
    assertThat(properties.problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"google-chat.level", "googleChat.level", "googlechat.level", "google_chat.level"})
  void setting_isFoundInEachSpelling(String name) {
    Room room = new Properties().set("server.port", 0).set(name, "WARN").room();

    assertThat(room.text(Setting.LEVEL)).isEqualTo("WARN");
  }

  @Test
  void sourceThatCannotListItsNames_isAskedForEachSetting() {
    ConfigurableEnvironment environment = new Properties().environment();
    environment
        .getPropertySources()
        .addLast(
            new PropertySource<>("remote", new Object()) {
              @Override
              public @Nullable Object getProperty(String name) {
                return name.equals("google-chat.level") ? "WARN" : null;
              }
            });

    Room room = new ChatProperties(environment).rooms(List.of()).get(0);

    assertThat(room.text(Setting.LEVEL)).isEqualTo("WARN");
  }

  @Test
  void listInYaml_equalsCommaSeparatedText() {
    Room list =
        new Properties()
            .set("google-chat.exclude-loggers[0]", "com.acme.a")
            .set("google-chat.exclude-loggers[1]", "com.acme.b")
            .room();
    Room text =
        new Properties().set("google-chat.exclude-loggers", "com.acme.a, com.acme.b").room();

    assertThat(list.text(Setting.EXCLUDE_LOGGERS)).isEqualTo("com.acme.a,com.acme.b");
    assertThat(list).isEqualTo(text);
  }

  @Test
  void numbersAndSwitches_areText() {
    Room room =
        new Properties().set("google-chat.burst", 3).set("google-chat.dry-run", true).room();

    assertThat(room.text(Setting.BURST)).isEqualTo("3");
    assertThat(room.text(Setting.DRY_RUN)).isEqualTo("true");
  }

  @Test
  void levelOffInYaml_isOff() {
    Room room =
        new Properties()
            .set("google-chat.level", false)
            .set("google-chat.critical-level", "warn")
            .room();

    assertThat(room.text(Setting.LEVEL)).isEqualTo("OFF");
    assertThat(room.text(Setting.CRITICAL_LEVEL)).isEqualTo("warn");
  }

  @Test
  void linksAndRules_areListsOfObjects() {
    Room room =
        new Properties()
            .set("google-chat.link[0].label", "Logs")
            .set("google-chat.link[0].url", "https://logs.example/{traceId}")
            .set("google-chat.link[1].label", "Runbook")
            .set("google-chat.link[1].url", "https://runbook.example")
            .set("google-chat.owner[0].packages", "com.acme.billing, com.acme.tax")
            .set("google-chat.owner[0].mention", "1234567890")
            .set("google-chat.owner[1].packages[0]", "com.acme.stock")
            .set("google-chat.owner[1].label", "Stock")
            .set("google-chat.redact[0]", "customer-[0-9]{3,5}")
            .set("google-chat.redact[1].pattern", "a,b")
            .room();

    assertThat(room.settings().elements(Setting.LINK))
        .containsExactly(
            List.of("Logs", "https://logs.example/{traceId}"),
            List.of("Runbook", "https://runbook.example"));
    assertThat(room.settings().elements(Setting.OWNER))
        .containsExactly(
            Arrays.asList("com.acme.billing,com.acme.tax", null, "1234567890"),
            Arrays.asList("com.acme.stock", "Stock", null));
    assertThat(room.settings().elements(Setting.REDACT))
        .containsExactly(List.of("customer-[0-9]{3,5}"), List.of("a,b"));
  }

  @Test
  void singleRule_isNotSplitAtItsCommas() {
    Room room = new Properties().set("google-chat.redact", "x{1,2}").room();

    assertThat(room.elements(Setting.REDACT)).containsExactly(List.of("x{1,2}"));
  }

  @Test
  void placeholderWithoutValue_isLeftToTheCore() {
    Room room = new Properties().set("google-chat.webhook-url", "${NO_SUCH_VARIABLE}").room();

    assertThat(room.text(Setting.WEBHOOK_URL)).isEqualTo("${NO_SUCH_VARIABLE}");
  }

  @Test
  void circularPlaceholder_isOneLineWithoutTheValue() {
    ChatProperties properties =
        new Properties()
            .set("google-chat.version", "${secret.a}")
            .set("secret.a", "${secret.b}")
            .set("secret.b", "${secret.a}")
            .read();

    assertThat(properties.rooms(List.of())).hasSize(1);
    assertThat(properties.problems)
        .singleElement()
        .asString()
        .startsWith("google-chat.version cannot be read: ")
        .endsWith("; ignored")
        .doesNotContain("secret");
  }

  @Test
  void nameAndProfiles_comeFromTheEnvironment() {
    Room room =
        new Properties().set("spring.application.name", "orders").profiles("prod", "eu").room();

    assertThat(room.text(Setting.APPLICATION)).isEqualTo("orders");
    assertThat(room.text(Setting.ENVIRONMENT)).isEqualTo("prod,eu");
  }

  @Test
  void ownProperties_winOverTheSurroundings() {
    Room room =
        new Properties()
            .set("spring.application.name", "orders")
            .set("google-chat.application", "shop")
            .set("google-chat.environment", "test")
            .set("google-chat.app-packages", "com.acme.shop")
            .profiles("prod")
            .read()
            .rooms(List.of("com.acme.orders"))
            .get(0);

    assertThat(room.text(Setting.APPLICATION)).isEqualTo("shop");
    assertThat(room.text(Setting.ENVIRONMENT)).isEqualTo("test");
    assertThat(room.text(Setting.APP_PACKAGES)).isEqualTo("com.acme.shop");
  }

  @Test
  void ownPackages_areThoseOfTheApplication() {
    Room room = new Properties().read().rooms(List.of("com.acme.orders", "com.acme.web")).get(0);

    assertThat(room.text(Setting.APP_PACKAGES)).isEqualTo("com.acme.orders,com.acme.web");
  }

  @Test
  void longName_isCutToWhatTheCoreAccepts() {
    Room room = new Properties().set("spring.application.name", "x".repeat(70)).room();

    assertThat(room.text(Setting.APPLICATION)).hasSize(64);
  }

  @Test
  void unreadableSwitch_isOneLineAndOn() {
    ChatProperties properties = new Properties().set("google-chat.request-mdc", "maybe").read();

    assertThat(properties.rooms(List.of())).hasSize(1);
    assertThat(properties.problems)
        .containsExactly("google-chat.request-mdc must be true or false; using true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google-chat.levle | google-chat.levle is not a setting; did you mean google-chat.level?",
        "google-chat.webhook | google-chat.webhook is not a setting; did you mean google-chat.webhook-url?",
        "google-chat.webhook-uri | google-chat.webhook-uri is not a setting; did you mean google-chat.webhook-url?",
        "google-chat.excludeLogger[0] | google-chat.excludeLogger is not a setting; did you mean google-chat.exclude-loggers?",
        "google-chat.rooms.pay.logger | google-chat.rooms.pay.logger is not a setting; did you mean google-chat.rooms.pay.loggers?",
        "google-chat.something-else-entirely | google-chat.something-else-entirely is not a setting",
      })
  void unknownName_isReportedWithTheNearest(String name, String line) {
    ChatProperties properties = new Properties().set(name, "x").read();

    properties.rooms(List.of());

    assertThat(properties.problems).contains(line);
  }

  @Test
  void unknownName_isReportedOnceAndNotFromVariables() {
    ChatProperties properties =
        new Properties()
            .set("google-chat.levle[0]", "x")
            .set("google-chat.levle[1]", "x")
            .set("google-chatter.levle", "x")
            .variable("GOOGLE_CHAT_APPENDER_ENABLED", "true")
            .variable("GOOGLE_CHAT_LEVLE", "x")
            .read();

    properties.rooms(List.of());

    assertThat(properties.problems).hasSize(1);
  }

  @Test
  void furtherRoom_hasItsOwnAddressAndLevelAndSharesTheRest() {
    List<Room> rooms =
        new Properties()
            .set("google-chat.webhook-url", ADDRESS)
            .set("google-chat.burst", "3")
            .set("google-chat.rooms.payments.loggers[0]", "com.acme.payments")
            .set("google-chat.rooms.payments.level", "WARN")
            .variable("GOOGLE_CHAT_ROOMS_PAYMENTS_WEBHOOK_URL", "env:PAYMENTS_CHAT")
            .read()
            .rooms(List.of());

    assertThat(rooms).hasSize(2);
    assertThat(rooms.get(0).text(Setting.WEBHOOK_URL)).isEqualTo(ADDRESS);
    assertThat(rooms.get(0).receives("com.acme.payments.Ledger")).isTrue();
    Room payments = rooms.get(1);
    assertThat(payments.name).isEqualTo("google-chat-payments");
    assertThat(payments.text(Setting.WEBHOOK_URL)).isEqualTo("env:PAYMENTS_CHAT");
    assertThat(payments.text(Setting.LEVEL)).isEqualTo("WARN");
    assertThat(payments.text(Setting.BURST)).isEqualTo("3");
    assertThat(payments.receives("com.acme.payments")).isTrue();
    assertThat(payments.receives("com.acme.payments.Ledger")).isTrue();
    assertThat(payments.receives("com.acme.paymentsystem")).isFalse();
    assertThat(payments.receives("com.acme")).isFalse();
  }

  @Test
  void roomWithoutAddress_neverGetsTheMainOne() {
    ChatProperties properties =
        new Properties()
            .set("google-chat.webhook-url", ADDRESS)
            .set("google-chat.rooms.payments.loggers", "com.acme.payments")
            .set("google-chat.rooms.orders.webhook-url-file", "/run/secrets/orders")
            .read();

    assertThat(properties.rooms(List.of())).hasSize(1);
    assertThat(properties.problems)
        .containsExactly(
            "google-chat.rooms.orders has no loggers; the room is ignored",
            "google-chat.rooms.payments has no webhook-url; the room is ignored");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/v1/spaces/AAA/messages?key=k&token=t,",
    "http://localhost:8080/v1/spaces/AAA/messages?key=k&token=t,",
    "http://[::1]:8080/v1/spaces/AAA/messages?key=k&token=t,",
    "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t, false",
    "https://127.0.0.1.evil.example/v1/spaces/AAA/messages?key=k&token=t, false",
    "env:NO_SUCH_VARIABLE, false",
    "not an address, false"
  })
  void inATest_onlyALoopbackAddressIsUsed(String address, String enabled) {
    Room room = new Properties().set("google-chat.webhook-url", address).ofTest().room();

    assertThat(room.text(Setting.ENABLED)).isEqualTo(enabled);
  }

  @Test
  void inATest_anAddressFromTheEnvironmentOrAFileIsNotUsed() {
    assertThat(new Properties().ofTest().room().text(Setting.ENABLED)).isEqualTo("false");
    assertThat(
            new Properties()
                .set("google-chat.webhook-url-file", "/run/secrets/chat")
                .ofTest()
                .room()
                .text(Setting.ENABLED))
        .isEqualTo("false");
  }

  @Test
  void room_showsNoValues() {
    assertThat(new Properties().set("google-chat.webhook-url", ADDRESS).room().toString())
        .contains("WEBHOOK_URL")
        .doesNotContain("token");
  }
}
