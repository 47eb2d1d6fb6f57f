/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

/**
 * Creates exceptions with 25 frames in an application's package, which no appender mistakes for a
 * library's. Call it at the same stack depth each time. Not thread-safe.
 */
public final class OrderFailures {

  private static final int FRAMES = 25;

  private int levels;

  /** Creates a source. */
  public OrderFailures() {}

  /**
   * Creates an exception; the first call measures the stack depth.
   *
   * @return a new exception, always with the same frames
   */
  public IllegalStateException create() {
    if (levels == 0) {
      levels = FRAMES - fail(0).getStackTrace().length;
      if (levels <= 0) {
        throw new IllegalStateException("deeper than " + FRAMES + " frames already");
      }
    }
    return fail(levels);
  }

  private static IllegalStateException fail(int deeper) {
    return deeper > 0 ? fail(deeper - 1) : new IllegalStateException("order not paid");
  }
}
