/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

/**
 * Clears the MDC when the server has finished a request. Filters are too early: Tomcat logs a
 * failure after all of them have returned.
 */
final class RequestEnd {

  private RequestEnd() {}

  /** For servers of Spring Boot 2. */
  static final class Javax implements javax.servlet.ServletRequestListener {

    @Override
    public void requestInitialized(javax.servlet.ServletRequestEvent event) {
      RequestMdc.clear();
    }

    @Override
    public void requestDestroyed(javax.servlet.ServletRequestEvent event) {
      RequestMdc.clear();
    }
  }

  /** For servers of Spring Boot 3 and later. */
  static final class Jakarta implements jakarta.servlet.ServletRequestListener {

    @Override
    public void requestInitialized(jakarta.servlet.ServletRequestEvent event) {
      RequestMdc.clear();
    }

    @Override
    public void requestDestroyed(jakarta.servlet.ServletRequestEvent event) {
      RequestMdc.clear();
    }
  }
}
