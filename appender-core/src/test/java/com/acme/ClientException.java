/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme;

/** An application's exception, named as in the fingerprint's vectors. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
