/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes orders, and fails in every place where Spring Boot reports a failure. */
@EnableAsync
@EnableScheduling
@SpringBootApplication
public class OrdersApplication {

  /** Creates the configuration. */
  public OrdersApplication() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   */
  public static void main(String[] args) {
    SpringApplication.run(OrdersApplication.class, args);
  }
}
