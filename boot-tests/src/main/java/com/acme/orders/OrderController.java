/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves orders. */
@RestController
class OrderController {

  private final Mailer mailer;

  OrderController(Mailer mailer) {
    this.mailer = mailer;
  }

  @GetMapping("/orders/{id}")
  String order(@PathVariable("id") int id) {
    throw new IllegalStateException("no warehouse has order " + id);
  }

  @GetMapping("/orders/{id}/mail")
  String mail(@PathVariable("id") int id) {
    mailer.confirm(id);
    return "ok";
  }
}
