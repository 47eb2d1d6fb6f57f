/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Classifies exception types for the rules. Stateless. */
final class Types {

  static final String STACK_OVERFLOW = "java.lang.StackOverflowError";

  /** R2: says only that another exception came through. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "java.util.concurrent.ExecutionException",
          "java.util.concurrent.CompletionException",
          "java.lang.reflect.InvocationTargetException",
          "java.lang.reflect.UndeclaredThrowableException",
          "java.security.PrivilegedActionException",
          "javax.servlet.ServletException",
          "jakarta.servlet.ServletException",
          "org.springframework.web.util.NestedServletException",
          "reactor.core.Exceptions$ReactiveException",
          "reactor.core.Exceptions$ErrorCallbackNotImplemented");

  static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

  /** R3: one outage that hits fifty call sites. */
  private static final Set<String> OUTAGES =
      Set.of(
          "java.net.ConnectException",
          "java.net.UnknownHostException",
          "java.net.NoRouteToHostException",
          "java.sql.SQLTransientConnectionException");

  private Types() {}

  /** Returns whether a root of this type says that another service cannot be reached. */
  static boolean isOutage(String type) {
    return OUTAGES.contains(type);
  }

  /**
   * Returns the types of a chain by R2: root first, then outward, without wrappers and equal
   * neighbours.
   *
   * @param chain the logged exception first, the root last; at least one
   */
  static List<String> of(List<ThrowableInfo> chain) {
    String last = chain.get(chain.size() - 1).type;
    List<String> types = new ArrayList<>(chain.size());
    types.add(last);
    for (int i = chain.size() - 2; i >= 0; i--) {
      String type = chain.get(i).type;
      if (!type.equals(last) && !WRAPPERS.contains(type)) {
        types.add(type);
        last = type;
      }
    }
    return types;
  }
}
