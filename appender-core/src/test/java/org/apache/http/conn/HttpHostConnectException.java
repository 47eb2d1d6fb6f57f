/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.http.conn;

/** Replaces the client's exception; the fingerprint's vectors use its name and a message. */
public final class HttpHostConnectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HttpHostConnectException(String message, Throwable cause) {
    super(message, cause);
  }
}
