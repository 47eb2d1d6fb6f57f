/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.orders;

/** Thrown when an order is invalid. */
final class ValidationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValidationException(String message) {
    super(message);
  }
}
