/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import org.apache.logging.log4j.LogManager;

/** Logs one error, configured by whatever file Log4j2 is given; its hook stops it. */
final class DocumentedMain {

  private DocumentedMain() {}

  public static void main(String[] args) {
    LogManager.getLogger("com.acme.Documented").error("Ledger differs");
  }
}
