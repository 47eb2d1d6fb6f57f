/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chatappender.core.text.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the message that the service returns for a post. Never throws. Immutable. */
final class PostedMessage {

  private final Map<String, String> texts = new HashMap<>();

  private PostedMessage() {}

  static PostedMessage read(byte[] body) {
    PostedMessage message = new PostedMessage();
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        message.readObject("", parser);
      }
    } catch (IOException e) {
      // cut off or not JSON: keep the fields read so far
    }
    return message;
  }

  /** Returns the message's name, which identifies it in the service; empty if unknown. */
  String name() {
    return text("name");
  }

  /** Returns the name of the message's thread; empty if unknown. */
  String thread() {
    return text("thread.name");
  }

  /** Returns a field of the message that is a text; empty if there is none. */
  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  private void readObject(String prefix, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        texts.put(name, parser.getText());
      } else if (value == JsonToken.START_OBJECT && name.equals("thread")) {
        readObject("thread.", parser);
      } else {
        parser.skipChildren();
      }
    }
  }
}
