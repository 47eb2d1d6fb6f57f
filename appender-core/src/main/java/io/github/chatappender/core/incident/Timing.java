/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig.QuietNotice;
import io.github.chatappender.core.config.SenderConfig;

/** Holds the intervals between notices, in nanoseconds. Immutable. */
final class Timing {

  final long firstWait;
  final long updateInterval;
  final long updateMax;
  final long quietAfter;
  final QuietNotice quietNotice;

  Timing(SenderConfig config) {
    firstWait = config.firstWait.toNanos();
    updateInterval = config.updateInterval.toNanos();
    updateMax = config.updateMax.toNanos();
    quietAfter = config.quietAfter.toNanos();
    quietNotice = config.quietNotice;
  }
}
