/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.vouchers;

import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Logs one error. */
@SpringBootApplication
public class VouchersApp implements CommandLineRunner {

  /** Creates the application. */
  public VouchersApp() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   */
  public static void main(String[] args) {
    SpringApplication.run(VouchersApp.class, args);
  }

  @Override
  public void run(String... args) {
    LoggerFactory.getLogger(VouchersApp.class).error("Voucher is lost");
  }
}
