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
    /** The webhook, a proxy or trust is at fault, whatever the message. */
    WEBHOOK_FAULT,
    /** The thread to reply to does not exist. */
    THREAD_GONE
  }

  /** Stands for "the service has not said how long to wait". */
  public static final long NO_WISH = -1;

  /** The meaning. */
  public final Verdict verdict;

  /** What the service or the network said. */
  public final String words;

  private final String advice;
  private final boolean routeFault;

  /**
   * How long the service asks us to wait: nanoseconds, at most 10 minutes; {@link #NO_WISH} if it
   * did not say.
   */
  public final long retryAfterNanos;

  Outcome(Verdict verdict, String words, String advice, long retryAfterNanos) {
    this(verdict, words, advice, false, retryAfterNanos);
  }

  private Outcome(
      Verdict verdict, String words, String advice, boolean routeFault, long retryAfterNanos) {
    this.verdict = verdict;
    this.words = words;
    this.advice = advice;
    this.routeFault = routeFault;
    this.retryAfterNanos = retryAfterNanos;
  }

  /** Returns the outcome of a post that a proxy or missing trust keeps from the service. */
  static Outcome routeFault(String words, String advice) {
    return new Outcome(Verdict.WEBHOOK_FAULT, words, advice, true, NO_WISH);
  }

  /**
   * Returns the outcome of a post that may work later.
   *
   * @param words what went wrong, in one line without secrets
   */
  public static Outcome passing(String words) {
    return new Outcome(Verdict.PASSING, words, "", NO_WISH);
  }

  /**
   * Returns what went wrong and what a person can do about it.
   *
   * @return one line without secrets, fit for a status line
   */
  public String explained() {
    return advice.isEmpty() ? words : words + ": " + advice;
  }

  /**
   * Returns whether a proxy or missing trust is at fault, rather than the webhook.
   *
   * @return true if the service has not seen the post
   */
  public boolean isRouteFault() {
    return routeFault;
  }

  @Override
  public String toString() {
    return verdict + ": " + words;
  }
}
