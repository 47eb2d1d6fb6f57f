/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.inventory;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;

/** Would count the stock if the warehouse answered. */
public final class InventoryApp extends Application<Configuration> {

  /** Creates the application. */
  public InventoryApp() {}

  /**
   * Runs the application.
   *
   * @param args Dropwizard's command and its configuration file
   */
  public static void main(String[] args) throws Exception {
    new InventoryApp().run(args);
  }

  @Override
  public String getName() {
    return "inventory";
  }

  @Override
  public void run(Configuration configuration, Environment environment) {
    environment.jersey().register(new StockResource());
  }
}
