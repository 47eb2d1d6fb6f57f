/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2.50,true,false,null,\"x\\\"\\n\"],\"b\":{}}",
        "[]",
        "\"\"",
        "12345678901234567890",
        "1E+400"
      })
  void everyKindOfValue_isWrittenAsItWasRead(String json) throws Exception {
    assertThat(Json.read(json)).hasToString(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "[1", "{} {}", "{'a':1}", "{\"a\":1,\"a\":2}", "nul", "[,]"})
  void everythingElse_isMalformed(String json) {
    assertThatExceptionOfType(Json.MalformedException.class).isThrownBy(() -> Json.read(json));
  }

  @Test
  void nesting_isLimited() throws Exception {
    assertThat(Json.read("[".repeat(100) + "]".repeat(100)).size()).isEqualTo(1);
    assertThatExceptionOfType(Json.MalformedException.class)
        .isThrownBy(() -> Json.read("[".repeat(101) + "]".repeat(101)))
        .withMessageContaining("100 deep");
  }

  @Test
  void pathThatDoesNotExist_leadsToAMissingValue() throws Exception {
    JsonValue value = Json.read("{\"a\":[{\"b\":\"c\"}]}");

    assertThat(value.at("/a/0/b").asText()).isEqualTo("c");
    assertThat(value.at("/a/1/b").isMissing()).isTrue();
    assertThat(value.at("/a/x/b").isMissing()).isTrue();
    assertThat(value.path("x").path(0).path("y").asText()).isEmpty();
  }

  @Test
  void typesAreDistinguished() throws Exception {
    JsonValue value = Json.read("[1,1.0,3000000000,true,\"1\",null]");

    assertThat(value)
        .extracting(JsonValue::isInt)
        .containsExactly(true, false, false, false, false, false);
    assertThat(value).extracting(v -> v.asInt(7)).containsExactly(1, 7, 7, 7, 7, 7);
    assertThat(value)
        .extracting(JsonValue::asText)
        .containsExactly("1", "1.0", "3000000000", "true", "1", "");
    assertThat(value)
        .extracting(JsonValue::asBoolean)
        .containsExactly(false, false, false, true, false, false);
  }

  @Test
  void valuesAreFoundByNameAtAnyDepth() throws Exception {
    JsonValue value = Json.read("{\"t\":{\"t\":1},\"a\":[{\"t\":2},{\"b\":{\"t\":3}}]}");

    assertThat(value.findValues("t"))
        .extracting(JsonValue::toString)
        .containsExactly("{\"t\":1}", "2", "3");
  }

  @Test
  void changedCopy_leavesTheOriginalAlone() throws Exception {
    JsonValue value = Json.read("{\"a\":1,\"b\":2}");

    assertThat(value.with("a", null)).hasToString("{\"b\":2}");
    assertThat(value.with("b", JsonValue.of("x"))).hasToString("{\"a\":1,\"b\":\"x\"}");
    assertThat(value).hasToString("{\"a\":1,\"b\":2}").isEqualTo(Json.read("{\"a\":1,\"b\":2}"));
  }

  @Test
  void objectOfAnotherClass_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonValue.of(new Object()));
  }
}
