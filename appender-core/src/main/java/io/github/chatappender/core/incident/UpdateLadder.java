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

  /** When the last notice was posted; before that, when the first event came. */
  final long noticeAt;

  final long interval;

  UpdateLadder(long noticeAt, long interval) {
    this.noticeAt = noticeAt;
    this.interval = interval;
  }

  long nextAt() {
    return noticeAt + interval;
  }

  /** Returns the ladder after a notice of any kind. */
  UpdateLadder after(long tick) {
    return new UpdateLadder(tick, interval);
  }

  /** Returns the ladder one step higher. */
  UpdateLadder climbed(long longestInterval) {
    return new UpdateLadder(noticeAt, Math.min(longestInterval, 2 * interval));
  }

  UpdateLadder restarted(long firstInterval) {
    return new UpdateLadder(noticeAt, firstInterval);
  }
}
