/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.springframework.jdbc;

/** Replaces Spring's exception; the fingerprint's vectors use only its name. */
public final class CannotGetJdbcConnectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotGetJdbcConnectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
