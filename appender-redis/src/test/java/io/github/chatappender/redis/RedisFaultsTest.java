/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static io.github.chatappender.redis.Requests.ANY;
import static io.github.chatappender.redis.Requests.awaitAnswer;
import static io.github.chatappender.redis.Requests.awaitFailure;
import static io.github.chatappender.redis.Requests.counts;
import static io.github.chatappender.redis.Requests.failure;
import static io.github.chatappender.redis.Requests.get;
import static io.github.chatappender.redis.Requests.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks a fleet while Redis fails, and afterwards. */
@Timeout(120)
class RedisFaultsTest {

  private RedisServer redis;
  private FleetStore store;

  @BeforeEach
  void start() {
    redis = new RedisServer().start();
    store = open(redis.address(), "5ace", "a");
  }

  @AfterEach
  void end() {
    store.close();
    redis.close();
  }

  @Test
  void absentServer_failsTheFirstRequestsAndServesLaterOnes() throws Exception {
    redis.stop();

    assertThat(failure(store.presence()))
        .startsWith("Redis at 127.0.0.1:" + redis.port + ": ")
        .contains("refused");
    assertThat(failure(store.presence())).contains("not connected");

    redis.start();
    awaitAnswer(store);
  }

  @Test
  void stoppedServer_refusesRequestsAndIsFoundAgain() throws Exception {
    get(() -> store.add(List.of(counts("p", 5))));

    redis.stop();
    awaitFailure(store, "not connected");

    redis.start();
    awaitAnswer(store);
    FleetStanding standing = get(() -> store.add(List.of(counts("p", 7)))).get(0);
    assertThat(standing.counted).isEqualTo(7);
  }

  @Test
  void slowServer_failsARequestInTimeAndNeverBlocksTheCaller() throws Exception {
    awaitAnswer(store);
    CompletableFuture<?> asleep = CompletableFuture.runAsync(() -> redis.run(r -> sleep(r, 2)));
    awaitFailure(store, "no answer in time");

    long before = System.nanoTime();
    CompletableFuture<FleetTurn> lost = store.claim(ANY, List.of(counts("p", 3)));
    long called = System.nanoTime() - before;
    String failure = failure(lost);

    assertThat(called).isLessThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(failure).contains("no answer in time");
    asleep.get(30, TimeUnit.SECONDS);
    awaitAnswer(store);
    // Redis has served the claim in the meantime; asking again harms nothing
    FleetTurn turn = get(() -> store.claim(ANY, List.of(counts("p", 3))));
    assertThat(turn.standings.get(0).owner).isEqualTo(FleetStanding.Owner.THIS);
    assertThat(turn.standings.get(0).counted).isEqualTo(3);
  }

  private static String sleep(RedisCommands<String, String> redis, int seconds) {
    return redis.eval(
        "local t = redis.call('TIME')[1] + "
            + seconds
            + " while redis.call('TIME')[1] - t < 0 do end return 'awake'",
        ScriptOutputType.VALUE);
  }

  @Test
  void killedConnection_isOpenedAgain() throws Exception {
    get(() -> store.add(List.of(counts("p", 5))));

    redis.run(r -> r.clientKill(KillArgs.Builder.typeNormal().skipme()));

    awaitAnswer(store);
    assertThat(get(() -> store.add(List.of(counts("p", 5)))).get(0).counted).isEqualTo(5);
  }

  @Test
  void forgottenScript_isSentAgainWithTheRequest() throws Exception {
    get(() -> store.add(List.of(counts("p", 5))));

    redis.run(r -> r.scriptFlush());

    assertThat(get(() -> store.add(List.of(counts("p", 6)))).get(0).counted).isEqualTo(6);
  }

  @Test
  void readOnlyReplica_changesNothingAndIsLeft() throws Exception {
    get(() -> store.add(List.of(counts("p", 5))));
    try (RedisServer other = new RedisServer().start()) {
      redis.run(r -> r.replicaof("127.0.0.1", other.port));
      awaitFailure(store, "read-only replica");

      redis.run(r -> r.replicaofNoOne());
      awaitAnswer(store);
    }
  }

