/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.Diagnostics;
import io.github.chatappender.core.model.Ticker;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Holds what comes in from outside: time, threads, the host's ear, and what delivery needs. */
final class Surroundings {

  final Ticker ticker;
  final Clock clock;
  final ThreadFactory threads;
  final Diagnostics diagnostics;
  private @Nullable Outside outside;

  /**
   * Puts them together.
   *
   * @param outside what delivery needs; null to make the real ones when it asks for them
   */
  Surroundings(
      Ticker ticker,
      Clock clock,
      ThreadFactory threads,
      Diagnostics diagnostics,
      @Nullable Outside outside) {
    this.ticker = ticker;
    this.clock = clock;
    this.threads = threads;
    this.diagnostics = new SafeDiagnostics(diagnostics);
    this.outside = outside;
  }

  /** Returns the real ones. */
  static Surroundings real(Diagnostics diagnostics) {
    return new Surroundings(
        Ticker.system(), Clock.systemUTC(), new OwnThreads("delivery"), diagnostics, null);
  }

  /** Returns what delivery needs; for the thread that makes the loop. */
  Outside outside() {
    Outside known = outside;
    if (known == null) {
      known = Outside.real();
      outside = known;
    }
    return known;
  }
}
