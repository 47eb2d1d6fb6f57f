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

  private Types() {}

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
