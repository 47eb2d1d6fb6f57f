/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;

/** Keeps orders in a database through jOOQ; its table does not exist. */
public final class OrderBook implements AutoCloseable {

  private final CloseableDSLContext database = DSL.using("jdbc:h2:mem:orders");

  public int countOpen() {
    return database.fetchCount(DSL.table("orders"));
  }

  public int removeStale() {
    return database.deleteFrom(DSL.table("orders")).execute();
  }

  @Override
  public void close() {
    database.close();
  }
}
