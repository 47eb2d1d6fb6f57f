/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that reports critical entries, ready to post. It is posted again unchanged until the
 * service accepts it. Does not contain the webhook's address. Immutable.
 */
public final class SpooledMessage {

  /** The UUID that identifies the message to the service. */
  public final String requestId;

  /** The body to post: UTF-8, not to be changed. */
  public final byte[] body;

  /** The thread's key, null for no thread. */
  public final @Nullable String threadKey;

  /** The name of the option for a thread that does not exist. */
  public final String replyOption;

  /** The name of the fidelity: how much of its entries it shows. */
  public final String fidelity;

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

  String json(List<String> entries) {
    return Json.readable(
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

  static SpooledMessage of(JsonObject json) {
    return new SpooledMessage(
        json.string("requestId"),
        json.string("body").getBytes(StandardCharsets.UTF_8),
        json.stringOrNull("thread"),
        json.string("replyOption"),
        json.string("fidelity"));
  }
}
