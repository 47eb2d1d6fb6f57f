/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.slf4j;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an exception of its own class when it is deployed. */
@WebListener
public final class Shop implements ServletContextListener {

  private static final Logger log = LoggerFactory.getLogger(Shop.class);

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
