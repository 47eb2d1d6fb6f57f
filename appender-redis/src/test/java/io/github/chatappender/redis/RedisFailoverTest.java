/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static io.github.chatappender.redis.Requests.awaitAnswer;
import static io.github.chatappender.redis.Requests.counts;
import static io.github.chatappender.redis.Requests.get;
import static io.github.chatappender.redis.Requests.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks a cluster, and servers with Sentinels, when a master dies. */
@Tag("fleet")
@Timeout(180)
class RedisFailoverTest {

  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;

  private final List<RedisServer> servers = new ArrayList<>();

  @AfterEach
  void end() {
    servers.forEach(RedisServer::close);
  }

  private static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions();
  }

  private RedisServer start(RedisServer server) {
    servers.add(server);
    return server.start();
  }

  @Test
  void clusterOfThree_servesSpacesOnAllNodesAndSurvivesTheDeathOfOne() throws Exception {
    for (int i = 0; i <= MASTERS; i++) {
      start(new RedisServer("--cluster-enabled", "yes", "--cluster-node-timeout", "1500"));
    }
    cluster();
    for (RedisServer server : servers) {
      server.setUser("s3cret", "+cluster", "+info");
    }
    String address =
        "redis://chat:s3cret@"
            + servers.stream()
                .map(server -> "127.0.0.1:" + server.port)
                .collect(Collectors.joining(","))
            + "?cluster=true";
    List<FleetStore> spaces = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FleetStore store = open(address, "5ace" + i, "a");
      spaces.add(store);
      awaitAnswer(store);
      assertThat(
              get(() -> store.claim(Requests.ANY, List.of(counts("p", 5), counts("q", 1)))).granted)
          .isTrue();
    }
    assertThat(IntStream.range(0, 8).map(i -> node("5ace" + i)).distinct().count())
        .isGreaterThan(1);

    int space = IntStream.range(0, 8).filter(i -> node("5ace" + i) == 0).findFirst().orElseThrow();
    eventually()
        .until(
            () -> servers.get(MASTERS).run(r -> r.info("replication")).contains("link_status:up"));
    servers.get(0).stop();

    FleetStore orphan = spaces.get(space);
    awaitAnswer(orphan);
    assertThat(get(() -> orphan.add(List.of(counts("p", 7)))).get(0).counted).isEqualTo(7);
    spaces.forEach(FleetStore::close);
  }

  /** Returns which of the masters holds a space. */
  private static int node(String space) {
    int slot = SlotHash.getSlot("gca1:{" + space + "}:live");
    return slot / slotsOfANode();
  }

  private static int slotsOfANode() {
    return SLOTS / MASTERS + 1;
  }

  /** Joins three masters and a replica of the first. */
  private void cluster() {
    for (int i = 0; i < MASTERS; i++) {
      int from = i * slotsOfANode();
      int[] slots = IntStream.range(from, Math.min(SLOTS, from + slotsOfANode())).toArray();
      servers.get(i).run(r -> r.clusterAddSlots(slots));
    }
    for (RedisServer server : servers.subList(1, servers.size())) {
      servers.get(0).run(r -> r.clusterMeet("127.0.0.1", server.port));
    }
    String first = servers.get(0).run(r -> r.clusterMyId());
    eventually().until(() -> servers.get(MASTERS).run(r -> r.clusterReplicate(first)).equals("OK"));
    for (RedisServer server : servers) {
      eventually()
          .until(
              () ->
                  server.<String>run(r -> r.clusterInfo()).contains("cluster_state:ok")
                      && server.<String>run(r -> r.clusterNodes()).lines().count()
                          == servers.size());
    }
  }

  @Test
  void sentinels_leadToTheNewMaster() throws Exception {
    RedisServer master = start(new RedisServer());
    RedisServer replica = start(new RedisServer("--replicaof", "127.0.0.1", "" + master.port));
    List<RedisServer> sentinels = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sentinels.add(start(RedisServer.sentinel(master)));
    }
    for (RedisServer sentinel : sentinels) {
      eventually()
          .until(
              () -> {
                Map<String, String> seen = seenBy(sentinel);
                return seen.get("num-slaves").equals("1")
                    && seen.get("num-other-sentinels").equals("2");
              });
    }
    String address =
        "redis-sentinel://"
            + sentinels.stream()
                .map(sentinel -> "127.0.0.1:" + sentinel.port)
                .collect(Collectors.joining(","))
            + "?master=chat";
    try (FleetStore a = open(address, "5ace", "a");
        FleetStore b = open(address, "5ace", "b")) {
      awaitAnswer(a);
      get(() -> a.add(List.of(counts("p", 5))));
      eventually().until(() -> replica.run(r -> r.exists("gca1:{5ace}:p:p")).equals(1L));

      master.stop();

      awaitAnswer(b);
      assertThat(replica.<String>run(r -> r.info("replication"))).contains("role:master");
      assertThat(get(() -> b.add(List.of(counts("p", 2)))).get(0).counted).isEqualTo(7);
    }
  }

  private static Map<String, String> seenBy(RedisServer sentinel) {
    RedisClient client = RedisClient.create();
    try (StatefulRedisSentinelConnection<String, String> connection =
        client.connectSentinel(RedisURI.create("127.0.0.1", sentinel.port))) {
      return connection.sync().master("chat");
    } finally {
      client.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }
}
