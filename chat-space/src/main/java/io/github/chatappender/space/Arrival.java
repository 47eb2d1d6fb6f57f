/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request to the space, with any outcome. Immutable. */
public final class Arrival {
  private final SpaceRequest request;
  private final long number;
  private final int status;
  private final Answer answer;

  Arrival(long number, SpaceRequest request, int status, Answer answer) {
    this.number = number;
    this.request = request;
    this.status = status;
    this.answer = answer;
  }

  /** Returns its number among all requests to the space; the first is 1. */
  public long number() {
    return number;
  }

  /** Returns the {@link System#nanoTime} at which the request arrived, before its body was read. */
  public long nanos() {
    return request.nanos();
  }

  /** Returns the time of day at which the request arrived. */
  public Instant time() {
    return request.time();
  }

  /** Returns the HTTP status of the answer, or 0 if the connection was closed without one. */
  public int status() {
    return status;
  }

  /** Returns the body of the answer, empty if there was none. */
  public String answer() {
    return status == 0 ? "" : new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Returns, in plain words, the faults of a message that the service accepts nevertheless. */
  public List<String> objections() {
    return answer.objections();
  }

  /** Returns the HTTP method. */
  public String method() {
    return request.method();
  }

  /** Returns the path as sent. */
  public String path() {
    return request.path();
  }

  /** Returns the query as sent, with a star for the values of {@code key} and {@code token}. */
  public String query() {
    return request.query().masked();
  }

  /** Returns the decoded {@code requestId}, or null if there was none or it cannot be decoded. */
  public @Nullable String requestId() {
    return request.query().value("requestId");
  }

  /**
   * Returns the decoded {@code messageReplyOption}, or null if there was none or it cannot be
   * decoded.
   */
  public @Nullable String replyOption() {
    return request.query().value("messageReplyOption");
  }

  /** Returns the body as UTF-8; at most the first megabyte of it. */
  public String body() {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  /** Returns a copy of the body's bytes; at most the first megabyte of it. */
  public byte[] bodyBytes() {
    return request.body().clone();
  }

  /** Returns the message that this request has posted, or null. */
  @Nullable ChatMessage posted() {
    return answer.posted();
  }

  String contentType() {
    return request.contentType();
  }

  long bodySize() {
    return request.bodyBytes();
  }

  long keptBytes() {
    return (long) request.body().length + answer.body().length;
  }

  @Override
  public String toString() {
    return request.method() + " " + request.path() + "?" + query() + " -> " + status;
  }
}
