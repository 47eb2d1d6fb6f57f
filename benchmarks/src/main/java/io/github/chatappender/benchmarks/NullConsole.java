/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;

/** Formats and encodes events like Logback's {@code ConsoleAppender}, and discards them. */
public final class NullConsole extends OutputStreamAppender<ILoggingEvent> {

  /** Creates an appender, for Logback. */
  public NullConsole() {}

  @Override
  public void start() {
    setOutputStream(OutputStream.nullOutputStream());
    super.start();
  }
}
