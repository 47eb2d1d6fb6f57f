/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

/**
 * Computes when the next update of a problem is due: the interval doubles with each update. Times
 * are ticks. Immutable.
 */
final class UpdateLadder {

  private final long lastNoticeAt;
  private final long interval;

  UpdateLadder(long lastNoticeAt, long interval) {
    this.lastNoticeAt = lastNoticeAt;
    this.interval = interval;
  }

  long nextAt() {
    return lastNoticeAt + interval;
  }

  long noticeAt() {
    return lastNoticeAt;
  }

  long interval() {
    return interval;
  }

  long nanosSinceNotice(long now) {
    return now - lastNoticeAt;
  }

  /** Returns the ladder after a notice of any kind. */
  UpdateLadder after(long noticeAt) {
    return new UpdateLadder(noticeAt, interval);
  }

  /** Returns the ladder one step higher. */
  UpdateLadder climbed(long longestInterval) {
    return new UpdateLadder(lastNoticeAt, Math.min(longestInterval, 2 * interval));
  }

  UpdateLadder restarted(long firstInterval) {
    return new UpdateLadder(lastNoticeAt, firstInterval);
  }
}
