/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceErrorTest {

  @Test
  void aBareStatusIsRead() {
    ServiceError error =
        read(
            "{\"code\":503,\"message\":\"The service is currently unavailable.\","
                + "\"status\":\"UNAVAILABLE\"}");

    assertThat(error.status).isEqualTo("UNAVAILABLE");
    assertThat(error.reason).isEmpty();
    assertThat(error.words()).isEqualTo("UNAVAILABLE \"The service is currently unavailable.\"");
  }

  @Test
  void aStatusInsideErrorIsRead() {
    ServiceError error =
        read(
            "{\"error\":{\"code\":400,\"message\":\"API key not valid.\","
                + "\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"x\","
                + "\"reason\":\"API_KEY_INVALID\",\"metadata\":{\"service\":\"chat\"}}]}}");

    assertThat(error.status).isEqualTo("INVALID_ARGUMENT");
    assertThat(error.reason).isEqualTo("API_KEY_INVALID");
    assertThat(error.words()).isEqualTo("INVALID_ARGUMENT API_KEY_INVALID \"API key not valid.\"");
  }

  @Test
  void firstOfSeveralReasons_isRead() {
    ServiceError error =
        read(
            "{\"error\":{\"details\":[[{\"reason\":\"A\"}],{\"reason\":\"B\"}],\"status\":\"S\"}}");

    assertThat(error.reason).isEqualTo("A");
    assertThat(error.words()).isEqualTo("S A");
  }

  @Test
  void aPageIsReadAsText() {
    ServiceError error =
        read("<!DOCTYPE html><html><title>Error 404</title><body>Not found.</body></html>");

    assertThat(error.status).isEmpty();
    assertThat(ServiceError.oneLine(error.words())).isEqualTo("\"Error 404 Not found.\"");
  }

  @Test
  void truncatedJson_isReadUpToTheCut() {
    ServiceError error = read("{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"mess");

    assertThat(error.status).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(error.words()).isEqualTo("RESOURCE_EXHAUSTED");
  }

  @Test
  void emptyBody_givesNoWords() {
    assertThat(read("").words()).isEmpty();
    assertThat(read("  \n").words()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "\"text\"", "42", "null", "{}", "{\"a\":{}}", "nonsense"})
  void otherContent_isQuoted(String body) {
    assertThat(read(body).words()).isEqualTo("\"" + body + "\"");
  }

  @Test
  void deepNestingEndsWithoutOverflow() {
    String deep = "{\"a\":[".repeat(10_000) + "{\"status\":\"DEEP\"}" + "]}".repeat(10_000);
    String flatBehind = "{\"a\":" + "[".repeat(40) + "]".repeat(40) + ",\"status\":\"BEHIND\"}";

    assertThat(read(deep)).isNotNull();
    assertThat(read(flatBehind).words()).isNotEmpty();
  }

  @Test
  void invalidUtf8_isShownAsFarAsReadable() {
    byte[] body = "{\"message\":\"caf\u00E9\"}".getBytes(StandardCharsets.ISO_8859_1);

    ServiceError error = ServiceError.read(body);

    assertThat(error.words()).isEqualTo("\"{\"message\":\"caf\uFFFD\"}\"");
  }

  @Test
  void randomBytes_doNotBreakTheReader() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      String json = "{\"error\":{\"status\":\"S\",\"details\":[{\"reason\":\"R\"}]}}";
      byte[] mutated = json.getBytes(StandardCharsets.UTF_8);
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();

      assertThat(ServiceError.read(body)).isNotNull();
      assertThat(ServiceError.oneLine(ServiceError.read(mutated).words())).doesNotContain("\n");
    }
  }

  @Test
  void oneLine_isShortAndSingle() {
    assertThat(ServiceError.oneLine(" a\n\tb\u0000\u0007c  d ")).isEqualTo("a b c d");
    assertThat(ServiceError.oneLine("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(ServiceError.oneLine("x".repeat(201))).isEqualTo("x".repeat(199) + "…");
  }

  private static ServiceError read(String body) {
    return ServiceError.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
