/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.ReplyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message to be delivered: its notice, its frozen body, and its attempts. Used only by the
 * delivery thread.
 */
final class Message {

  /** The source of its news; after new settings perhaps not the loop's current incidents. */
  final NewsSource source;

  final Notice notice;

  /** The notice as posted, the same for all retries. */
  final Rendered rendered;

  /** The losses that it reports. */
  final Map<DropReason, Long> losses;

  /** The unusable settings that it lists. */
  final List<String> faults;

  /** Identifies it to the service, so that a repeat is not posted again; a UUID. */
  final String requestId;

  final ReplyOption replyOption;

  /** Failed attempts that count towards {@code maxAttempts}: all but 429s. */
  int failedAttempts;

  /** How many steps have failed with this message as the current one. */
  int defects;

  /** How often the post was started. */
  int starts;

  /** How deep its latest post reached into the bucket; a retry keeps the rank of its notices. */
  Permit permit = Permit.LAST;

  /** Whether the one retry after a 401 is used up. */
  boolean unauthorizedBefore;

  /** Its file on disk, if it shows critical entries. */
  @Nullable Path file;

  @Nullable Exchange exchange;
  long startedAt;

  /** When the current attempt ends without an answer. */
  long deadline;

  Message(
      NewsSource source,
      Rendered rendered,
      Map<DropReason, Long> losses,
      List<String> faults,
      String requestId,
      ReplyOption replyOption) {
    this.source = source;
    this.notice = rendered.notice;
    this.rendered = rendered;
    this.losses = losses;
    this.faults = faults;
    this.requestId = requestId;
    this.replyOption = replyOption;
  }
}
