/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.checkout;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts, fails to check out a basket, and ends. */
@SpringBootApplication
public class CheckoutApp {

  private static final Logger LOG = LoggerFactory.getLogger(CheckoutApp.class);

  /** Creates the configuration. */
  public CheckoutApp() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   */
  public static void main(String[] args) {
    SpringApplication.run(CheckoutApp.class, args).close();
  }

  @Bean
  CommandLineRunner checkout() {
    return args -> {
      try {
        pay("basket-4711");
      } catch (IllegalStateException e) {
        LOG.error("Checkout failed", e);
      }
    };
  }

  private static void pay(String basket) {
    throw new IllegalStateException("payment provider is not reachable for " + basket);
  }
}
