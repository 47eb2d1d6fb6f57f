/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static io.github.chatappender.redis.Requests.ANY;
import static io.github.chatappender.redis.Requests.counts;
import static io.github.chatappender.redis.Requests.get;
import static io.github.chatappender.redis.Requests.openPatiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetStore;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks the keys in Redis, and how long they live. */
@Timeout(120)
class RedisKeysTest {

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  @Test
  void keys_haveOurPrefixTheTagOfTheSpaceAndAnEnd() throws Exception {
    try (FleetStore store = openPatiently(REDIS.address(), "5ace", "a")) {
      get(store.claim(ANY, List.of(counts("p", 1))));
      get(store.mute(Map.of("5f311b9d", 60_000L)));
      List<String> keys = keys("gca1:{5ace}:*");

      assertThat(keys)
          .containsExactlyInAnyOrder(
              "gca1:{5ace}:live",
              "gca1:{5ace}:ids",
              "gca1:{5ace}:rate",
              "gca1:{5ace}:mutes",
              "gca1:{5ace}:p:p",
              "gca1:{5ace}:h:p");
      for (String key : keys) {
        assertThat(REDIS.<Long>run(r -> r.pttl(key)))
            .as(key)
            .isBetween(1L, Duration.ofDays(1).toMillis());
      }
    }
    assertThat(keys("*")).allMatch(k -> k.startsWith("gca1:{"));
  }

  @Test
  void usedKeys_areKept() throws Exception {
    try (FleetStore store = openPatiently(REDIS.address(), "kept", "a")) {
      get(store.claim(ANY, List.of(counts("p", 1))));
      for (String key : List.of("live", "ids", "rate")) {
        REDIS.run(r -> r.pexpire("gca1:{kept}:" + key, 60_000));
      }

      get(store.claim(ANY, List.of(counts("p", 2))));

      for (String key : List.of("live", "ids", "rate")) {
        assertThat(REDIS.<Long>run(r -> r.pttl("gca1:{kept}:" + key))).isGreaterThan(3_000_000);
      }
    }
  }

  @Test
  void manySourcesOfTheDead_areForgottenAndStayCounted() throws Exception {
    try (FleetStore a = openPatiently(REDIS.address(), "fold", "a");
        FleetStore b = openPatiently(REDIS.address(), "fold", "b");
        FleetStore c = openPatiently(REDIS.address(), "fold", "c")) {
      get(a.add(List.of(counts("p", 5))));
      Map<String, String> old = new HashMap<>();
      long now = System.currentTimeMillis() / 60_000;
      for (int i = 0; i < 3_100; i++) {
        old.put("dead" + i + ":0", "1 0 0 0 " + (i < 100 ? now : now - 60));
      }
      REDIS.run(r -> r.hset("gca1:{fold}:p:p", old));

      assertThat(get(b.add(List.of(counts("p", 2)))).get(0).counted).isEqualTo(7);

      // sources that were changed lately may belong to someone who is back in a moment
      assertThat(REDIS.<Long>run(r -> r.hlen("gca1:{fold}:p:p"))).isEqualTo(100 + 3);
      assertThat(get(a.add(List.of(counts("p", 6)))).get(0).counted).isEqualTo(8);
      assertThat(get(c.add(List.of(counts("p", 1)))).get(0).counted).isEqualTo(9);
    }
  }

  @Test
  void manyHosts_areCountedUpToALimit() throws Exception {
    try (FleetStore a = openPatiently(REDIS.address(), "hosts", "a");
        FleetStore b = openPatiently(REDIS.address(), "hosts", "b")) {
      get(a.add(List.of(counts("p", 5))));
      REDIS.run(
          r -> {
            for (int i = 0; i < 51; i++) {
              Object[] scores = new Object[200];
              for (int j = 0; j < 200; j += 2) {
                scores[j] = 1.0;
                scores[j + 1] = "host" + i + "-" + j;
              }
              r.zadd("gca1:{hosts}:h:p", scores);
            }
            return "";
          });

      assertThat(get(b.add(List.of(counts("p", 2)))).get(0).hosts).isEqualTo(5_000);
    }
  }

  /** Reads the keys by a script: the method for it differs between Lettuce 6 and 7. */
  private static List<String> keys(String pattern) throws Exception {
    String script = "return redis.call('keys', '" + pattern + "')";
    return REDIS.run(r -> r.eval(script, ScriptOutputType.MULTI));
  }
}
