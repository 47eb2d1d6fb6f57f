/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Throws at each request, and logs nothing. */
@WebServlet("/order")
public final class OrderServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  /** Creates one by reflection. */
  public OrderServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    throw new IllegalStateException("no price for item-" + request.getParameter("item"));
  }
}
