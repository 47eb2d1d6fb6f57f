/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.springframework.jdbc;

/** Stands for Spring's exception: the fingerprint's vectors have its name, and no more is read. */
public final class CannotGetJdbcConnectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotGetJdbcConnectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
