/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes JSON in pieces, so that each can be measured before use. Stateless. */
public final class Json {

  /** Creates all parsers and generators; thread-safe. */
  public static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes the fields of an object. */
  public interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Returns an object as JSON. */
  public static String object(Fields fields) {
    return object(fields, false);
  }

  /** Returns an object as JSON in indented lines. */
  public static String readable(Fields fields) {
    return object(fields, true);
  }

  private static String object(Fields fields, boolean readable) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      if (readable) {
        json.useDefaultPrettyPrinter();
      }
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Returns the length of a piece in UTF-8. */
  public static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }
}