  @Test
  void fullMemory_changesNothing() throws Exception {
    get(() -> store.add(List.of(counts("p", 5))));
    redis.run(r -> r.configSet("maxmemory", "1"));

    String failure = failure(store.claim(ANY, List.of(counts("p", 9))));

    assertThat(failure).contains("out of memory");
    redis.run(r -> r.configSet("maxmemory", "0"));
    FleetStanding standing = get(() -> store.add(List.of(counts("p", 5)))).get(0);
    assertThat(standing.counted).isEqualTo(5);
    assertThat(standing.owner).isEqualTo(FleetStanding.Owner.NONE);
  }

  @Test
  void wrongPassword_isReportedWithoutThePassword() throws Exception {
    redis.run(r -> r.configSet("requirepass", "s3cret"));
    try (FleetStore wrong = open("redis://:wr0ng@127.0.0.1:" + redis.port, "5ace", "b");
        FleetStore none = open(redis.address(), "5ace", "c");
        FleetStore right = open("redis://:s3cret@127.0.0.1:" + redis.port, "5ace", "d")) {

      assertThat(failure(wrong.presence()))
          .contains("refuses the user or password")
          .doesNotContain("wr0ng");
      assertThat(failure(none.presence())).contains("refuses the user or password");
      assertThat(get(() -> right.presence()).members).isEqualTo(1);
    }
  }

  @Test
  void userWithTheDocumentedRights_mayDoEverything() throws Exception {
    redis.setUser("s3cret");
    try (FleetStore user = open("redis://chat:s3cret@127.0.0.1:" + redis.port, "5ace", "b")) {
      get(() -> user.presence());
      FleetTurn turn = get(() -> user.claim(ANY, List.of(counts("p", 1))));
      assertThat(turn.granted).isTrue();
      get(() -> user.add(List.of(counts("p", 2))));
      get(() -> user.drain(List.of(counts("p", 2))));
      get(() -> user.release(List.of("p")));
      get(() -> user.pause(0, true));
      get(() -> user.mute(Map.of("5f311b9d", 1_000L)));
      get(() -> user.mute(Map.of("5f311b9d", 0L)));
      get(() -> user.presence());
    }
    // the name that Lettuce 7 gives itself is refused by 6.2, without harm
    assertThat(redis.<List<Map<String, Object>>>run(r -> r.aclLog()))
        .filteredOn(entry -> !"client".equals(entry.get("object")))
        .isEmpty();
  }

  @Test
  void userWithoutRights_isReported() throws Exception {
    redis.run(r -> r.aclSetuser("chat", AclSetuserArgs.Builder.on().addPassword("s3cret")));
    try (FleetStore user = open("redis://chat:s3cret@127.0.0.1:" + redis.port, "5ace", "b")) {
      assertThat(failure(user.presence())).contains("the user lacks rights");
    }
  }

  @Test
  void cutConnection_isOpenedAgain() throws Exception {
    try (TcpProxy proxy = new TcpProxy(redis.port);
        FleetStore behind = open(proxy.address(), "5ace", "b")) {
      get(() -> behind.add(List.of(counts("p", 5))));

      for (int i = 0; i < 3; i++) {
        proxy.cut();
        awaitAnswer(behind);
      }

      assertThat(get(() -> behind.add(List.of(counts("p", 6)))).get(0).counted).isEqualTo(6);
    }
  }

  @Test
  void slowNetwork_losesAnswersAndCountsOnce() throws Exception {
    try (TcpProxy proxy = new TcpProxy(redis.port);
        FleetStore behind = open(proxy.address(), "5ace", "b")) {
      get(() -> behind.add(List.of(counts("p", 5))));

      proxy.delay(400);
      assertThat(failure(behind.add(List.of(counts("p", 6))))).contains("no answer in time");
      proxy.delay(0);
      awaitAnswer(behind);

      FleetStanding standing = get(() -> behind.add(List.of(counts("p", 7)))).get(0);
      assertThat(standing.counted).isEqualTo(7);
    }
  }

  @Test
  @Tag("fleet")
  void silentConnection_isReplaced() throws Exception {
    try (TcpProxy proxy = new TcpProxy(redis.port);
        FleetStore behind = open(proxy.address(), "5ace", "b")) {
      awaitAnswer(behind);
      int before = proxy.accepted();

      proxy.silence();

      awaitFailure(behind, "no answer in time");
      awaitAnswer(behind);
      assertThat(proxy.accepted()).isGreaterThan(before);
    }
  }
}
