/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What several tests ask of a store. */
final class Requests {

  static final FleetRequest ANY = new FleetRequest(1, false, 6_000, 60, 0, "", 0);

  private Requests() {}

  static FleetStore open(String address, String space, String id) {
    return new RedisFleetProvider().open(address, new FleetMember(space, id, "host-" + id));
  }

  /** Opens a store that waits long for answers, for tests of what it answers. */
  static FleetStore openPatiently(String address, FleetMember member) {
    return new RedisFleetStore(
        SharedClients.acquire(Address.parse(address), Duration.ofSeconds(20)), member);
  }

  static FleetStore openPatiently(String address, String space, String id) {
    return openPatiently(address, new FleetMember(space, id, "host-" + id));
  }

  static FleetCounts counts(String problem, long counted) {
    return new FleetCounts(problem, "0", counted, 0, 1_000, 0, FleetCounts.NEVER, 0, -1);
  }

  static <T> T get(CompletableFuture<T> answer) throws Exception {
    return answer.get(30, TimeUnit.SECONDS);
  }

  /** Repeats a request that a busy machine has not answered in time; that harms nothing. */
  static <T> T get(Supplier<CompletableFuture<T>> request) throws Exception {
    for (int i = 0; i < 100; i++) {
      try {
        return get(request.get());
      } catch (ExecutionException e) {
        if (!String.valueOf(e.getMessage()).contains("no answer in time")) {
          throw e;
        }
      }
    }
    return get(request.get());
  }

  /** Returns the message with which a request fails. */
  static String failure(CompletableFuture<?> answer) throws Exception {
    try {
      Object value = answer.get(30, TimeUnit.SECONDS);
      throw new AssertionError("answered " + value);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof CompletionException ? e.getCause() : e;
      return String.valueOf(cause.getCause().getMessage());
    }
  }

  /** Asks until there is an answer. */
  static void awaitAnswer(FleetStore store) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> store.presence().get(30, TimeUnit.SECONDS).members > 0);
  }

  /** Asks until a request fails with a message. */
  static void awaitFailure(FleetStore store, String message) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsMatching(e -> e instanceof AssertionError)
        .until(() -> failure(store.presence()).contains(message));
  }
}
