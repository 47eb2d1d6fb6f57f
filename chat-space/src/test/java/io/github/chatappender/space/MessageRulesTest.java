/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {
  private final ChatSpace space = ChatSpace.start();
  private final Client client = Client.of(space);

  @AfterEach
  void close() {
    space.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json; charset=ISO-8859-1",
        "application/jsonx",
        "text/json"
      })
  void anotherContentTypeIsInvalid(String contentType) throws Exception {
    refused("content type", client.postAs(contentType, Client.text("x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"text\":\"a\"",
        "{\"text\":\"a\"} x",
        "{'text':'a'}",
        "{\"text\":\"a\nb\"}"
      })
  void textThatIsNotJson_isInvalid(String body) throws Exception {
    refused("Invalid JSON", client.post(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "null", "7"})
  void jsonThatIsNotAnObject_isInvalid(String body) throws Exception {
    refused("object", client.post(body));
  }

  @Test
  void repeatedField_isInvalid() throws Exception {
    refused("Invalid JSON", client.post("{\"text\":\"a\",\"text\":\"b\"}"));
  }

  @Test
  void bytesThatAreNotUtf8AreInvalid() throws Exception {
    byte[] latin1 = "{\"text\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

    refused("UTF-8", client.post(latin1));
  }

  @Test
  void anEncodedSurrogateIsNotUtf8() throws Exception {
    byte[] body = "{\"text\":\"???\"}".getBytes(StandardCharsets.UTF_8);
    body[9] = (byte) 0xED;
    body[10] = (byte) 0xA0;
    body[11] = (byte) 0xBD;

    refused("UTF-8", client.post(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\\ud83d\"}",
        "{\"text\":\"a\",\"thread\":{\"threadKey\":\"\\udd34\"}}"
      })
  void anEscapedLoneSurrogateIsInvalid(String body) throws Exception {
    refused("surrogate", client.post(body));
  }

  @Test
  void anEscapedPairOfSurrogatesIsFine() throws Exception {
    client.post("{\"text\":\"\\ud83d\\udd34\"}");

    assertThat(space.messages().get(0).text()).isEqualTo("🔴");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cards", "formattedText", "Text", "requestId", "name"})
  void anUnknownFieldIsInvalid(String field) throws Exception {
    refused("\"" + field + "\"", client.post("{\"text\":\"a\",\"" + field + "\":\"b\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accessoryWidgets", "privateMessageViewer", "actionResponse"})
  void fieldsReservedForApps_areInvalid(String field) throws Exception {
    refused("webhook", client.post("{\"text\":\"a\",\"" + field + "\":{}}"));
  }

  @Test
  void theOtherFieldsAreAccepted() throws Exception {
    var response =
        client.post(
            "{\"text\":\"a\",\"markupSyntax\":\"MARKUP_SYNTAX_CHAT\",\"fallbackText\":\"b\","
                + "\"thread\":{\"threadKey\":\"c\"},\"cardsV2\":[{\"cardId\":\"d\",\"card\":{}}]}");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"text\":\"\"}", "{\"text\":\" \\n\"}", "{\"cardsV2\":[]}"})
  void anEmptyMessageIsInvalid(String body) throws Exception {
    refused("empty", client.post(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":7}",
        "{\"text\":null}",
        "{\"text\":\"a\",\"fallbackText\":{}}",
        "{\"text\":\"a\",\"markupSyntax\":1}",
        "{\"text\":\"a\",\"markupSyntax\":\"MARKDOWN\"}",
        "{\"text\":\"a\",\"thread\":\"key\"}",
        "{\"text\":\"a\",\"thread\":{\"threadKey\":7}}",
        "{\"text\":\"a\",\"cardsV2\":{}}",
        "{\"text\":\"a\",\"cardsV2\":[{\"header\":{}}]}"
      })
  void aFieldOfTheWrongTypeIsInvalid(String body) throws Exception {
    refused("Invalid value", client.post(body));
  }

  @Test
  void anotherFieldOfTheThreadIsInvalid() throws Exception {
    refused("\"key\"", client.post("{\"text\":\"a\",\"thread\":{\"key\":\"b\"}}"));
  }

  @Test
  void aBodyOfExactlyTheLimitIsAccepted() throws Exception {
    try (ChatSpace anyText = ChatSpace.builder().anyTextLength().start()) {
      assertThat(Client.of(anyText).post(bodyOfBytes(32_000)).statusCode()).isEqualTo(200);
      ErrorAssert.assertInvalid(Client.of(anyText).post(bodyOfBytes(32_001)), "32000 bytes");
    }
  }

  @Test
  void theBodyIsMeasuredInBytes() throws Exception {
    try (ChatSpace anyText = ChatSpace.builder().anyTextLength().start()) {
      ErrorAssert.assertInvalid(
          Client.of(anyText).post(Client.text("€".repeat(11_000))), "32000 bytes");
    }
  }

  @Test
  void aBodyFarOverTheLimitIsStillAnswered() throws Exception {
    refused("32000 bytes", client.post(bodyOfBytes(3_000_000)));
  }

  @Test
  void theTextIsLimitedInChars() throws Exception {
    assertThat(client.post(Client.text("x".repeat(4_096))).statusCode()).isEqualTo(200);
    ErrorAssert.assertInvalid(client.post(Client.text("x".repeat(4_097))), "4096");
  }

  @Test
  void theLimitOfTheTextCanBeSet() throws Exception {
    try (ChatSpace narrow = ChatSpace.builder().maxTextChars(3).start()) {
      assertThat(Client.of(narrow).post(Client.text("abc")).statusCode()).isEqualTo(200);
      ErrorAssert.assertInvalid(Client.of(narrow).post(Client.text("abcd")), "3");
    }
  }

  @Test
  void theThreadKeyIsLimited() throws Exception {
    assertThat(client.post(Client.text("x", "k".repeat(4_000))).statusCode()).isEqualTo(200);
    ErrorAssert.assertInvalid(client.post(Client.text("x", "k".repeat(4_001))), "4000");
  }

  private void refused(String messagePart, HttpResponse<String> response) throws Exception {
    ErrorAssert.assertInvalid(response, messagePart);
    assertThat(space.messages()).isEmpty();
    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(400);
  }

  private static String bodyOfBytes(int bytes) {
    String frame = Client.text("");
    return Client.text("x".repeat(bytes - frame.length()));
  }
}
