/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.fleet.FleetClaim;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetStanding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a {@link SimulatedStore}'s counts of a problem. The caller locks. Times are in milliseconds
 * of the store's clock.
 */
final class SimulatedProblem {

  /** How much later than the known one a notice has to be, because ages contain latencies. */
  private static final long OTHER_NOTICE_MILLIS = 2_000;

  private static final int MOST_BUSIEST = 3;

  @Nullable String owner;

  /** The message of the last claim if it was of this problem alone. */
  private String messageId = "";

  /** Whether the notice of the last claim was delivered. */
  private boolean settled = true;

  /** When the owner last named the problem in a request. */
  long ownedAt;

  long usedAt;
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, Long> byHost = new HashMap<>();

  /** The busiest hosts; null if they have to be looked up again. */
  private @Nullable List<FleetStanding.HostCount> busiest;

  private long counted;
  private long reported;
  private long firstAt = Long.MAX_VALUE;
  private long lastAt = Long.MIN_VALUE;
  private boolean noticed;
  private long noticeAt;
  private long interval;
  private int severity = (int) FleetCounts.NEVER;

  /** Merges a member's counts. */
  void merge(FleetMember member, FleetCounts counts, long now) {
    Source source = sources.computeIfAbsent(key(member, counts.source), s -> new Source());
    long more = counts.counted - source.counted;
    if (more > 0 || !byHost.containsKey(member.host)) {
      source.counted += Math.max(0, more);
      counted += Math.max(0, more);
      byHost.merge(member.host, Math.max(0, more), Long::sum);
      busiest = null;
    }
    report(source, counts.reported);
    firstAt = Math.min(firstAt, now - counts.firstAge);
    lastAt = Math.max(lastAt, now - counts.lastAge);
    if (counts.noticeAge != FleetCounts.NEVER) {
      notice(counts, now, OTHER_NOTICE_MILLIS);
    }
  }

  void touch(String member, long now) {
    usedAt = now;
    if (member.equals(owner)) {
      ownedAt = now;
    }
  }

  /** Claims it, or takes over the claim of a dead owner whose notice is not settled. */
  void claim(String member, String message, long now) {
    boolean takesOver = owner != null && !owner.equals(member) && !messageId.isEmpty() && !settled;
    owner = member;
    ownedAt = now;
    if (!takesOver) {
      messageId = message;
      settled = false;
      sources.values().forEach(source -> source.setAside = source.counted);
    }
  }

  FleetClaim claimOf(FleetMember member, String source) {
    Source own = sources.getOrDefault(key(member, source), new Source());
    return new FleetClaim(
        messageId,
        sources.values().stream().mapToLong(each -> Math.max(each.setAside, each.reported)).sum(),
        Math.max(own.setAside, own.reported));
  }

  void drain(FleetCounts counts, long now) {
    settled = true;
    sources.values().forEach(source -> report(source, source.setAside));
    notice(counts, now, 0);
  }

  FleetStanding standing(
      FleetStanding.Owner whose,
      FleetMember member,
      String source,
      @Nullable FleetClaim claim,
      long now) {
    if (busiest == null) {
      busiest = findBusiest();
    }
    return new FleetStanding(
        whose,
        counted,
        reported,
        sources.getOrDefault(key(member, source), new Source()).reported,
        byHost.size(),
        busiest,
        now - firstAt,
        now - lastAt,
        noticed ? now - noticeAt : FleetCounts.NEVER,
        interval,
        severity,
        claim);
  }

  private static String key(FleetMember member, String source) {
    return member.id + "@" + source;
  }

  private void report(Source source, long number) {
    if (number > source.reported) {
      reported += number - source.reported;
      source.reported = number;
    }
  }

  private void notice(FleetCounts counts, long now, long leastDistance) {
    long at = now - counts.noticeAge;
    if (!noticed || at - noticeAt > leastDistance) {
      noticeAt = at;
      interval = counts.interval;
    }
    noticed = true;
    severity = Math.max(severity, counts.reportedSeverity);
  }

  private List<FleetStanding.HostCount> findBusiest() {
    List<FleetStanding.HostCount> top = new ArrayList<>(MOST_BUSIEST + 1);
    byHost.forEach(
        (host, number) -> {
          int place = top.size();
          while (place > 0 && top.get(place - 1).counted < number) {
            place--;
          }
          if (place < MOST_BUSIEST) {
            top.add(place, new FleetStanding.HostCount(host, number));
            if (top.size() > MOST_BUSIEST) {
              top.remove(MOST_BUSIEST);
            }
          }
        });
    return top;
  }

  /** One sender's counts. */
  private static final class Source {
    long counted;
    long reported;
    long setAside;
  }
}
