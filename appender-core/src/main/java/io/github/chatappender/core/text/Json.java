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

/** Writes pieces of JSON, so that each can be measured before it is taken. Stateless. */
public final class Json {

  /** Makes all parsers and generators; thread-safe. */
  public static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes the fields of an object. */
  public interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Returns an object. */
  public static String object(Fields fields) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Returns how long a piece is on its way. */
  public static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }
}
