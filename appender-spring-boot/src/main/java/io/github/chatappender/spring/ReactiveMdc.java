/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts method and route pattern into the MDC while WebFlux handles a failure, which is when Spring
 * Boot logs it. Until then a request has no thread of its own. Thread-safe.
 */
final class ReactiveMdc implements WebExceptionHandler, WebFilter, Ordered {

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Passes the failure on to the next handler, which runs on this thread. */
  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    HttpMethod method = exchange.getRequest().getMethod();
    if (route != null && method != null) {
      RequestMdc.put(method.name(), route.toString());
    }
    return Mono.error(failure);
  }

  /** Clears the MDC after the failure was handled: the handlers are downstream of all filters. */
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange).doFinally(signal -> RequestMdc.clear());
  }
}
