/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.redis.RedisServer;
import io.github.chatappender.space.ChatMessage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three JVMs, one Redis, one room: what {@link FleetScenariosIT} takes its time for. */
@Timeout(180)
class FleetOfJvmsTest {

  private static final int JVMS = 3;

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  @Test
  void problemsOfSeveralJvms_arePostedOnceWithTheCountsOfAll() throws Exception {
    try (FleetOfJvms fleet = new FleetOfJvms(REDIS)) {
      fleet.start(JVMS);
      fleet.all("log 0 5 4 500");
      fleet.awaitLogged(24);
      long logged = fleet.endAll();

      List<String> texts =
          fleet.space.messages().stream().map(ChatMessage::text).collect(Collectors.toList());
      assertThat(logged).isEqualTo(JVMS * 24);
      assertThat(fleet.eventsInRoom()).as("%s", texts).isEqualTo(logged);
      assertThat(fleet.firstNotices()).hasSize(6);
      // On a machine that is busy enough Redis does not answer in time, and each posts by itself.
      if (fleet.complaints().isEmpty()) {
        assertThat(fleet.firstNotices().values())
            .as("%s", texts)
            .allMatch(times -> times.size() == 1);
        assertThat(texts).anyMatch(text -> text.contains("on " + JVMS + " hosts"));
      }
    }
  }
}
