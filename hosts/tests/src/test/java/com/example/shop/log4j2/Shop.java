/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.log4j2;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logs an exception of its own class when it is deployed. */
@WebListener
public final class Shop implements ServletContextListener {

  private static final Logger log = LogManager.getLogger(Shop.class);

  /** Creates one by reflection. */
  public Shop() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    log.error("deployed", new ShopException());
  }

  /** An exception whose class ends with the application. */
  public static final class ShopException extends RuntimeException {

    private static final long serialVersionUID = 1;
  }
}
