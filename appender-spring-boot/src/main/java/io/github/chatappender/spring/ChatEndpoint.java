/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.FleetStats;
import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.api.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows the state of delivery, posts pending events, explains and mutes problems, as Actuator's
 * endpoint. Thread-safe.
 */
@Endpoint(id = "googlechat")
final class ChatEndpoint {

  /** How long a flush may keep the caller. */
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);

  private final Host host;

  ChatEndpoint(Host host) {
    this.host = host;
  }

  /** Returns state, accounts and open problems of each appender. */
  @ReadOperation
  public Map<String, Object> read() {
    Map<String, Object> appenders = new LinkedHashMap<>();
    host.stats().forEach((name, stats) -> appenders.put(name, described(stats)));
    return Map.of("appenders", appenders);
  }

  /** Posts all pending events now, as far as budget and service allow. */
  @WriteOperation
  public Map<String, Object> flush() {
    boolean flushed = true;
    for (Operations appender : host.operations()) {
      flushed &= appender.flush(FLUSH_LIMIT);
    }
    return Map.of("flushed", flushed);
  }

  /**
   * Explains why events are one problem.
   *
   * @param id the id that messages show
   * @return the explanation, null if no appender knows the problem
   */
  @ReadOperation
  public @Nullable Map<String, Object> explain(@Selector String id) {
    for (Operations appender : host.operations()) {
      Explanation explanation = checked(id, () -> appender.explain(id));
      if (explanation != null) {
        return described(explanation);
      }
    }
    return null;
  }

  /**
   * Mutes a problem in every room.
   *
   * @param id the id that messages show
   * @param duration from 1 minute to 7 days
   * @return when the mute ends
   */
  @WriteOperation
  public Map<String, Object> mute(@Selector String id, Duration duration) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (Operations appender : host.operations()) {
      Instant end = checked(id, () -> appender.mute(id, duration));
      answer.put("mutedUntil", end);
    }
    return answer;
  }

  /** Ends a mute in every room. */
  @DeleteOperation
  public Map<String, Object> unmute(@Selector String id) {
    boolean unmuted = false;
    for (Operations appender : host.operations()) {
      unmuted |= Boolean.TRUE.equals(checked(id, () -> appender.unmute(id)));
    }
    return Map.of("unmuted", unmuted);
  }

  /** Answers 400 with the appender's own words if it refuses an argument. */
  private static <T> @Nullable T checked(String id, Request<T> request) {
    try {
      return request.answer();
    } catch (IllegalArgumentException | IllegalStateException e) {
      String words = String.valueOf(e.getMessage());
      throw new InvalidEndpointRequestException(id + ": " + words, words, e);
    }
  }

  private static Map<String, Object> described(DeliveryStats stats) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("state", stats.state());
    described.put("stateSince", stats.stateSince());
    described.put("why", stats.why());
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
    described.put("budgetLeft", stats.budgetLeft());
    described.put("openProblemCount", stats.openProblemCount());
    List<Map<String, Object>> problems = new ArrayList<>();
    stats.openProblems().forEach(problem -> problems.add(described(problem)));
    described.put("openProblems", problems);
    FleetStats fleet = stats.fleet();
    described.put("fleet", fleet == null ? null : described(fleet));
    return described;
  }

  private static Map<String, Object> described(FleetStats fleet) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("answering", fleet.isAnswering());
    described.put("members", fleet.members());
    described.put("claims", fleet.claims());
    described.put("permitsAwaited", fleet.permitsAwaited());
    return described;
  }

  private static Map<String, Object> described(OpenProblem problem) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", problem.id());
    described.put("place", problem.place());
    described.put("severity", problem.severity());
    described.put("count", problem.count());
    described.put("pending", problem.pending());
    described.put("since", problem.since());
    described.put("last", problem.last());
    described.put("threadKey", problem.threadKey());
    described.put("mutedUntil", problem.mutedUntil());
    return described;
  }

  private static Map<String, Object> described(Explanation explanation) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", explanation.id());
    described.put("fingerprint", explanation.fingerprint());
    described.put("rule", explanation.rule());
    described.put("canonicalText", explanation.canonicalText());
    described.put("statements", explanation.statements());
    described.put("statementCount", explanation.statementCount());
    described.put("advice", explanation.advice());
    return described;
  }

  /** A call that an appender may refuse. */
  private interface Request<T> {
    @Nullable T answer();
  }
}
