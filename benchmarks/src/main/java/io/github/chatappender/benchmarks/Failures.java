/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.net.ConnectException;

/**
 * Creates exceptions with one cause, both with exactly 40 frames: as deep as a request in a small
 * service. Call it at the same stack depth each time. Not thread-safe.
 */
final class Failures {

  static final int FRAMES = 40;

  private int levels;

  /** Creates an exception; the first call measures the stack depth. */
  IllegalStateException create() {
    if (levels == 0) {
      levels = FRAMES - fail(0).getStackTrace().length;
      if (levels <= 0) {
        throw new IllegalStateException("deeper than " + FRAMES + " frames already");
      }
    }
    return fail(levels);
  }

  private static IllegalStateException fail(int deeper) {
    return deeper > 0
        ? fail(deeper - 1)
        : new IllegalStateException("order 4711 not paid", new ConnectException("refused"));
  }
}
