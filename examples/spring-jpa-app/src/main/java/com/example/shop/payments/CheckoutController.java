/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accepts checkouts over HTTP and logs failures. */
@RestController
class CheckoutController {

  private static final Logger LOG = LoggerFactory.getLogger(CheckoutController.class);

  private final CheckoutService service;

  CheckoutController(CheckoutService service) {
    this.service = service;
  }

  @PostMapping("/checkout")
  String checkout(@RequestParam("order") long orderNumber) {
    return "paid, number " + service.checkout(orderNumber);
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
  String failed(CheckoutException e) {
    LOG.error("Checkout failed, the customer sees an error page", e);
    return "not paid";
  }
}
