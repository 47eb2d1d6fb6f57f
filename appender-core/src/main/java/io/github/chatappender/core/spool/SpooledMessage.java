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
 * A message that tells critical entries, as it is posted: to be posted again just so until the
 * service has said yes. Knows nothing of the webhook's address. Immutable.
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
   * @param requestId names it to the service
   * @param body what is posted, UTF-8; not copied, not to be changed
   * @param threadKey the thread it is for, null for none
   * @param replyOption what the service does if the thread is not there
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

  /**
   * Returns what names the message to the service.
   *
   * @return a UUID
   */
  public String requestId() {
    return requestId;
  }

  /**
   * Returns what is posted.
   *
   * @return UTF-8, not to be changed
   */
  public byte[] body() {
    return body;
  }

  /**
   * Returns the thread's key.
   *
   * @return the key, null for no thread
   */
  public @Nullable String threadKey() {
    return threadKey;
  }

  /**
   * Returns what the service does if the thread is not there.
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
