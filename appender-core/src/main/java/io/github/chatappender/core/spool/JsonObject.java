/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chatappender.core.text.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object read from JSON. A field that is missing or has another type throws a {@link
 * RuntimeException}. Immutable.
 */
final class JsonObject {

  private static final int MOST_DEPTH = 10;

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private JsonObject(JsonParser json, int depth) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json, depth + 1));
    }
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the text is not a JSON object
   */
  static JsonObject read(String text) throws IOException {
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      return new JsonObject(json, 0);
    }
  }

  private static @Nullable Object value(JsonParser json, int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || depth > MOST_DEPTH) {
      throw new IOException(token == null ? "ends early" : "too deep");
    }
    switch (token) {
      case START_OBJECT:
        return new JsonObject(json, depth);
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

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  String string(String name) {
    return Objects.requireNonNull(stringOrNull(name));
  }

  @Nullable String stringOrNull(String name) {
    return (String) fields.get(name);
  }

  /** Returns a number; 0 if it is missing, as in files of older versions. */
  int count(String name) {
    Object count = fields.get(name);
    return count == null ? 0 : Math.toIntExact((Long) count);
  }

  /** Returns a time in milliseconds since 1970-01-01T00:00Z. */
  long millis(String name) {
    return Instant.parse(string(name)).toEpochMilli();
  }

  /** Returns the items of an array, all of one type. */
  <T> List<T> list(String name, Class<T> type) {
    return ((List<?>) Objects.requireNonNull(fields.get(name)))
        .stream().map(type::cast).collect(Collectors.toList());
  }

  /** Returns the fields of an object within this one, all strings. */
  Map<String, String> strings(String name) {
    Map<String, String> strings = new LinkedHashMap<>();
    JsonObject object = (JsonObject) Objects.requireNonNull(fields.get(name));
    object.fields.keySet().forEach(key -> strings.put(key, object.string(key)));
    return strings;
  }
}
