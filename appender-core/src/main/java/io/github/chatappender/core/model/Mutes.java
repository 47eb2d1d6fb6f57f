/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds which problems are muted, by the id that messages show, and until when. A mute made in code
 * ends with the process; one of the mute file holds as long as its line, and one of the fleet until
 * it is ended anywhere. If several mute a problem, the latest end counts. Thread-safe; never used
 * by a logging thread.
 */
public final class Mutes {

  /** The most problems that code may mute, and again the most lines of the file. */
  public static final int LIMIT = 200;

  /** The longest mute. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final Duration SHIFT = Duration.ofSeconds(2);

  /** An end, as shown and as a tick. */
  private static final class End {

    final Instant instant;
    final long tick;

    End(Instant instant, long tick) {
      this.instant = instant;
      this.tick = tick;
    }
  }

  private final Map<String, End> byCode = new HashMap<>();
  private final Map<String, End> byFile = new HashMap<>();
  private final Map<String, End> byFleet = new HashMap<>();

  /** The ids whose mute was ended here for the whole fleet. */
  private final Set<String> endedForFleet = new HashSet<>();

  private final List<Map<String, End>> sources = List.of(byCode, byFile, byFleet);
  private boolean ended;

  /** Changes with each change of the mutes. */
  private volatile long version;

  /** Creates an instance without mutes. */
  public Mutes() {}

  /**
   * Mutes a problem from code, in place of an earlier mute from code.
   *
   * @return false if code mutes too many problems already
   */
  public synchronized boolean mute(String id, Instant until, long untilTick) {
    if (byCode.size() >= LIMIT && !byCode.containsKey(id)) {
      return false;
    }
    byCode.put(id, new End(until, untilTick));
    version++;
    return true;
  }

  /**
   * Ends a mute made in code, here or elsewhere in the fleet.
   *
   * @return false if there is none
   */
  public synchronized boolean unmute(String id) {
    boolean ofFleet = byFleet.remove(id) != null;
    if (byCode.remove(id) == null && !ofFleet) {
      return false;
    }
    if (ofFleet) {
      endedForFleet.add(id);
    }
    version++;
    return true;
  }

  /** Takes the mutes of the file, in place of its earlier ones. */
  public synchronized void readFromFile(Map<String, Instant> ends, Instant nowInstant, long now) {
    boolean same = instants(byFile).equals(ends);
    byFile.clear();
    ends.forEach(
        (id, end) ->
            byFile.put(id, new End(end, now + Duration.between(nowInstant, end).toNanos())));
    if (!same) {
      version++;
    }
  }

  /** Returns the ends of the mutes made here, in code or by the file. */
  public synchronized Map<String, Instant> own() {
    Map<String, Instant> own = instants(byCode);
    instants(byFile).forEach((id, end) -> own.merge(id, end, (a, b) -> a.isAfter(b) ? a : b));
    return own;
  }

  private static Map<String, Instant> instants(Map<String, End> source) {
    Map<String, Instant> instants = new HashMap<>();
    source.forEach((id, end) -> instants.put(id, end.instant));
    return instants;
  }

  /** Ends a mute made in code, because another sender of the fleet has ended it. */
  public synchronized void endedElsewhere(String id) {
    if (byCode.remove(id) != null) {
      version++;
    }
  }

  /** Returns the ids whose mute was ended here for the whole fleet, each once. */
  public synchronized Set<String> takeEnded() {
    Set<String> taken = Set.copyOf(endedForFleet);
    endedForFleet.clear();
    return taken;
  }

  /**
   * Takes the mutes of the fleet, in place of its earlier ones.
   *
   * @param millis the time left of each
   */
  public synchronized void readFromFleet(Map<String, Long> millis, Instant nowInstant, long now) {
    Map<String, Instant> own = own();
    boolean changed = byFleet.keySet().retainAll(millis.keySet());
    for (Map.Entry<String, Long> one : millis.entrySet()) {
      Duration left = Duration.ofMillis(one.getValue());
      Instant end = nowInstant.plus(left);
      End known = byFleet.get(one.getKey());
      if (!isSame(own.get(one.getKey()), end) && !(known != null && isSame(known.instant, end))) {
        byFleet.put(one.getKey(), new End(end, now + left.toNanos()));
        changed = true;
      }
    }
    if (changed) {
      version++;
    }
  }

  /** The time that an answer takes shifts an end. */
  private static boolean isSame(@Nullable Instant known, Instant end) {
    return known != null && Duration.between(known, end).abs().compareTo(SHIFT) < 0;
  }

  /** Ends all mutes, later ones too, because the sender ends. */
  public synchronized void endAll() {
    if (!ended) {
      ended = true;
      version++;
    }
  }

  /** Forgets the mutes that are over. */
  public synchronized void expire(long now) {
    boolean some = byCode.values().removeIf(end -> end.tick - now <= 0);
    some |= byFile.values().removeIf(end -> end.tick - now <= 0);
    some |= byFleet.values().removeIf(end -> end.tick - now <= 0);
    if (some) {
      version++;
    }
  }

  /** Returns a number that changes with the mutes. */
  public long version() {
    return version;
  }

  /** Returns when a problem's mute ends; null if it is not muted. */
  public synchronized @Nullable Instant endOf(String id) {
    End latest = null;
    for (Map<String, End> source : sources) {
      End end = source.get(id);
      if (end != null && (latest == null || end.tick - latest.tick > 0)) {
        latest = end;
      }
    }
    return ended || latest == null ? null : latest.instant;
  }

  /** Returns the muted ids and the end of each mute, in the order of the ids. */
  public synchronized Map<String, Instant> ends() {
    Map<String, Instant> ends = new TreeMap<>();
    for (Map<String, End> source : sources) {
      for (String id : source.keySet()) {
        Instant end = endOf(id);
        if (end != null) {
          ends.put(id, end);
        }
      }
    }
    return ends;
  }

  /** Returns the time until the next mute ends, {@link Long#MAX_VALUE} without mutes. */
  public synchronized long nanosUntilNextEnd(long now) {
    long next = Long.MAX_VALUE;
    for (Map<String, End> source : sources) {
      for (End end : source.values()) {
        next = Math.min(next, Math.max(0, end.tick - now));
      }
    }
    return ended ? Long.MAX_VALUE : next;
  }
}
