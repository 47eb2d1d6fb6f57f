/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One accepted message. Immutable. */
public final class ChatMessage {
  private final String name;
  private final String threadName;
  private final @Nullable String threadKey;
  private final @Nullable String requestId;
  private final Webhook webhook;
  private final Draft draft;
  private final Instant time;

  ChatMessage(
      String name,
      String threadName,
      @Nullable String threadKey,
      @Nullable String requestId,
      Webhook webhook,
      Draft draft,
      Instant time) {
    this.name = name;
    this.threadName = threadName;
    this.threadKey = threadKey;
    this.requestId = requestId;
    this.webhook = webhook;
    this.draft = draft;
    this.time = time;
  }

  /** Returns the resource name, {@code spaces/AAA/messages/m1}; numbered in order of posting. */
  public String name() {
    return name;
  }

  /** Returns the resource name of its thread, {@code spaces/AAA/threads/t1}. */
  public String threadName() {
    return threadName;
  }

  /** Returns the thread's key, or null if it has none or the sent key was ignored. */
  public @Nullable String threadKey() {
    return threadKey;
  }

  /** Returns its {@code requestId}, or null. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** Returns the text, or an empty one if the message has none. */
  public String text() {
    return draft.text();
  }

  /** Returns the whole body as sent. */
  public JsonValue body() {
    return draft.body();
  }

  /**
   * Returns the elements of {@code cardsV2} as shown: without the parts that the service silently
   * drops.
   */
  public List<JsonValue> cards() {
    return draft.cards();
  }

  /** Returns when it was posted. */
  public Instant time() {
    return time;
  }

  /** Returns the id of its space, {@code AAA}. */
  public String space() {
    return webhook.space();
  }

  Webhook webhook() {
    return webhook;
  }

  /** Returns whether it was made of this draft, not of an earlier one with its request id. */
  boolean isOf(Draft other) {
    return draft.isSame(other);
  }

  @Override
  public String toString() {
    return name + " in " + threadName + ": " + text();
  }
}
