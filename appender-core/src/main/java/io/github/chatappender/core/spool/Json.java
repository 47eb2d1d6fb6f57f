/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an object as readable JSON, and reads one into maps and lists. Stateless. */
final class Json {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_DEPTH = 10;

  private Json() {}

  /** Writes the fields of an object. */
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static String object(Fields fields) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the text is not a JSON object
   */
  static Map<String, @Nullable Object> read(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      return object(json, 0);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser json, int depth)
      throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json, depth + 1));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json, int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || depth > MOST_DEPTH) {
      throw new IOException(token == null ? "ends early" : "too deep");
    }
    switch (token) {
      case START_OBJECT:
        return object(json, depth);
      case START_ARRAY:
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json, depth + 1));
        }
        return items;
      case VALUE_NUMBER_INT:
        return json.getLongValue();
      case VALUE_TRUE:
      case VALUE_FALSE:
        return json.getBooleanValue();
      case VALUE_NULL:
        return null;
      default:
        return json.getText();
    }
  }
}
