/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.inventory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Answers how many of an item are in stock; the warehouse knows the others. Stateless. */
@Path("/stock/{item}")
@Produces(MediaType.TEXT_PLAIN)
public final class StockResource {

  private static final Map<String, Integer> COUNTED = Map.of("tea", 12, "coffee", 7);

  /** Creates the resource. */
  public StockResource() {}

  /**
   * Returns the number in stock.
   *
   * @param item the item's id
   */
  @GET
  public int count(@PathParam("item") String item) {
    Integer count = COUNTED.get(item);
    if (count == null) {
      throw new IllegalStateException("warehouse does not answer for " + item);
    }
    return count;
  }
}
