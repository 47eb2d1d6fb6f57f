/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme;

/** Creates exceptions that differ only in their frames, in an application's own code. Stateless. */
public final class Warehouse {

  private Warehouse() {}

  public static Throwable load() {
    return new IllegalStateException("failed");
  }

  public static Throwable check() {
    return new IllegalStateException("failed");
  }

  public static Throwable price() {
    return new IllegalStateException("failed");
  }

  public static Throwable store() {
    return new IllegalStateException("failed");
  }

  public static Throwable notice() {
    return new IllegalStateException("failed");
  }
}
