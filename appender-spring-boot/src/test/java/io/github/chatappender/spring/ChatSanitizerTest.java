/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;

class ChatSanitizerTest {

  private static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google-chat.webhook-url",
        "google-chat.webhookUrl",
        "google-chat.proxy",
        "google-chat.rooms.payments.webhook-url",
        "GOOGLE_CHAT_WEBHOOK_URL",
        "GOOGLE_CHAT_PROXY"
      })
  void secretName_isHiddenWithAnyValue(String name) {
    assertThat(shown(name, "anything")).isEqualTo("******");
  }

  @Test
  void address_isHiddenUnderAnyName() {
    assertThat(shown("PAYMENTS_CHAT", ADDRESS)).isEqualTo("******");
    assertThat(shown("args", "--google-chat.webhook-url=" + ADDRESS)).isEqualTo("******");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google-chat.level",
        "google-chat.webhook-url-file",
        "google-chat.rooms.payments.webhook-url-file",
        "spring.datasource.url",
        "http.proxy"
      })
  void otherValues_stayAsTheyAre(String name) {
    assertThat(shown(name, "anything")).isEqualTo("anything");
  }

  @Test
  void missingValue_staysMissing() {
    assertThat(shown("google-chat.level", null)).isNull();
  }

  private static Object shown(String name, Object value) {
    return new ChatSanitizer().apply(new SanitizableData(null, name, value)).getValue();
  }
}
