/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.Instant;

/** The parts of an HTTP request that the space needs. */
final class SpaceRequest {
  private final String method;
  private final String path;
  private final RawQuery query;
  private final String contentType;
  private final byte[] body;
  private final long bodyBytes;
  private final long nanos;
  private final Instant time;

  SpaceRequest(
      String method,
      String path,
      RawQuery query,
      String contentType,
      byte[] body,
      long bodyBytes,
      long nanos,
      Instant time) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.contentType = contentType;
    this.body = body;
    this.bodyBytes = bodyBytes;
    this.nanos = nanos;
    this.time = time;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  RawQuery query() {
    return query;
  }

  /** Returns the value of the Content-Type header, empty if there is none. */
  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  /** Returns the size of the whole body; only its beginning may be kept. */
  long bodyBytes() {
    return bodyBytes;
  }

  long nanos() {
    return nanos;
  }

  Instant time() {
    return time;
  }
}
