/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import org.slf4j.MDC;

/** Keeps HTTP method and route pattern of a request in the MDC. Never the path or the query. */
final class RequestMdc {

  /** The MDC key of the method, named as in OpenTelemetry. */
  static final String METHOD = "http.request.method";

  /** The MDC key of the route pattern, such as {@code /orders/{id}}. */
  static final String ROUTE = "http.route";

  private RequestMdc() {}

  static void put(String method, String route) {
    MDC.put(METHOD, method);
    MDC.put(ROUTE, route);
  }

  static void clear() {
    MDC.remove(METHOD);
    MDC.remove(ROUTE);
  }
}
