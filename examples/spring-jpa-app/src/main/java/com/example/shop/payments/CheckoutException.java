/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

/** Thrown when an order cannot be checked out. */
final class CheckoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheckoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
