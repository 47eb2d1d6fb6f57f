/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.model.Mutes;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FleetMutesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Object> requests = new ArrayList<>();
  private final Mutes mutes = new Mutes();
  private final FleetMutes shared = new FleetMutes(mutes, Clock.fixed(NOW, ZoneOffset.UTC));
  private boolean down;

  /** Only {@link FleetStore#mute} is called. */
  private final FleetStore store =
      (FleetStore)
          Proxy.newProxyInstance(
              FleetStore.class.getClassLoader(),
              new Class<?>[] {FleetStore.class},
              (proxy, method, arguments) -> {
                requests.add(arguments[0]);
                return down
                    ? CompletableFuture.failedFuture(new IllegalStateException("down"))
                    : CompletableFuture.completedFuture(null);
              });

  @Test
  void endOfAMuteThatDoesNotArrive_isRepeated() {
    shared.take(Map.of("5f311b9d", 60_000L), 0);
    assertThat(mutes.unmute("5f311b9d")).isTrue();
    down = true;
    shared.publish(store);
    down = false;

    shared.publish(store);
    shared.publish(store);

    assertThat(requests).containsExactly(Map.of("5f311b9d", 0L), Map.of("5f311b9d", 0L));
  }

  @Test
  void muteThatDoesNotArrive_isRepeatedWithTheTimeLeft() {
    mutes.mute("5f311b9d", NOW.plusSeconds(60), 60_000_000_000L);
    down = true;
    shared.publish(store);
    down = false;

    shared.publish(store);
    shared.publish(store);

    assertThat(requests).containsExactly(Map.of("5f311b9d", 60_000L), Map.of("5f311b9d", 60_000L));
  }
}
