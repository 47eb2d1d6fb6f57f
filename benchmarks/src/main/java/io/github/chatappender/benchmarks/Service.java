/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The services that other appenders post to, as far as these need. Immutable. */
enum Service {
  /** Accepts batches; an event is an array of a time and a line. */
  LOKI("http://127.0.0.1:%d/loki/api/v1/push", "[\"1", 204, ""),
  /** Accepts envelopes; an event is an item with a header. */
  SENTRY(
      "http://public@127.0.0.1:%d/1",
      "type\":\"event\"", 200, "{\"id\":\"9ec79c33ec9942ab8353589fcb2e04dc\"}"),
  /** Accepts one event per request. */
  SLACK("http://127.0.0.1:%d/slack", null, 200, "ok"),
  /** Accepts one event per request, in any form. */
  HTTP("http://127.0.0.1:%d/http", null, 200, "");

  final int status;
  final String answer;
  private final String address;
  private final @Nullable String event;

  Service(String address, @Nullable String event, int status, String answer) {
    this.address = address;
    this.event = event;
    this.status = status;
    this.answer = answer;
  }

  /** Returns the service's address for a configuration. */
  String address(int port) {
    return String.format(Locale.ROOT, address, port);
  }

  /** Reads a request's whole body and returns the number of its events. */
  long events(InputStream body) throws IOException {
    long found = 0;
    int matched = 0;
    byte[] buffer = new byte[8_192];
    for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
      for (int i = 0; event != null && i < length; i++) {
        boolean goesOn = buffer[i] == event.charAt(matched);
        matched = goesOn ? matched + 1 : buffer[i] == event.charAt(0) ? 1 : 0;
        if (matched == event.length()) {
          found++;
          matched = 0;
        }
      }
    }
    return event == null ? 1 : found;
  }
}
