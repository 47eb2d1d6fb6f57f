/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.Setting;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsParityTest {

  @Test
  void attributesAreTheSettingsAndNothingElse() {
    Set<String> attributes =
        Arrays.stream(GoogleChatAppender.Builder.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(PluginBuilderAttribute.class))
            .map(Field::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(attributes)
        .isEqualTo(
            Arrays.stream(Setting.values())
                .map(Setting::key)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void attributesAreTextAndHiddenWhereTheyAreSecret(Setting setting) throws Exception {
    Field field = GoogleChatAppender.Builder.class.getDeclaredField(setting.key());

    assertThat(field.getType()).isEqualTo(String.class);
    assertThat(field.getAnnotation(PluginBuilderAttribute.class).sensitive())
        .isEqualTo(setting.isSensitive());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void setterTakesWhatTheAttributeTakes(Setting setting) throws Exception {
    String name =
        "set" + setting.key().substring(0, 1).toUpperCase(Locale.ROOT) + setting.key().substring(1);

    assertThat(GoogleChatAppender.Builder.class.getMethod(name, String.class)).isNotNull();
  }

  /** A value that breaks the setting's rule has to come back with the setting's name. */
  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ALLOWED_HOSTS", "EXCLUDE_LOGGERS", "EXCLUDE_EXCEPTIONS", "APP_PACKAGES"})
  void attributeReachesTheSettingOfItsName(Setting setting) {
    String bad = "no:such:value:" + "x".repeat(300);

    try (Host host = Host.withAppender(setting.key() + "=\"" + bad + "\" ")) {
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("ERROR"))
          .singleElement()
          .asString()
          .startsWith("ERROR idle: " + setting.key() + " must ");
    }
  }

  @Test
  void metadataForNativeImagesIsGeneratedByLog4jsProcessor() throws Exception {
    String resource =
        "/META-INF/native-image/log4j-generated/io.github.chatappender/"
            + "google-chat-appender-log4j2/reflect-config.json";
    try (InputStream in = GoogleChatAppender.class.getResourceAsStream(resource)) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains(GoogleChatAppender.class.getName(), "Builder");
    }
  }
}
