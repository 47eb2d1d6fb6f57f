/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.ui.ModelMap;
import org.springframework.web.context.request.AsyncWebRequestInterceptor;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts method and route pattern into the MDC once Spring MVC has found the handler. An interceptor
 * of the kind that names no servlet type, so that one class serves javax and jakarta. Thread-safe.
 */
final class ServletMdc implements AsyncWebRequestInterceptor, WebMvcConfigurer {

  /** Remembers the route, because the dispatch to an error page would replace it. */
  private static final String ROUTE = ServletMdc.class.getName() + ".route";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addWebRequestInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public void preHandle(WebRequest request) {
    int scope = RequestAttributes.SCOPE_REQUEST;
    Object route = request.getAttribute(ROUTE, scope);
    if (route == null) {
      route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, scope);
    }
    HttpMethod method =
        request instanceof ServletWebRequest ? ((ServletWebRequest) request).getHttpMethod() : null;
    if (route != null && method != null) {
      request.setAttribute(ROUTE, route, scope);
      RequestMdc.put(method.name(), route.toString());
    }
  }

  /** The request goes on in another thread, and this one serves others. */
  @Override
  public void afterConcurrentHandlingStarted(WebRequest request) {
    RequestMdc.clear();
  }

  @Override
  public void postHandle(WebRequest request, @Nullable ModelMap model) {}

  @Override
  public void afterCompletion(WebRequest request, @Nullable Exception failure) {}
}
