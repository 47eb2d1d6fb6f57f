/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.ReplyOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message on its way: what it shows, its frozen body, and how often it was tried. Used by
 * the delivery thread alone.
 */
final class Message {

  /** The source of its news; incidents may be others than the loop's own once settings changed. */
  final NewsSource source;

  final Notice notice;

  /** The notice as it is posted, the same through all its retries. */
  final Rendered rendered;

  final Losses losses;

  /** Names it to the service, so that a repeat is not posted again; a UUID. */
  final String requestId;

  final ReplyOption replyOption;

  /** Attempts that count towards {@code maxAttempts}: those that failed, but for 429. */
  int failedAttempts;

  /** How often a step has failed while it was at hand. */
  int defects;

  /** How often the post was started. */
  int starts;

  /** How deep its latest post reached into the bucket; a retry keeps the rank of its notices. */
  Permit permit = Permit.LAST;

  /** Whether the one retry that a 401 gets is used up. */
  boolean unauthorizedBefore;

  /** The settings that cannot be used which it names. */
  List<String> faults = List.of();

  /** Where it is written down, if it shows critical entries. */
  @Nullable Path file;

  @Nullable Exchange exchange;
  long startedAt;

  /** When its attempt ends without an answer; of the attempt under way. */
  long deadline;

  Message(
      NewsSource source,
      Rendered rendered,
      Losses losses,
      String requestId,
      ReplyOption replyOption) {
    this.source = source;
    this.notice = rendered.notice;
    this.rendered = rendered;
    this.losses = losses;
    this.requestId = requestId;
    this.replyOption = replyOption;
  }

  boolean isUnderWay() {
    return exchange != null;
  }

  long events() {
    return notice.events();
  }

  /** Returns what is appended to the webhook's address. */
  String parameters() {
    return replyOption.parameters(requestId);
  }
}
