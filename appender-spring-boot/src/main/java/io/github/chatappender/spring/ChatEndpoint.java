/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows the state of delivery and posts pending events, as Actuator's endpoint. Thread-safe. */
@Endpoint(id = "googlechat")
final class ChatEndpoint {

  /** How long a flush may keep the caller. */
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);

  private final Host host;

  ChatEndpoint(Host host) {
    this.host = host;
  }

  /** Returns state and accounts of each appender. */
  @ReadOperation
  public Map<String, Object> read() {
    Map<String, Object> appenders = new LinkedHashMap<>();
    host.stats().forEach((name, stats) -> appenders.put(name, described(stats)));
    return Map.of("appenders", appenders);
  }

  /** Posts all pending events now, as far as budget and service allow. */
  @WriteOperation
  public Map<String, Object> flush() {
    return Map.of("flushed", host.flush(FLUSH_LIMIT));
  }

  private static Map<String, Object> described(DeliveryStats stats) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("state", stats.state());
    described.put("accepted", stats.accepted());
    described.put("reported", stats.reported());
    described.put("dropped", stats.dropped());
    described.put("pending", stats.pending());
    described.put("attempts", stats.attempts());
    described.put("retries", stats.retries());
    described.put("messages", stats.messages());
    described.put("threadFailures", stats.threadFailures());
    described.put("lastSuccess", stats.lastSuccess());
    described.put("lastFailure", stats.lastFailure());
    return described;
  }
}
