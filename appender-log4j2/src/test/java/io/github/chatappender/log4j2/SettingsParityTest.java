/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatappender.core.api.Setting;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsParityTest {

  private static final String GOOD = "label=\"Logs\" url=\"https://logs.example\"";

  @Test
  void attributesAndElements_equalTheSettings() {
    assertThat(fieldsWith(PluginBuilderAttribute.class)).isEqualTo(keys(s -> !s.isElement()));
    assertThat(fieldsWith(PluginElement.class)).isEqualTo(keys(Setting::isElement));
  }

  @Test
  void element_isNamedLikeItsSetting() throws Exception {
    for (Setting setting : List.of(Setting.LINK, Setting.REDACT)) {
      Field field = GoogleChatAppender.Builder.class.getDeclaredField(setting.key());
      Class<?> element = field.getType().getComponentType();

      assertThat(field.getAnnotation(PluginElement.class).value()).isEqualTo(capital(setting));
      assertThat(element.getAnnotation(Plugin.class).name()).isEqualTo(capital(setting));
      assertThat(
              GoogleChatAppender.Builder.class.getMethod("set" + capital(setting), field.getType()))
          .isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LINK", "OWNER", "REDACT"})
  void attributes_areText_andSecretOnesSensitive(Setting setting) throws Exception {
    Field field = GoogleChatAppender.Builder.class.getDeclaredField(setting.key());

    assertThat(field.getType()).isEqualTo(String.class);
    assertThat(field.getAnnotation(PluginBuilderAttribute.class).sensitive())
        .isEqualTo(setting.isSensitive());
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
  void attributeReachesTheSettingOfItsName(Setting setting) {
    String bad = "no:such:value:" + "x".repeat(1_100);

    try (Host host = Host.withAppender(setting.key() + "=\"" + bad + "\" ")) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("ERROR"))
          .singleElement()
          .asString()
          .startsWith("ERROR " + (setting.isVital() ? "idle: " : "") + setting.key() + " must ");
    }
  }

  @Test
  void attributeSetInCode_replacesTheConfigurations() {
    try (Host host = Host.withAppender("enabled=\"false\" ")) {
      GoogleChatAppender.newBuilder()
          .setName("Chat")
          .set(Setting.DRY_RUN, "true")
          .set(Setting.BURST, "0")
          .build()
          .stop();

      assertThat(host.ourStatuses())
          .contains("ERROR burst must be a whole number from 1 to 60: 0; using 5");
    }
  }

  @Test
  void elementSetInCodeAsAnAttribute_isRefused() {
    assertThatThrownBy(() -> GoogleChatAppender.newBuilder().set(Setting.REDACT, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("redact is an element, not an attribute");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Link label='Logs' url='http://logs.example'/> | link must have an absolute https url:"
            + " http://logs.example; ignored",
        "<Link label='Logs'/> | link must have an absolute https url: none; ignored",
        "<Link url='https://logs.example'/> | link must have a label of 1 to 40 characters: none;"
            + " ignored",
        "<Owner label='Shop'/> | owner must have packages such as com.acme.billing: none; ignored",
        "<Owner packages='com.acme, de.acme'/> | owner must have a label or a mention: com.acme,"
            + " de.acme; ignored",
        "<Owner packages='a' mention='x'/> | owner must have a mention that is all or a numeric"
            + " user id: x; ignored",
        "<Link/> | link must have a label of 1 to 40 characters: none; ignored",
        "<Link label='Logs' url='https://logs.example/{mdc:a}/{traceID}'/> | link must have only"
            + " the placeholders traceId, fingerprint, logger, instance, application, environment,"
            + " version, commit, from, to, class, method, file, line, path, mdc:KEY: {traceID};"
            + " ignored",
        "<Redact/> | idle: redact must be a regular expression: none",
      })
  void brokenRuleInAnElement_isReportedWithItsSetting(String element, String problem) {
    try (Host host = Host.withAppender("", "<Link " + GOOD + "/>" + element)) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("ERROR"))
          .containsExactly("ERROR " + problem);
    }
  }

  @Test
  void everyElement_isPassedOn() {
    try (Host host = Host.withAppender("", ("<Link " + GOOD + "/>").repeat(6))) {
      assertThat(host.ourStatuses())
          .contains("ERROR link must appear at most 5 times: 6; using the first 5");
    }
  }

  @Test
  void unsetElement_isLeftOutWithANote() {
    String elements =
        ("<Link " + GOOD + "/>")
            + "<Link label=\"Logs\" url=\"https://${env:CHAT_TEST_NO_SUCH}/{traceId}\"/>"
            + "<Link label=\"Logs\" url=\"${env:CHAT_TEST_NO_SUCH:-}\"/>"
            + "<Redact pattern=\"customer-\\d+$\"/>"
            + "<Redact pattern=\"${env:CHAT_TEST_NO_SUCH}\"/>";

    try (Host host = Host.withAppender("dryRun=\"true\"", elements)) {
      assertThat(host.ourStatuses())
          .allMatch(status -> status.startsWith("INFO "))
          .contains(
              "INFO link 2 is not set: variable CHAT_TEST_NO_SUCH has no value",
              "INFO link 3 is not set: a part of it is empty",
              "INFO redact 2 is not set: variable CHAT_TEST_NO_SUCH has no value");
    }
  }

  @Test
  void elements_areReadFromJson() {
    String json =
        "{\"Configuration\":{\"Appenders\":{\"GoogleChat\":{\"name\":\"Chat\",\"dryRun\":true,"
            + "\"Link\":[{\"label\":\"Good\",\"url\":\"https://logs.example/{traceId}\"},"
            + "{\"label\":\"Unset\",\"url\":\"${env:CHAT_TEST_NO_SUCH}\"}],"
            + "\"Redact\":[{\"pattern\":\"x{3}\"},{\"pattern\":\"${env:CHAT_TEST_NO_SUCH}\"}]}}}}";

    try (Host host = Host.ofJson(json)) {
      assertBothSecondElementsAreLeftOut(host);
    }
  }

  @Test
  void elements_areReadFromYaml() {
    String yaml =
        String.join(
            "\n",
            "Configuration:",
            "  Appenders:",
            "    GoogleChat:",
            "      name: Chat",
            "      dryRun: true",
            "      Link:",
            "        - label: Good",
            "          url: https://logs.example/{traceId}",
            "        - label: Unset",
            "          url: ${env:CHAT_TEST_NO_SUCH}",
            "      Redact:",
            "        - pattern: x{3}",
            "        - pattern: ${env:CHAT_TEST_NO_SUCH}");

    try (Host host = Host.ofYaml(yaml)) {
      assertBothSecondElementsAreLeftOut(host);
    }
  }

  @Test
  void elements_areReadFromProperties() {
    String properties =
        String.join(
            "\n",
            "appender.chat.type = GoogleChat",
            "appender.chat.name = Chat",
            "appender.chat.dryRun = true",
            "appender.chat.good.type = Link",
            "appender.chat.good.label = Good",
            "appender.chat.good.url = https://logs.example/{traceId}",
            "appender.chat.logs.type = Link",
            "appender.chat.logs.label = Unset",
            "appender.chat.logs.url = ${env:CHAT_TEST_NO_SUCH}",
            "appender.chat.rule.type = Redact",
            "appender.chat.rule.pattern = x{3}",
            "appender.chat.rule2.type = Redact",
            "appender.chat.rule2.pattern = ${env:CHAT_TEST_NO_SUCH}");

    try (Host host = Host.ofProperties(properties)) {
      // the order of elements is the host's
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.contains(" is not set: variable CHAT_TEST_NO_SUCH "))
          .hasSize(2)
          .anyMatch(status -> status.startsWith("INFO link "))
          .anyMatch(status -> status.startsWith("INFO redact "));
      assertThat(host.ourStatuses()).noneMatch(status -> status.startsWith("ERROR"));
    }
  }

  @Test
  void elements_canBeBuiltInCode() {
    GoogleChatAppender.newBuilder()
        .setName("Chat")
        .setLink(
            Link.newBuilder().setLabel("Logs").setUrl("https://logs.example").build(),
            Link.newBuilder().build())
        .setOwner(
            Owner.newBuilder().setPackages("com.acme").setLabel("Shop").setMention("7").build(),
            Owner.newBuilder().build())
        .setRedact(Redact.newBuilder().setPattern("x").build())
        .build()
        .stop();

    assertThat(Link.newBuilder().setLabel("Logs").setUrl("https://logs.example").build())
        .hasToString("Link[Logs, https://logs.example]");
    assertThat(Owner.newBuilder().setPackages("a").setLabel("b").setMention("7").build())
        .hasToString("Owner[a, b, 7]");
    assertThat(Redact.newBuilder().setPattern("x").build()).hasToString("Redact[x]");
  }

  @Test
  void metadataForNativeImagesIsGeneratedByLog4jsProcessor() throws Exception {
    String resource =
        "/META-INF/native-image/log4j-generated/io.github.chatappender/"
            + "google-chat-appender-log4j2/reflect-config.json";
    try (InputStream in = GoogleChatAppender.class.getResourceAsStream(resource)) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains(GoogleChatAppender.class.getName(), "Builder")
          .contains(Link.class.getName(), Owner.class.getName(), Redact.class.getName());
    }
  }

  private static void assertBothSecondElementsAreLeftOut(Host host) {
    assertThat(host.ourStatuses())
        .allMatch(status -> status.startsWith("INFO "))
        .contains(
            "INFO link 2 is not set: variable CHAT_TEST_NO_SUCH has no value",
            "INFO redact 2 is not set: variable CHAT_TEST_NO_SUCH has no value");
  }

  private static Set<String> fieldsWith(Class<? extends Annotation> annotation) {
    return Arrays.stream(GoogleChatAppender.Builder.class.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(annotation))
        .map(Field::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(Predicate<Setting> wanted) {
    return Arrays.stream(Setting.values())
        .filter(wanted)
        .map(Setting::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String capital(Setting setting) {
    return setting.key().substring(0, 1).toUpperCase(Locale.ROOT) + setting.key().substring(1);
  }
}
