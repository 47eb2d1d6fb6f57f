/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PostingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void anAcceptedMessageIsAnsweredWithItsNames() throws Exception {
    try (ChatSpace space = ChatSpace.builder().clock(Clock.fixed(NOON, ZoneOffset.UTC)).start()) {
      var response = Client.of(space).post(Client.text("hello"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue(Client.JSON);
      JsonNode body = Client.json(response);
      assertThat(body.path("name").asText()).isEqualTo("spaces/AAA/messages/m1");
      assertThat(body.at("/thread/name").asText()).isEqualTo("spaces/AAA/threads/t1");
      assertThat(body.path("text").asText()).isEqualTo("hello");
      assertThat(body.path("createTime").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }
  }

  @Test
  void anAcceptedMessageCanBeReadBack() throws Exception {
    try (ChatSpace space = ChatSpace.builder().clock(Clock.fixed(NOON, ZoneOffset.UTC)).start()) {
      Client.of(space).post("&requestId=r1", Client.text("häl🔴lo", "gca:orders"));

      ChatMessage message = space.messages().get(0);
      assertThat(space.messages()).hasSize(1);
      assertThat(message.name()).isEqualTo("spaces/AAA/messages/m1");
      assertThat(message.text()).isEqualTo("häl🔴lo");
      assertThat(message.time()).isEqualTo(NOON);
      assertThat(message.requestId()).isEqualTo("r1");
      assertThat(message.body().at("/thread/threadKey").asText()).isEqualTo("gca:orders");
      assertThat(message.cards()).isEmpty();
    }
  }

  @Test
  void messagesAreKeptInOrder() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client client = Client.of(space);
      client.post(Client.text("one"));
      client.post(Client.text("two"));
      client.post(Client.text("three"));

      assertThat(space.messages())
          .extracting(ChatMessage::text)
          .containsExactly("one", "two", "three");
    }
  }

  @Test
  void theContentTypeMayLeaveOutTheCharset() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      assertThat(Client.of(space).postAs("application/json", Client.text("x")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void charset_canBeWrittenInAnyForm() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      assertThat(
              Client.of(space)
                  .postAs("Application/JSON;charset=\"utf-8\"", Client.text("x"))
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
