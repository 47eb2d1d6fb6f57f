/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;

/** Logs one error, configured by whatever file Log4j2 is given; its hook stops it. */
final class DocumentedMain {

  private DocumentedMain() {}

  public static void main(String[] args) {
    LogManager.getLogger("com.acme.Documented").error("Ledger differs");
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    for (Appender appender : context.getConfiguration().getAppenders().values()) {
      if (appender instanceof GoogleChatAppender) {
        // a busy machine may need longer than the time that a stop has
        boolean unused = ((GoogleChatAppender) appender).flush(Duration.ofMinutes(1));
      }
    }
  }
}
