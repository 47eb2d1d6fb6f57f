/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A message as the service reads it: exactly a text and an optional thread key. */
final class Posted {

  final String text;
  final @Nullable String threadKey;

  private Posted(String text, @Nullable String threadKey) {
    this.text = text;
    this.threadKey = threadKey;
  }

  static Posted read(byte[] body) {
    try (JsonParser json = new JsonFactory().createParser(body)) {
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      assertThat(json.nextFieldName()).isEqualTo("text");
      String text = json.nextTextValue();
      String threadKey = null;
      if (json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals("markupSyntax")) {
        json.nextTextValue();
        json.nextToken();
      }
      if (json.currentToken() == JsonToken.FIELD_NAME) {
        assertThat(json.currentName()).isEqualTo("thread");
        assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
        assertThat(json.nextFieldName()).isEqualTo("threadKey");
        threadKey = json.nextTextValue();
        assertThat(json.nextToken()).isEqualTo(JsonToken.END_OBJECT);
        assertThat(json.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      }
      assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(json.nextToken()).isNull();
      return new Posted(text, threadKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
