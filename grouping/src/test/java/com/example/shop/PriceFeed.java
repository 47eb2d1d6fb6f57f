/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import com.google.gson.Gson;

/** Reads prices with Gson, but receives an error page instead of numbers. */
public final class PriceFeed {

  private static final String ERROR_PAGE = "\"Bad gateway\"";

  private final Gson gson = new Gson();

  public int[] prices() {
    return gson.fromJson(ERROR_PAGE, int[].class);
  }

  public int[] discounts() {
    return gson.fromJson(ERROR_PAGE, int[].class);
  }
}
