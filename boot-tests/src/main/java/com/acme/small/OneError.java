/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.small;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Logs an error through each of two loggers and ends. */
@SpringBootApplication
public class OneError {

  /** Creates the configuration. */
  public OneError() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   */
  public static void main(String[] args) {
    SpringApplication.run(OneError.class, args).close();
    System.out.println("ENDED");
  }

  @Bean
  CommandLineRunner work() {
    return args -> {
      log("com.acme.payments.Ledger").error("ledger does not balance");
      log("com.acme.stock.Shelf").error("shelf is empty");
      log("com.acme.payments.Ledger").warn("ledger is slow");
    };
  }

  private static Logger log(String name) {
    return LoggerFactory.getLogger(name);
  }
}
