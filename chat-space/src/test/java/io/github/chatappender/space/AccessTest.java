/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private final ChatSpace space = ChatSpace.builder().key("k").token("a%3Db").start();

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void theRightAddressPosts() throws Exception {
    assertThat(Client.of(space).post(Client.text("x")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?key=k&token=wrong", "?key=k&token=", "?key=k", "?key=k&token=a=b"})
  void aWrongOrDecodedOrMissingTokenIsDenied(String query) throws Exception {
    HttpResponse<String> response = at("/v1/spaces/AAA/messages" + query);

    ErrorAssert.assertError(response, 403, "PERMISSION_DENIED");
    assertThat(space.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?key=wrong&token=a%3Db", "?key=&token=a%3Db", "?token=a%3Db"})
  void aWrongOrMissingKeyIsInvalidAndSaysWhy(String query) throws Exception {
    HttpResponse<String> response = at("/v1/spaces/AAA/messages" + query);

    ErrorAssert.assertError(response, 400, "INVALID_ARGUMENT");
    assertThat(Client.json(response).at("/error/details/0/reason").asText())
        .isEqualTo("API_KEY_INVALID");
    assertThat(space.messages()).isEmpty();
  }

  @Test
  void aRequestWithoutAnyQueryIsRefused() throws Exception {
    ErrorAssert.assertError(at("/v1/spaces/AAA/messages"), 400, "INVALID_ARGUMENT");
  }

  @Test
  void anotherSpaceIsNotFound() throws Exception {
    ErrorAssert.assertError(at("/v1/spaces/BBB/messages?key=k&token=a%3Db"), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/v1/spaces/AAA", "/v1/spaces/AAA/messages/", "/v2/spaces/AAA/messages"})
  void unknownPath_isAnsweredWithAPage(String path) throws Exception {
    HttpResponse<String> response = at(path + "?key=k&token=a%3Db");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
    assertThat(response.body()).startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
  void onlyPostIsAllowed(String method) throws Exception {
    assertThat(Client.of(space).method(method).statusCode()).isEqualTo(405);
    assertThat(space.arrivals()).extracting(Arrival::method).containsExactly(method);
  }

  @Test
  void anUnknownParameterIsInvalid() throws Exception {
    ErrorAssert.assertInvalid(
        Client.of(space).post("&replyOption=x", Client.text("x")), "replyOption");
  }

  @Test
  void aRepeatedParameterIsInvalid() throws Exception {
    ErrorAssert.assertInvalid(
        Client.of(space).post("&requestId=1&requestId=2", Client.text("x")), "repeated");
  }

  @Test
  void errorsCanBeBare() throws Exception {
    try (ChatSpace bare = ChatSpace.builder().bareErrors().start()) {
      var error = Client.json(Client.of(bare).post("{}"));

      assertThat(error.has("error")).isFalse();
      assertThat(error.path("code").asInt()).isEqualTo(400);
      assertThat(error.path("status").asText()).isEqualTo("INVALID_ARGUMENT");
      assertThat(error.path("message").asText()).contains("empty");
    }
  }

  @Test
  void everyWebhookOfTheSpaceMayPost() throws Exception {
    try (ChatSpace two = ChatSpace.builder().token("one").addToken("two").start()) {
      assertThat(new Client(two.webhookUrl("one")).post(Client.text("x")).statusCode())
          .isEqualTo(200);
      assertThat(new Client(two.webhookUrl("two")).post(Client.text("x")).statusCode())
          .isEqualTo(200);
      assertThatIllegalArgumentException().isThrownBy(() -> two.webhookUrl("three"));
    }
  }

  @Test
  void theAddressHoldsWhatWasConfigured() {
    try (ChatSpace named = ChatSpace.builder().space("S1").key("kk").token("t%3D").start()) {
      assertThat(named.webhookUrl())
          .isEqualTo(
              "http://127.0.0.1:" + named.port() + "/v1/spaces/S1/messages?key=kk&token=t%3D");
    }
  }

  @Test
  void tokenThatNeedsEncoding_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ChatSpace.builder().token("a&b"));
    assertThatIllegalArgumentException().isThrownBy(() -> ChatSpace.builder().key(""));
    assertThatIllegalArgumentException().isThrownBy(() -> ChatSpace.builder().space("a/b"));
  }

  private HttpResponse<String> at(String pathAndQuery) throws Exception {
    return new Client("http://127.0.0.1:" + space.port() + pathAndQuery).post(Client.text("x"));
  }
}
