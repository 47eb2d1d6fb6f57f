/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Logs one error, configured by whatever file Logback is given, and stops the host. */
final class DocumentedMain {

  private DocumentedMain() {}

  public static void main(String[] args) {
    LoggerFactory.getLogger("com.acme.Documented").error("Ledger differs");
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
