/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
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

  /** Goes on in another thread, as asynchronous requests do, and returns to a server's thread. */
  @GetMapping("/orders/{id}/slowly")
  Callable<String> slowly(@PathVariable("id") int id) {
    return () -> {
      throw new IllegalStateException("slow warehouse has no order " + id);
    };
  }

  @GetMapping("/orders/{id}/label")
  String label(@PathVariable("id") int id) {
    throw new IllegalArgumentException("no label for order " + id);
  }

  /** Sets up logging again, as a changed logging configuration does. */
  @GetMapping("/reset")
  String reset() throws ReflectiveOperationException {
    Object factory = LoggerFactory.getILoggerFactory();
    if (factory.getClass().getName().startsWith("ch.qos.logback")) {
      factory.getClass().getMethod("reset").invoke(factory);
    } else {
      Log4jContexts.reconfigure();
    }
    return "ok";
  }

  @GetMapping("/orders/{id}/mail")
  String mail(@PathVariable("id") int id) {
    mailer.confirm(id);
    return "ok";
  }
}
