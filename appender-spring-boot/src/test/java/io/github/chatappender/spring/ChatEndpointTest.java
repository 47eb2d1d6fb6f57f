/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.FleetStats;
import io.github.chatappender.core.api.Operations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatEndpointTest {

  @Test
  void fleet_isDescribed() {
    assertThat(read(new FleetStats(true, 30, 4, 7)))
        .containsEntry(
            "fleet", Map.of("answering", true, "members", 30, "claims", 4, "permitsAwaited", 7L));
  }

  @Test
  void appenderWithoutFleet_describesNone() {
    assertThat(read(null)).containsEntry("fleet", null);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(@Nullable FleetStats fleet) {
    DeliveryStats stats = DeliveryStats.builder(DeliveryStats.State.OK).fleet(fleet).build();
    Map<String, Object> answer = new ChatEndpoint(host(stats)).read();
    return ((Map<String, Map<String, Object>>) answer.get("appenders")).get("CHAT");
  }

  private static Host host(DeliveryStats stats) {
    return new Host() {
      @Override
      public boolean attach(List<Room> rooms) {
        return true;
      }

      @Override
      public Map<String, DeliveryStats> stats() {
        return Map.of("CHAT", stats);
      }

      @Override
      public List<Operations> operations() {
        return List.of();
      }
    };
  }
}
