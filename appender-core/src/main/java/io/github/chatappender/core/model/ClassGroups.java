/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.Set;

/**
 * The exceptions that rule R3 groups by class: one outage hits fifty call sites, and memory runs
 * out anywhere. Their fingerprints depend on messages, not on frames. Stateless.
 */
public final class ClassGroups {

  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

  private static final Set<String> OUTAGES =
      Set.of(
          "java.net.ConnectException",
          "java.net.UnknownHostException",
          "java.net.NoRouteToHostException",
          "java.sql.SQLTransientConnectionException");

  private ClassGroups() {}

  /** Returns whether a root of this type is grouped by class. */
  public static boolean contains(String type) {
    return isOutage(type) || isOutOfMemory(type);
  }

  /** Returns whether a root of this type means that another service cannot be reached. */
  public static boolean isOutage(String type) {
    return OUTAGES.contains(type);
  }

  /** Returns whether a root of this type means that memory has run out. */
  public static boolean isOutOfMemory(String type) {
    return type.equals(OUT_OF_MEMORY);
  }
}
