/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import io.github.chatappender.core.api.Setting;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsParityTest {

  private static final Set<String> HOSTS_OWN =
      Set.of("setLayout", "setEncoder", "setName", "setContext", "addFilter");

  private static final String GOOD =
      "<link><label>Logs</label><url>https://logs.example/{traceId}</url></link>";

  @Test
  void setters_equalTheSettings() {
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
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LINK", "OWNER"})
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
  void elementReachesTheSettingOfItsName(Setting setting) {
    String bad = "no:such:value:" + "x".repeat(1_100);
    String element = "<" + setting.key() + ">" + bad + "</" + setting.key() + ">";

    try (Host host = Host.withAppender(element)) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("WARN"))
          .singleElement()
          .asString()
          .startsWith("WARN " + (setting.isVital() ? "idle: " : "") + setting.key() + " must ");
    }
  }

  @Test
  void linkElement_takesTextAndNeverThrows() throws Exception {
    Set<String> setters = new TreeSet<>();
    for (Method method : Link.class.getDeclaredMethods()) {
      if (method.getName().startsWith("set")) {
        setters.add(method.getName());
        method.invoke(new Link(), "\u0000 no value of anything ${ }");
        method.invoke(new Link(), (Object) null);
      }
    }

    assertThat(setters).containsExactly("setLabel", "setUrl");
    new GoogleChatAppender().addLink(new Link());
    new GoogleChatAppender().addLink(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<label>Logs</label><url>http://logs.example</url> | link must have an absolute https url:"
            + " http://logs.example; ignored",
        "<label>Logs</label> | link must have an absolute https url: none; ignored",
        "<url>https://logs.example</url> | link must have a label of 1 to 40 characters: none;"
            + " ignored",
        "'' | link must have a label of 1 to 40 characters: none; ignored",
        "<label>Logs</label><url>https://logs.example/{mdc:a}/{traceID}</url> | link must have only"
            + " the placeholders traceId, fingerprint, logger, instance, application, environment,"
            + " version, commit, from, to, class, method, file, line, path, mdc:KEY: {traceID};"
            + " ignored",
      })
  void brokenRuleInALink_isReportedWithItsSetting(String parts, String problem) {
    try (Host host = Host.withAppender(GOOD + "<link>" + parts + "</link>")) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("WARN"))
          .containsExactly("WARN " + problem);
    }
  }

  @Test
  void ownerElement_takesTextAndNeverThrows() throws Exception {
    Set<String> setters = new TreeSet<>();
    for (Method method : Owner.class.getDeclaredMethods()) {
      if (method.getName().startsWith("set") || method.getName().equals("addPackages")) {
        setters.add(method.getName());
        method.invoke(new Owner(), "\u0000 no value of anything ${ }");
        method.invoke(new Owner(), (Object) null);
      }
    }

    assertThat(setters).containsExactly("addPackages", "setLabel", "setMention");
    new GoogleChatAppender().addOwner(new Owner());
    new GoogleChatAppender().addOwner(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | owner must have packages such as com.acme.billing: none; ignored",
        "<packages>com.acme</packages><packages>de.acme</packages> | owner must have a label or a"
            + " mention: com.acme, de.acme; ignored",
        "<packages>a</packages><mention>x</mention> | owner must have a mention that is all or a"
            + " numeric user id: x; ignored",
      })
  void brokenRuleInAnOwner_isReportedWithItsSetting(String parts, String problem) {
    String good = "<owner><packages>com.acme</packages><label>Shop</label></owner>";
    try (Host host = Host.withAppender(good + "<owner>" + parts + "</owner>")) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("WARN"))
          .containsExactly("WARN " + problem);
    }
  }

  @Test
  void everyLink_isPassedOn() {
    try (Host host = Host.withAppender(GOOD.repeat(6))) {
      assertThat(host.ourStatuses())
          .contains("WARN link must appear at most 5 times: 6; using the first 5");
    }
  }

  @Test
  void unsetElement_isLeftOutWithANote() {
    String elements =
        GOOD
            + "<link><label>Logs</label><url>https://${CHAT_TEST_NO_SUCH}/{traceId}</url></link>"
            + "<link><label>Logs</label><url>${CHAT_TEST_NO_SUCH:-}</url></link>"
            + "<redact>customer-\\d{3,}$</redact>"
            + "<redact>${CHAT_TEST_NO_SUCH}</redact>";
    String emptyDefault =
        LogbackVersion.keepsEmptyDefaults()
            ? "a part of it is empty"
            : "variable CHAT_TEST_NO_SUCH has no value";

    try (Host host = Host.withAppender("<dryRun>true</dryRun>" + elements)) {
      assertThat(host.statuses()).noneMatch(status -> status.getLevel() > Status.INFO);
      assertThat(host.ourStatuses())
          .contains(
              "INFO link 2 is not set: variable CHAT_TEST_NO_SUCH has no value",
              "INFO link 3 is not set: " + emptyDefault,
              "INFO redact 2 is not set: variable CHAT_TEST_NO_SUCH has no value");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {
        "ALLOWED_HOSTS",
        "EXCLUDE_LOGGERS",
        "EXCLUDE_EXCEPTIONS",
        "APP_PACKAGES",
        "MDC_KEYS"
      })
  void unsetVariable_removesOnlyItsItemFromARepeatedList(Setting setting) {
    String one = "<" + setting.key() + ">one</" + setting.key() + ">";
    String unset = one.replace(">one<", ">${CHAT_TEST_NO_SUCH}<");

    try (Host host = Host.withAppender("<dryRun>true</dryRun>" + one + unset + one)) {
      assertThat(host.ourStatuses())
          .contains(
              "INFO an item of "
                  + setting.key()
                  + " is not set: variable CHAT_TEST_NO_SUCH has no value");
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
          .contains("\"" + Link.class.getName() + "\"", "\"" + Owner.class.getName() + "\"")
          .contains("\"allPublicMethods\": true");
    }
  }

  private static String setterOf(Setting setting) {
    String verb = setting.isList() || setting.isElement() ? "add" : "set";
    return verb
        + setting.key().substring(0, 1).toUpperCase(Locale.ROOT)
        + setting.key().substring(1);
  }

  @Test
  void onlyLists_canBeRepeated() {
    List<String> lists =
        Arrays.stream(Setting.values())
            .filter(Setting::isList)
            .map(Setting::key)
            .collect(Collectors.toList());

    assertThat(lists)
        .containsExactly(
            "allowedHosts", "excludeLoggers", "excludeExceptions", "appPackages", "mdcKeys");
  }
}
