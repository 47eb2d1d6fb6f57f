/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;

/** Asks the warehouse through Jersey. */
public final class Warehouse implements AutoCloseable {

  private final Client client = ClientBuilder.newClient();
  private final WebTarget stock;

  public Warehouse(String address) {
    stock = client.target(address).path("stock");
  }

  public String reserve() {
    return stock.request().post(Entity.text("8123"), String.class);
  }

  public String count() {
    return stock.request().get(String.class);
  }

  @Override
  public void close() {
    client.close();
  }
}
