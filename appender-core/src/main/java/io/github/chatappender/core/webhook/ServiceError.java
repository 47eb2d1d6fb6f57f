/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chatappender.core.text.Json;
import io.github.chatappender.core.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the service's description of an error: a {@code google.rpc.Status}, bare or inside {@code
 * error}, or any other body (HTML, empty). Never throws. Does not change after {@link #read}.
 */
final class ServiceError {

  static final String KEY_INVALID = "API_KEY_INVALID";
  private static final int PLAIN_BYTES = 4_096;
  private static final int WORDS_CHARS = 200;

  /** White space, controls (C1 too), Unicode line ends, directional marks, unpaired surrogates. */
  private static final Pattern UNSHOWN =
      Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  /** Whether the body starts with an object that has no field {@code error} of its own. */
  boolean absent;

  /** Whether the body contains a {@code google.rpc.Status}. */
  boolean parsed;

  /** The canonical code, such as {@code ALREADY_EXISTS}; empty if there is none. */
  String status = "";

  /** The reason in the details, such as {@code API_KEY_INVALID}; empty if there is none. */
  String reason = "";

  private String message = "";

  private ServiceError() {}

  static ServiceError read(byte[] body) {
    ServiceError error = new ServiceError();
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        error.absent = true;
        error.readFields(parser);
      }
    } catch (IOException | RuntimeException e) {
      // cut off or not JSON: keep the fields read so far
    }
    error.parsed = !error.message.isEmpty() || !error.status.isEmpty();
    if (!error.parsed) {
      error.message = plainText(body);
    }
    return error;
  }

  /** Returns status, reason and message, as far as known. */
  String words() {
    String quoted = message.isEmpty() ? "" : '"' + message + '"';
    return Stream.of(status, reason, quoted)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Reads the fields of an object and of all within it. */
  private void readFields(JsonParser parser) throws IOException {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      String name = parser.currentName();
      if (token == null) {
        return;
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME) {
        absent &= depth > 1 || !name.equals("error");
      } else if (name != null) {
        readText(name, parser.getText());
      }
    }
  }

  private void readText(String name, String text) {
    if (name.equals("status") && status.isEmpty()) {
      status = text;
    } else if (name.equals("message") && message.isEmpty()) {
      message = text;
    } else if (name.equals("reason") && !reason.equals(KEY_INVALID)) {
      // older forms of the error begin with a general reason
      reason = reason.isEmpty() || text.equals(KEY_INVALID) ? text : reason;
    }
  }

  private static String plainText(byte[] body) {
    return new String(body, 0, Math.min(body.length, PLAIN_BYTES), StandardCharsets.UTF_8)
        .replaceAll("<[^>]{0,500}>", " ")
        .trim();
  }

  /** Returns a text as one short line, safe for a status line and the terminal that shows it. */
  static String oneLine(String text) {
    return Texts.ellipsed(UNSHOWN.matcher(text).replaceAll(" ").trim(), WORDS_CHARS);
  }
}
