/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one error, configured by whatever file Logback is given, and stops the host. */
final class DocumentedMain {

  private DocumentedMain() {}

  public static void main(String[] args) {
    LoggerFactory.getLogger("com.acme.Documented").error("Ledger differs");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .iteratorForAppenders()
        .forEachRemaining(DocumentedMain::flush);
    context.stop();
  }

  /** A busy machine may need longer than the time that a stop has. */
  private static void flush(Appender<ILoggingEvent> appender) {
    if (appender instanceof GoogleChatAppender) {
      boolean unused = ((GoogleChatAppender) appender).flush(Duration.ofMinutes(1));
    }
  }
}
