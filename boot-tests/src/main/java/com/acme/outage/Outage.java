/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.outage;

import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Logs an error and goes on until the process is asked to end. */
@SpringBootApplication
public class Outage {

  /** Creates the configuration. */
  public Outage() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    SpringApplication.run(Outage.class, args);
    LoggerFactory.getLogger("com.acme.stock.Shelf").error("shelf is empty");
    System.out.println("LOGGED");
    new CountDownLatch(1).await();
  }
}
