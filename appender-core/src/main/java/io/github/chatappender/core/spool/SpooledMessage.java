/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message that reports critical entries, ready to post. It is posted again unchanged until the
 * service accepts it. Does not contain the webhook's address. Immutable.
 */
public final class SpooledMessage {

  private final String requestId;
  private final byte[] body;
  private final @Nullable String threadKey;
  private final String replyOption;
  private final String fidelity;

  /**
   * Describes a message.
   *
   * @param requestId identifies it to the service
   * @param body the body to post, UTF-8; not copied, not to be changed
   * @param threadKey the thread it is for, null for none
   * @param replyOption the service's action if the thread does not exist
   * @param fidelity how much of its entries it shows
   */
  public SpooledMessage(
      String requestId,
      byte[] body,
      @Nullable String threadKey,
      String replyOption,
      String fidelity) {
    this.requestId = requestId;
    this.body = body;
    this.threadKey = threadKey;
    this.replyOption = replyOption;
    this.fidelity = fidelity;
  }

  /** Returns the UUID that identifies the message to the service. */
  public String requestId() {
    return requestId;
  }

  /**
   * Returns the body to post.
   *
   * @return UTF-8, not to be changed
   */
  public byte[] body() {
    return body;
  }

  /** Returns the thread's key, null for no thread. */
  public @Nullable String threadKey() {
    return threadKey;
  }

  /**
   * Returns the service's action if the thread does not exist.
   *
   * @return the name of an option
   */
  public String replyOption() {
    return replyOption;
  }

  /**
   * Returns how much of its entries it shows.
   *
   * @return the name of a fidelity
   */
  public String fidelity() {
    return fidelity;
  }

  String json(List<String> entries) {
    return Json.object(
        json -> {
          json.writeStringField("requestId", requestId);
          json.writeStringField("thread", threadKey);
          json.writeStringField("replyOption", replyOption);
          json.writeStringField("fidelity", fidelity);
          json.writeArrayFieldStart("entries");
          for (String entry : entries) {
            json.writeString(entry);
          }
          json.writeEndArray();
          json.writeStringField("body", new String(body, StandardCharsets.UTF_8));
        });
  }

  static SpooledMessage of(Map<String, @Nullable Object> json) {
    return new SpooledMessage(
        EntryJson.string(json, "requestId"),
        EntryJson.string(json, "body").getBytes(StandardCharsets.UTF_8),
        (String) json.get("thread"),
        EntryJson.string(json, "replyOption"),
        EntryJson.string(json, "fidelity"));
  }

  static List<String> entries(Map<String, @Nullable Object> json) {
    return EntryJson.list(json, "entries").stream()
        .map(name -> (String) Objects.requireNonNull(name))
        .collect(Collectors.toList());
  }
}
