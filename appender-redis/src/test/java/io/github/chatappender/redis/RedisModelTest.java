/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.testing.SimulatedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Makes the same random requests of the script, which sets counts aside without touching them, and
 * of a store that does so one by one.
 */
@Timeout(120)
class RedisModelTest {

  private static final int REQUESTS = 400;
  private static final int MEMBERS = 4;
  private static final int PROBLEMS = 3;

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  private final SimulatedStore model = new SimulatedStore(System::currentTimeMillis);
  private final List<FleetMember> members = new ArrayList<>();
  private final List<FleetStore> real = new ArrayList<>();
  private final List<FleetStore> simulated = new ArrayList<>();
  private final Map<String, Long> counted = new HashMap<>();
  private final Map<String, Long> reported = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void randomRequests_areAnsweredAsByTheModel(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < MEMBERS; i++) {
      FleetMember member = new FleetMember("seed" + seed, "m" + i, "host" + i % 3);
      members.add(member);
      real.add(Requests.openPatiently(REDIS.address(), member));
      simulated.add(model.open(member));
    }
    fill();
    for (int i = 0; i < REQUESTS; i++) {
      request(random, random.nextInt(MEMBERS));
    }
  }

  @AfterEach
  void close() {
    real.forEach(FleetStore::close);
  }

  /** Fills the bucket by returning permits, so that clocks do not matter. */
  private void fill() throws Exception {
    Requests.get(real.get(0).claim(Requests.ANY, List.of(Requests.counts("other", 1))));
    Requests.get(simulated.get(0).claim(Requests.ANY, List.of(Requests.counts("other", 1))));
    for (int i = 0; i < 60; i++) {
      Requests.get(real.get(0).pause(0, true));
      Requests.get(simulated.get(0).pause(0, true));
    }
  }

  private void request(Random random, int member) throws Exception {
    FleetStore a = real.get(member);
    FleetStore b = simulated.get(member);
    List<FleetCounts> counts = counts(random, member);
    switch (random.nextInt(8)) {
      case 0:
      case 1:
      case 2:
        assertThat(shown(Requests.get(a.add(counts))))
            .isEqualTo(shown(Requests.get(b.add(counts))));
        break;
      case 3:
      case 4:
        FleetRequest request =
            new FleetRequest(1, false, 6_000, 60, 0, "m" + random.nextInt(99), random.nextInt(3));
        List<FleetCounts> some = random.nextBoolean() ? counts : limited(counts);
        assertThat(shown(Requests.get(a.claim(request, some)).standings))
            .isEqualTo(shown(Requests.get(b.claim(request, some)).standings));
        Requests.get(a.pause(0, true));
        Requests.get(b.pause(0, true));
        break;
      case 5:
        List<FleetCounts> posted =
            counts.stream()
                .filter(c -> c.noticeAge != FleetCounts.NEVER)
                .collect(Collectors.toList());
        Requests.get(a.drain(posted));
        Requests.get(b.drain(posted));
        break;
      case 6:
        if (random.nextInt(3) == 0) {
          List<String> problems = counts.stream().map(c -> c.problem).collect(Collectors.toList());
          Requests.get(a.release(problems));
          Requests.get(b.release(problems));
        }
        break;
      default:
        FleetMember dead = members.get(member);
        if (random.nextInt(3) == 0) {
          REDIS.run(r -> r.zadd("gca1:{" + dead.space + "}:live", 1, dead.id));
          model.expire(dead);
        }
    }
  }

  private static List<FleetCounts> limited(List<FleetCounts> counts) {
    return counts.subList(0, Math.min(1, counts.size()));
  }

  private List<FleetCounts> counts(Random random, int member) {
    List<FleetCounts> counts = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      if (random.nextBoolean()) {
        // the model does not tell the sources of members apart
        String source = members.get(member).id + random.nextInt(2);
        String key = i + source;
        long n = counted.merge(key, (long) random.nextInt(5), Long::sum);
        long most = n - reported.getOrDefault(key, 0L);
        long s = reported.merge(key, random.nextInt(4) == 0 ? most / 2 : 0, Long::sum);
        boolean old = random.nextInt(5) == 0;
        counts.add(
            new FleetCounts(
                "p" + i,
                source,
                old ? n / 2 : n,
                old ? s / 2 : s,
                1_000,
                0,
                random.nextBoolean() ? FleetCounts.NEVER : random.nextInt(100) * 1_000L,
                60_000,
                random.nextInt(4)));
      }
    }
    return counts;
  }

  private static List<String> shown(List<FleetStanding> standings) {
    return standings.stream()
        .map(
            s ->
                s.owner
                    + " n="
                    + s.counted
                    + " s="
                    + s.reported
                    + " own="
                    + s.reportedOfSource
                    + " hosts="
                    + s.hosts
                    + " busiest="
                    + s.busiest.stream().map(h -> h.counted).sorted().collect(Collectors.toList())
                    + " notice="
                    + (s.noticeAge >= 0)
                    + " severity="
                    + s.reportedSeverity
                    + (s.claim == null
                        ? ""
                        : " claim="
                            + s.claim.messageId
                            + " "
                            + s.claim.counted
                            + " "
                            + s.claim.countedOfSource))
        .collect(Collectors.toList());
  }
}
