/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way to spoil a request. Immutable; the {@code with} methods return a changed copy.
 *
 * <p>Either the request is handled as usual and only its answer is spoiled, or it is not handled at
 * all: nothing is checked, posted or taken from the quota, and a prepared answer is sent.
 */
public final class Misbehavior {
  private static final Misbehavior NONE =
      new Misbehavior(true, 200, null, Map.of(), Cut.NOWHERE, Duration.ZERO);

  private final boolean handled;
  private final int status;
  private final @Nullable Answer body;
  private final Map<String, String> headers;
  private final Cut cut;
  private final Duration delay;

  private Misbehavior(
      boolean handled,
      int status,
      @Nullable Answer body,
      Map<String, String> headers,
      Cut cut,
      Duration delay) {
    this.handled = handled;
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.cut = cut;
    this.delay = delay;
  }

  /**
   * Answers with the given status and a body like the service's errors; nothing is posted.
   *
   * @param status 200 to 599
   * @throws IllegalArgumentException if the status is outside that range
   */
  public static Misbehavior status(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be 200 to 599: " + status);
    }
    return new Misbehavior(false, status, null, Map.of(), Cut.NOWHERE, Duration.ZERO);
  }

  /**
   * Handles the request as usual, at once, but delays the answer.
   *
   * @throws IllegalArgumentException if the delay is negative
   */
  public static Misbehavior delay(Duration delay) {
    return NONE.delayedBy(delay);
  }

  /** Closes the connection instead of answering; nothing is posted. */
  public static Misbehavior resetBeforeAnswer() {
    return new Misbehavior(false, 200, null, Map.of(), Cut.BEFORE_ANSWER, Duration.ZERO);
  }

  /** Handles the request as usual, but closes the connection after half of the answer's body. */
  public static Misbehavior resetDuringAnswer() {
    return new Misbehavior(true, 200, null, Map.of(), Cut.DURING_ANSWER, Duration.ZERO);
  }

  /**
   * Handles the request as usual, which may post the message, but closes the connection unanswered.
   */
  public static Misbehavior answerLost() {
    return new Misbehavior(true, 200, null, Map.of(), Cut.BEFORE_ANSWER, Duration.ZERO);
  }

  /** Answers 200 with an invalid JSON body; nothing is posted. */
  public static Misbehavior garbage() {
    return status(200).withBody("application/json; charset=UTF-8", "\u0000\u0001}{ not JSON");
  }

  /** Answers 200 with an HTML page, like a proxy with a login form; nothing is posted. */
  public static Misbehavior html() {
    return status(200)
        .withBody(
            "text/html; charset=UTF-8", "<!DOCTYPE html><title>Sign in</title><p>Please sign in.");
  }

  /** Adds or replaces a header of the answer. */
  public Misbehavior withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Misbehavior(handled, status, body, more, cut, delay);
  }

  /**
   * Replaces the body of the answer.
   *
   * @throws IllegalStateException if the request is handled as usual, whose answer is fixed
   */
  public Misbehavior withBody(String contentType, String text) {
    if (handled) {
      throw new IllegalStateException("only a status can have a body");
    }
    return new Misbehavior(
        false, status, Answer.of(status, contentType, text), headers, cut, delay);
  }

  /**
   * Delays the answer, or the closing of the connection.
   *
   * @throws IllegalArgumentException if the delay is negative
   */
  public Misbehavior delayedBy(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative: " + delay);
    }
    return new Misbehavior(handled, status, body, headers, cut, delay);
  }

  /** Says in a few words what happens to a request. */
  @Override
  public String toString() {
    String late = delay.isZero() ? "" : " after " + delay.toMillis() + " ms";
    switch (cut) {
      case BEFORE_ANSWER:
        return (handled ? "no answer" : "reset") + late;
      case DURING_ANSWER:
        return "half an answer" + late;
      case NOWHERE:
        break;
    }
    if (handled) {
      return delay.isZero() ? "as usual" : "answer" + late;
    }
    return (body == null ? "status " : "another body, status ") + status + late;
  }

  static Misbehavior none() {
    return NONE;
  }

  Answer answer(MessageService service, ErrorBody errors, SpaceRequest request) {
    return plainAnswer(service, errors, request).with(headers);
  }

  Cut cut() {
    return cut;
  }

  Duration delay() {
    return delay;
  }

  private Answer plainAnswer(MessageService service, ErrorBody errors, SpaceRequest request) {
    if (handled) {
      return service.answer(request);
    }
    return body == null ? errors.of(status) : body;
  }

  /** The points at which the connection breaks. */
  enum Cut {
    NOWHERE,
    BEFORE_ANSWER,
    DURING_ANSWER
  }
}
