/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.Setting;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsParityTest {

  private static final Set<String> HOSTS_OWN =
      Set.of("setLayout", "setEncoder", "setName", "setContext", "addFilter");

  @Test
  void settersAreTheSettingsAndNothingElse() {
    Set<String> setters =
        Arrays.stream(GoogleChatAppender.class.getDeclaredMethods())
            .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> name.matches("(set|add)[A-Z].*"))
            .filter(name -> !HOSTS_OWN.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(setters)
        .isEqualTo(
            Arrays.stream(Setting.values())
                .map(SettingsParityTest::setterOf)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySetterTakesTextAndNeverThrows(Setting setting) throws Exception {
    Method setter = GoogleChatAppender.class.getMethod(setterOf(setting), String.class);

    setter.invoke(new GoogleChatAppender(), "\u0000 no value of anything ${ }");
    setter.invoke(new GoogleChatAppender(), (Object) null);
  }

  /** A value that breaks the setting's rule has to come back with the setting's name. */
  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ALLOWED_HOSTS", "EXCLUDE_LOGGERS", "EXCLUDE_EXCEPTIONS", "APP_PACKAGES"})
  void elementReachesTheSettingOfItsName(Setting setting) {
    String bad = "no:such:value:" + "x".repeat(300);
    String element = "<" + setting.key() + ">" + bad + "</" + setting.key() + ">";

    try (Host host = Host.withAppender(element)) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("WARN"))
          .singleElement()
          .asString()
          .startsWith("WARN idle: " + setting.key() + " must ");
    }
  }

  @Test
  void reachabilityMetadataNamesTheAppenderWithItsSetters() throws Exception {
    String resource =
        "/META-INF/native-image/io.github.chatappender/google-chat-appender-logback/"
            + "reflect-config.json";
    try (InputStream in = GoogleChatAppender.class.getResourceAsStream(resource)) {
      assertThat(in).isNotNull();
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(json)
          .contains("\"" + GoogleChatAppender.class.getName() + "\"", "\"<init>\"")
          .contains("\"allPublicMethods\": true");
    }
  }

  private static String setterOf(Setting setting) {
    String verb = setting.isList() ? "add" : "set";
    return verb
        + setting.key().substring(0, 1).toUpperCase(Locale.ROOT)
        + setting.key().substring(1);
  }

  @Test
  void listsAreThoseThatMayBeRepeated() {
    List<String> lists =
        Arrays.stream(Setting.values())
            .filter(Setting::isList)
            .map(Setting::key)
            .collect(Collectors.toList());

    assertThat(lists)
        .containsExactly("allowedHosts", "excludeLoggers", "excludeExceptions", "appPackages");
  }
}
