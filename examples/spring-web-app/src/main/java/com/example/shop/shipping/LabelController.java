/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Prints the label of an order. */
@RestController
class LabelController {

  @GetMapping("/orders/{order}/label")
  String label(@PathVariable("order") int order) {
    throw new IllegalStateException("carrier does not answer for order " + order);
  }
}
