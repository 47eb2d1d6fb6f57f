/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

/** The reasons for dropping an accepted event. Every dropped event has exactly one. */
public enum DropReason {
  /** The queue was full when the event arrived. */
  QUEUE_FULL("queue full"),
  /** Copying the event threw. */
  CAPTURE_FAILED("event could not be read"),
  /** The service refused the message even in its simplest form. */
  REJECTED("refused by the service"),
  /** Every attempt to post the message failed. */
  RETRIES_EXHAUSTED("retries exhausted"),
  /** Rendering the message threw. */
  RENDER_FAILED("message could not be rendered"),
  /** The thread to reply to no longer exists, and {@code replyOption} is {@code fail}. */
  THREAD_GONE("thread gone"),
  /** The spool was full and the process ended before the event was delivered. */
  SPOOL_FULL("spool full"),
  /** The event exceeded the spool's retention time. */
  SPOOL_EXPIRED("too old"),
  /** A defect of the appender. */
  INTERNAL_ERROR("internal error"),
  /** The appender was stopped before the event could be delivered. */
  CLOSED("stopped");

  private final String words;

  DropReason(String words) {
    this.words = words;
  }

  /**
   * Returns the reason as shown in the space.
   *
   * @return a few lower-case words
   */
  public String words() {
    return words;
  }
}
