/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme;

/** Stands for an exception of an application, of the name that the fingerprint's vectors have. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
