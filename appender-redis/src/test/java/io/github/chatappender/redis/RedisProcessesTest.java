/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static io.github.chatappender.redis.Requests.counts;
import static io.github.chatappender.redis.Requests.get;
import static io.github.chatappender.redis.Requests.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetStanding.Owner;
import io.github.chatappender.core.fleet.FleetStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several JVMs on one server. */
@Tag("slow")
@Timeout(180)
class RedisProcessesTest {

  private static final int JVMS = 4;
  private static final int UNTIL_TOLD = -1;

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  private final List<Jvm> jvms = new ArrayList<>();

  @AfterEach
  void end() {
    jvms.forEach(jvm -> jvm.process.destroyForcibly());
  }

  @Test
  void permitsOfSeveralJvms_keepRateBurstSpacingAndPause() throws Exception {
    int perMinute = 600;
    int burst = 3;
    int spacing = 60;
    int pause = 1_000;
    start("rate", UNTIL_TOLD, 0, perMinute, burst, spacing);
    List<Grant> grants = new ArrayList<>();
    long pauseAsked;
    long paused;
    try (FleetStore store = open(REDIS.address(), "rate", "boss")) {
      Requests.awaitAnswer(store);
      jvms.forEach(Jvm::go);
      for (Jvm jvm : jvms) {
        grants.add(jvm.nextGrant());
      }
      pauseAsked = System.currentTimeMillis();
      get(() -> store.pause(pause, false));
      paused = System.currentTimeMillis();
    }
    Grant last = grants.get(0);
    while (last.asked <= paused) {
      last = jvms.get(0).nextGrant();
      grants.add(last);
    }
    jvms.forEach(Jvm::go);
    for (Jvm jvm : jvms) {
      jvm.readGrants(grants);
    }

    // A permit was granted at some time between question and answer. So the times from the first
    // question of some permits to the last answer are too long, never too short.
    grants.sort(Comparator.comparingLong(g -> g.answered));
    assertThat(grants).hasSizeGreaterThan(burst);
    for (int i = 0; i < grants.size(); i++) {
      long firstAsked = grants.get(i).asked;
      for (int j = i + 1; j < grants.size(); j++) {
        firstAsked = Math.min(firstAsked, grants.get(j).asked);
        long time = grants.get(j).answered - firstAsked + 1;
        int permits = j - i + 1;
        assertThat(time).isGreaterThanOrEqualTo((permits - 1) * (long) spacing);
        assertThat((double) permits).isLessThanOrEqualTo(burst + time * perMinute / 60_000.0);
      }
    }
    assertThat(grants).noneMatch(g -> g.asked > paused && g.answered < pauseAsked + pause);
  }

  @Test
  void problemsClaimedByJvmsAtOnce_haveOneOwnerEach() throws Exception {
    start("claims", 100, 40, 6_000, 60, 0);
    jvms.forEach(Jvm::go);

    Map<String, String> owners = new HashMap<>();
    for (Jvm jvm : jvms) {
      List<Grant> grants = new ArrayList<>();
      jvm.readGrants(grants);
      for (Grant grant : grants) {
        for (String problem : grant.problems) {
          assertThat(owners.computeIfAbsent(problem, p -> jvm.id)).isEqualTo(jvm.id);
        }
      }
    }
    assertThat(owners).hasSize(40);
  }

  @Test
  void killedOwner_freesItsProblemsWithinTheirTime() throws Exception {
    Jvm owner = new Jvm("killed", "0", 0, 3, 6_000, 60, 0);
    jvms.add(owner);
    owner.awaitReady();
    owner.go();
    assertThat(owner.nextGrant().problems).containsExactly("p0", "p1", "p2");
    try (FleetStore store = open(REDIS.address(), "killed", "other")) {
      assertThat(get(() -> store.add(List.of(counts("p1", 4)))).get(0).owner)
          .isEqualTo(Owner.OTHER);

      owner.process.destroyForcibly().waitFor();
      long killed = redisTime();

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(() -> get(() -> store.add(List.of(counts("p1", 4)))).get(0).owner == Owner.NONE);
      String end = REDIS.run(r -> r.zscore("gca1:{killed}:live", "0") + "");
      assertThat((long) Double.parseDouble(end)).isLessThanOrEqualTo(killed + 15_000);
      assertThat(
              get(() -> store.claim(Requests.ANY, List.of(counts("p1", 4))))
                  .standings
                  .get(0)
                  .counted)
          .isEqualTo(5);
    }
  }

  private static long redisTime() {
    return REDIS.run(r -> Long.parseLong(r.time().get(0)) * 1_000 + 1_000);
  }

  private void start(String space, int times, int problems, int perMinute, int burst, int spacing)
      throws Exception {
    for (int i = 0; i < JVMS; i++) {
      jvms.add(new Jvm(space, "" + i, times, problems, perMinute, burst, spacing));
    }
    for (Jvm jvm : jvms) {
      jvm.awaitReady();
    }
  }

  /** A permit and its purpose. */
  private static final class Grant {

    final long asked;
    final long answered;
    final List<String> problems;

    Grant(String line) {
      String[] words = line.split(" ");
      asked = Long.parseLong(words[1]);
      answered = Long.parseLong(words[2]);
      problems = List.of(words).subList(3, words.length);
    }
  }

  /** A process that runs {@link Asker}. */
  private static final class Jvm {

    final String id;
    final Process process;
    private final BufferedReader output;

    Jvm(String space, String id, int... numbers) throws IOException {
      this.id = id;
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Asker.class.getName(),
                  REDIS.address(),
                  space,
                  id));
      for (int number : numbers) {
        command.add(String.valueOf(number));
      }
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void awaitReady() throws IOException {
      assertThat(output.readLine()).isEqualTo("ready");
    }

    void go() {
      try {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Returns the next permit, null after the last. */
    Grant nextGrant() throws IOException {
      String line = output.readLine();
      return line == null || line.equals("done") ? null : new Grant(line);
    }

    void readGrants(List<Grant> grants) throws IOException {
      for (Grant grant = nextGrant(); grant != null; grant = nextGrant()) {
        grants.add(grant);
      }
    }
  }
}
