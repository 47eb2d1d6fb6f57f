/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.restart;

import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Lets devtools restart it once, as they do when a class has changed, and then logs an error. */
@SpringBootApplication
public class Restart {

  private static final String RESTARTED = "com.acme.restarted";

  /** Creates the configuration. */
  public Restart() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   * @throws ReflectiveOperationException if devtools are others than expected
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    ConfigurableApplicationContext context = SpringApplication.run(Restart.class, args);
    if (System.getProperty(RESTARTED) == null) {
      System.setProperty(RESTARTED, "true");
      Class<?> restarter = Class.forName("org.springframework.boot.devtools.restart.Restarter");
      restarter.getMethod("restart").invoke(restarter.getMethod("getInstance").invoke(null));
    } else {
      LoggerFactory.getLogger("com.acme.stock.Shelf").error("shelf is empty");
      context.close();
      System.out.println("ENDED AFTER A RESTART");
    }
  }
}
