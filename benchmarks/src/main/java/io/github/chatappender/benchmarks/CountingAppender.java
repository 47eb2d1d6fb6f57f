/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/** Logback's {@code NOPAppender} with a gate, for use behind an asynchronous appender. */
public final class CountingAppender extends AppenderBase<ILoggingEvent> {

  private final Gate gate = new Gate();

  /** Creates an appender, for Logback. */
  public CountingAppender() {}

  Gate gate() {
    return gate;
  }

  @Override
  protected void append(ILoggingEvent event) {
    gate.pass();
  }
}
