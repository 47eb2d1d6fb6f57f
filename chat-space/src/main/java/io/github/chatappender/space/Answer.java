/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP answer before it is written. Immutable. */
final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable ChatMessage posted;
  private final List<String> objections;

  private Answer(
      int status,
      Map<String, String> headers,
      byte[] body,
      @Nullable ChatMessage posted,
      List<String> objections) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.posted = posted;
    this.objections = objections;
  }

  static Answer of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, Map.of("Content-Type", contentType), body, null, List.of());
  }

  static Answer json(int status, Object body) {
    return of(status, "application/json; charset=UTF-8", Json.write(body));
  }

  static Answer html(int status, String title) {
    return of(
        status,
        "text/html; charset=UTF-8",
        "<!DOCTYPE html>\n<html lang=en><title>"
            + title
            + "</title><p><b>"
            + status
            + ".</b> "
            + title
            + ".</html>\n");
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body, posted, objections);
  }

  /** Adds the message that this answers, unless it was posted before, and the objections to it. */
  Answer about(@Nullable ChatMessage message, List<String> objectionsToIt) {
    return new Answer(status, headers, body, message, List.copyOf(objectionsToIt));
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** Returns the message that the request has posted, or null. */
  @Nullable ChatMessage posted() {
    return posted;
  }

  List<String> objections() {
    return objections;
  }
}
