/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

/** Thrown when a payment cannot be collected. */
final class CollectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CollectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
