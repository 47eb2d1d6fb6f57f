/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.ledger;

import org.apache.logging.log4j.LogManager;

/** Logs one error. */
public final class LedgerApp {

  private LedgerApp() {}

  /**
   * Runs the application.
   *
   * @param args none
   */
  public static void main(String[] args) {
    LogManager.getLogger(LedgerApp.class).error("Ledger differs");
  }
}
