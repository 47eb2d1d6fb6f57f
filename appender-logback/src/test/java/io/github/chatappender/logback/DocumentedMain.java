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
import org.slf4j.MarkerFactory;

/**
 * Logs one error, or what its argument asks for, configured by the file that Logback is given, and
 * stops the host.
 */
final class DocumentedMain {

  private DocumentedMain() {}

  public static void main(String[] args) {
    Logger log = LoggerFactory.getLogger("com.acme.Documented");
    switch (args.length == 0 ? "" : args[0]) {
      case "critical":
        critical(log, 81);
        break;
      case "rooms":
        LoggerFactory.getLogger("com.acme.payments.Ledger").error("Ledger differs");
        LoggerFactory.getLogger("com.acme.shop.Cart").error("Cart is lost");
        LoggerFactory.getLogger("com.acme.shop.Stock").warn("Stock is low");
        break;
      default:
        log.error("Ledger differs");
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context
        .getLoggerList()
        .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(DocumentedMain::flush));
    context.stop();
  }

  private static void critical(Logger log, int amount) {
    log.error(MarkerFactory.getMarker("CRITICAL"), "Ledger and bank differ by {}", amount);
  }

  /** A busy machine may need longer than the time that a stop has. */
  private static void flush(Appender<ILoggingEvent> appender) {
    if (appender instanceof GoogleChatAppender) {
      boolean unused = ((GoogleChatAppender) appender).flush(Duration.ofMinutes(1));
    }
  }
}
