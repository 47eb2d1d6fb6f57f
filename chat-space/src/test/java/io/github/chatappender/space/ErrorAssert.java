/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Asserts the form of the service's errors. */
final class ErrorAssert {
  private ErrorAssert() {}

  static void assertInvalid(HttpResponse<String> response, String messagePart) throws IOException {
    assertError(response, 400, "INVALID_ARGUMENT");
    assertThat(Client.json(response).at("/error/message").asText()).contains(messagePart);
  }

  static void assertError(HttpResponse<String> response, int code, String status)
      throws IOException {
    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(Client.JSON);
    JsonNode error = Client.json(response).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(code);
    assertThat(error.path("status").asText()).isEqualTo(status);
    assertThat(error.path("message").asText()).isNotBlank();
  }
}
