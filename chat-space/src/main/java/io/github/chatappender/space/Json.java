/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Refuses duplicate names and anything after the value. Stateless. */
final class Json {
  /** The depth at which Google's parser gives up. */
  static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws MalformedException if the text is not exactly one value
   */
  static JsonValue read(String json) throws MalformedException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new MalformedException("there is no content");
      }
      JsonValue value = JsonValue.of(value(parser, first, 1));
      if (parser.nextToken() != null) {
        throw new MalformedException("there is content after the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new MalformedException(String.valueOf(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string cannot fail to be read
    }
  }

  /** Writes a text, number, boolean, {@link JsonValue}, or a list or map of these. */
  static String write(@Nullable Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, JsonValue.of(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string cannot fail to be written
    }
    return out.toString();
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token, int depth)
      throws IOException, MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("it is nested more than " + MAX_DEPTH + " deep");
    }
    switch (token) {
      case START_OBJECT:
        return object(parser, depth);
      case START_ARRAY:
        return array(parser, depth);
      case VALUE_STRING:
        return parser.getText();
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      case VALUE_NULL:
        return null;
      case VALUE_NUMBER_INT:
        return parser.getNumberValue();
      case VALUE_NUMBER_FLOAT:
        return parser.getDecimalValue();
      default:
        throw new MalformedException("unexpected " + token);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, int depth)
      throws IOException, MalformedException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken(), depth + 1));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser, int depth)
      throws IOException, MalformedException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token, depth + 1));
    }
    return elements;
  }

  private static void write(JsonGenerator out, JsonValue value) throws IOException {
    if (value.isObject()) {
      out.writeStartObject();
      for (String name : value.names()) {
        out.writeFieldName(name);
        write(out, value.path(name));
      }
      out.writeEndObject();
    } else if (value.isArray()) {
      out.writeStartArray();
      for (JsonValue element : value) {
        write(out, element);
      }
      out.writeEndArray();
    } else if (value.isText()) {
      out.writeString(value.asText());
    } else if (value.raw() instanceof Number) {
      out.writeNumber(value.asText());
    } else if (value.isBoolean()) {
      out.writeBoolean(value.asBoolean());
    } else {
      out.writeNull();
    }
  }

  /** Says why a text is not JSON. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }
}
