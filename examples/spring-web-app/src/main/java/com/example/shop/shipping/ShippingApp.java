/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Ships parcels through a carrier that does not answer. */
@EnableScheduling
@SpringBootApplication
public class ShippingApp {

  /** Creates the configuration. */
  public ShippingApp() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   */
  public static void main(String[] args) {
    SpringApplication.run(ShippingApp.class, args);
  }
}
