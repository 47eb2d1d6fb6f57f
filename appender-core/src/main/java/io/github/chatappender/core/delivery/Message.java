/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Post;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message on its way: what it tells, its frozen body, and how often it was tried. Used by
 * the delivery thread alone.
 */
final class Message {

  /** Whose news it tells; incidents may be others than the loop's own once settings changed. */
  final NewsSource source;

  final Notice notice;
  final Losses losses;
  final Fidelity fidelity;
  final boolean mentions;
  final @Nullable String threadKey;
  final Post post;

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

  /** Where it is written down, if it tells critical entries. */
  @Nullable Path file;

  @Nullable Exchange exchange;
  long startedAt;

  /** When its attempt ends without an answer; of the attempt under way. */
  long deadline;

  Message(
      NewsSource source,
      Notice notice,
      Losses losses,
      Fidelity fidelity,
      boolean mentions,
      @Nullable String threadKey,
      Post post) {
    this.source = source;
    this.notice = notice;
    this.losses = losses;
    this.fidelity = fidelity;
    this.mentions = mentions;
    this.threadKey = threadKey;
    this.post = post;
  }

  boolean isUnderWay() {
    return exchange != null;
  }

  long events() {
    return notice.events();
  }
}
