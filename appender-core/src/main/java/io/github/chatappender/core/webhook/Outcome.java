/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

/** Holds the meaning of an answer for the message and for the webhook. Immutable. */
public final class Outcome {

  /** The meanings of an answer. */
  public enum Verdict {
    /** The message is in the space. */
    DELIVERED,
    /** It may work later, with the same body and request id. */
    PASSING,
    /** The space's quota is used up for now; says nothing about the message. */
    THROTTLED,
    /** The service does not accept the credentials, perhaps only for a moment. */
    UNAUTHORIZED,
    /** The message is refused and would be refused again. */
    MESSAGE_FAULT,
    /** The webhook, a proxy or trust is at fault, not the message. */
    WEBHOOK_FAULT,
    /** The thread to reply to does not exist. */
    THREAD_GONE
  }

  /** Means that the service did not say how long to wait. */
  public static final long NO_WISH = -1;

  /** The meaning. */
  public final Verdict verdict;

  /** The words of the service or of the network. */
  public final String words;

  /** Whether a proxy or missing trust is at fault, so that the post did not reach the service. */
  public final boolean routeFault;

  private final String advice;

  /**
   * How long the service asks the sender to wait: nanoseconds, at most 10 minutes; {@link #NO_WISH}
   * if it did not say.
   */
  public final long retryAfterNanos;

  private Outcome(
      Verdict verdict, String words, String advice, long retryAfterNanos, boolean routeFault) {
    this.verdict = verdict;
    this.words = words;
    this.advice = advice;
    this.retryAfterNanos = retryAfterNanos;
    this.routeFault = routeFault;
  }

  /** Returns the outcome of an answer whose words are yet to be {@linkplain #saying added}. */
  static Outcome of(Verdict verdict, String advice) {
    return new Outcome(verdict, "", advice, NO_WISH, false);
  }

  /** Returns the outcome of a post that a proxy or missing trust keeps from the service. */
  static Outcome routeFault(String words, String advice) {
    return new Outcome(Verdict.WEBHOOK_FAULT, words, advice, NO_WISH, true);
  }

  /** Returns the outcome of a post that may work later. */
  public static Outcome passing(String words) {
    return passing(words, "");
  }

  /** Returns the outcome of a post that may work later, with its remedy. */
  static Outcome passing(String words, String advice) {
    return new Outcome(Verdict.PASSING, words, advice, NO_WISH, false);
  }

  /** Returns this outcome with other words and another wish. */
  Outcome saying(String newWords, long newRetryAfterNanos) {
    return new Outcome(verdict, newWords, advice, newRetryAfterNanos, routeFault);
  }

  /**
   * Returns what happened to a post, whom it concerns, and the remedy.
   *
   * @param url the address of the post
   * @return one line without secrets, fit for a status line
   */
  public String line(WebhookUrl url) {
    return subject(url) + ": " + explained();
  }

  private String subject(WebhookUrl url) {
    switch (verdict) {
      case DELIVERED:
        return "posted to " + url;
      case PASSING:
        return "posting to " + url + " fails";
      case THROTTLED:
        return "Google Chat is throttling " + url;
      case UNAUTHORIZED:
      case WEBHOOK_FAULT:
        return routeFault
            ? "nothing can be posted to " + url
            : "the webhook of " + url + " does not work";
      case MESSAGE_FAULT:
      case THREAD_GONE:
        return "Google Chat refused a message for " + url;
    }
    throw new AssertionError(verdict);
  }

  /** Returns what went wrong and the remedy, in one line without secrets. */
  String explained() {
    return advice.isEmpty() ? words : words + ": " + advice;
  }

  @Override
  public String toString() {
    return verdict + ": " + words;
  }
}
