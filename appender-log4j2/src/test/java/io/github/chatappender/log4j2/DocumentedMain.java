/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * Logs one error, or what its argument asks for, configured by the file that Log4j2 is given; its
 * hook stops it.
 */
final class DocumentedMain {

  private DocumentedMain() {}

  public static void main(String[] args) {
    Logger log = LogManager.getLogger("com.acme.Documented");
    switch (args.length == 0 ? "" : args[0]) {
      case "critical":
        critical(log, 81);
        break;
      case "rooms":
        LogManager.getLogger("com.acme.payments.Ledger").error("Ledger differs");
        LogManager.getLogger("com.acme.shop.Cart").error("Cart is lost");
        LogManager.getLogger("com.acme.shop.Stock").warn("Stock is low");
        break;
      default:
        log.error("Ledger differs");
    }
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    for (Appender appender : context.getConfiguration().getAppenders().values()) {
      if (appender instanceof GoogleChatAppender) {
        // a busy machine may need longer than the time that a stop has
        boolean unused = ((GoogleChatAppender) appender).flush(Duration.ofMinutes(1));
      }
    }
  }

  private static void critical(Logger log, int amount) {
    log.error(MarkerManager.getMarker("CRITICAL"), "Ledger and bank differ by {}", amount);
  }
}
