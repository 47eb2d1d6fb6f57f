/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/** Says what an answer means for the message and for the webhook. Immutable. */
public final class Outcome {

  /** The meanings of an answer. */
  public enum Verdict {
    /** The message is in the space. */
    DELIVERED,
    /** It may work later, with the same body and request id. */
    PASSING,
    /** The space has had enough for now; says nothing about the message. */
    THROTTLED,
    /** The service does not know us, perhaps for a moment only. */
    UNAUTHORIZED,
    /** The message is refused and would be refused again. */
    MESSAGE_FAULT,
    /** The webhook does not work, whatever the message. */
    WEBHOOK_FAULT,
    /** The thread to reply to does not exist. */
    THREAD_GONE
  }

  /** Stands for "the service has not said how long to wait". */
  public static final long NO_WISH = -1;

  private final Verdict verdict;
  private final String words;
  private final long retryAfterNanos;

  Outcome(Verdict verdict, String words, long retryAfterNanos) {
    this.verdict = verdict;
    this.words = words;
    this.retryAfterNanos = retryAfterNanos;
  }

  /**
   * Returns the meaning.
   *
   * @return the verdict
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * Returns what the service or the network said.
   *
   * @return one line without secrets, fit for a status line
   */
  public String words() {
    return words;
  }

  /**
   * Returns how long the service asks us to wait.
   *
   * @return nanoseconds, at most 10 minutes; {@link #NO_WISH} if it did not say
   */
  public long retryAfterNanos() {
    return retryAfterNanos;
  }

  @Override
  public String toString() {
    return verdict + ": " + words;
  }
}
