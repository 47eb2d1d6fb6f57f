/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

/** Thrown when an order cannot be paid. */
final class PaymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PaymentException(String message, Throwable cause) {
    super(message, cause);
  }
}
