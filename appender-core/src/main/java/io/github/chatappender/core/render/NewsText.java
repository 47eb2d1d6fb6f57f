/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes the news of an incident: how often, since when, for how long. Immutable. */
public final class NewsText {

  /** The levels of a sparkline, the lowest first. */
  private static final String BARS = "▁▂▃▄▅▆▇█";

  /** Bars of fewer events only show when each of them came. */
  private static final int FEWEST_OF_A_RATE = 10;

  private final DateTimeFormatter time;
  private final DateTimeFormatter day;
  private final DateTimeFormatter minute;

  NewsText(ZoneId zone) {
    time = DateTimeFormatter.ofPattern("HH:mm:ssXXX", Locale.ROOT).withZone(zone);
    day = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(zone);
    minute = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmXXX", Locale.ROOT).withZone(zone);
  }

  /** Returns the addition to line 1; empty for a single event that is posted at once. */
  String of(Part part) {
    return ofBlock(part) + (isNew(part) ? times(part) : "");
  }

  /** Returns the addition to line 1 of a block; {@link #below} has the rest. */
  String ofBlock(Part part) {
    switch (part.kind) {
      case ENTRY:
        return happened(part);
      case FIRST:
        return "";
      case BLOCK:
        return " · " + sinceTotal(part);
      case UPDATE:
        return " · ×"
            + number(part.count)
            + " more, "
            + sinceTotal(part)
            + last(part)
            + sparkline(part.spans);
      case ESCALATION:
        return " · rising: ×"
            + number(part.count)
            + " more, "
            + sinceTotal(part)
            + sparkline(part.spans)
            + stillMuted(part);
      case AGAIN:
        return " · again after " + duration(part.silenceSeconds) + ", ×" + number(part.count);
      case QUIET:
        return " · quiet" + last(part) + more(part) + ", " + sinceTotal(part);
      case MUTED:
        return " · muted until "
            + minute(part.mutedUntilMillis)
            + more(part)
            + ", "
            + sinceTotal(part);
      case UNMUTED:
        String meanwhile = part.count == 0 ? ", no events meanwhile" : more(part);
        return " · mute over" + meanwhile + ", " + sinceTotal(part) + last(part);
    }
    throw new AssertionError(part.kind);
  }

  /** Returns the count that {@link #ofBlock} leaves to the line with the newest event's time. */
  String below(Part part) {
    if (isNew(part)) {
      return part.count > 1 ? " · " + total(part) + onHosts(part) : "";
    }
    return part.kind == Part.Kind.AGAIN ? " · " + total(part) + " in all" + onHosts(part) : "";
  }

  /** Returns the count of all events, for a place beside the time of the newest. */
  String total(Part part) {
    boolean sameTime = part.sinceMillis / 1_000 == part.entry.timeMillis / 1_000;
    return "×" + number(part.total) + (sameTime ? "" : late(part));
  }

  /** Returns whether {@link #of} includes the total. */
  public static boolean showsTotal(Part part) {
    return !isNew(part) && part.kind != Part.Kind.AGAIN;
  }

  private static boolean isNew(Part part) {
    return part.kind == Part.Kind.ENTRY || part.kind == Part.Kind.FIRST;
  }

  private static String times(Part part) {
    return part.count > 1 ? " · ×" + number(part.count) + onHosts(part) : "";
  }

  /**
   * Returns the addition to a line of a list: the count, unless it is 1, since when if the list
   * comes late, and how the count came about.
   */
  String listed(Part part) {
    String times = part.count > 1 ? " ×" + number(part.count) + onHosts(part) : "";
    return times + late(part) + sparkline(part.spans);
  }

  /** Returns since when a new problem that could not be posted in time has lasted. */
  private String late(Part part) {
    return part.late && part.kind == Part.Kind.FIRST ? since(part) : "";
  }

  /**
   * Returns a bar for each number after a space; nothing if all bars are equal, all events fell
   * into one span, or there are too few to see a rate.
   */
  private static String sparkline(List<Long> counts) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    long all = counts.stream().mapToLong(Long::longValue).sum();
    if (most == all || all < FEWEST_OF_A_RATE) {
      return "";
    }
    StringBuilder bars = new StringBuilder();
    for (long count : counts) {
      // only zero has the lowest bar
      double share = (double) count / most;
      bars.append(BARS.charAt((int) Math.ceil(share * (BARS.length() - 1))));
    }
    return bars.chars().distinct().count() < 2 ? "" : " " + bars;
  }

  /** Returns a count with its digits grouped. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a time of day with its offset: {@code 12:03:07Z}. */
  String time(long millis) {
    return time.format(Instant.ofEpochMilli(millis));
  }

  /** Returns when an event happened that an ended sender left behind. */
  private String happened(Part part) {
    if (!part.leftBehind) {
      return "";
    }
    String from = day(part.sinceMillis) + " " + time(part.sinceMillis);
    boolean once = part.sinceMillis / 1_000 == part.lastMillis / 1_000;
    return " · happened " + (once ? "at " + from : "from " + from + " to " + time(part.lastMillis));
  }

  private String stillMuted(Part part) {
    return part.mutedUntilMillis == 0 ? "" : ", still muted until " + minute(part.mutedUntilMillis);
  }

  private String minute(long millis) {
    return minute.format(Instant.ofEpochMilli(millis));
  }

  private static String more(Part part) {
    return part.count == 0 ? "" : ", ×" + number(part.count) + " more";
  }

  private String last(Part part) {
    return ", last at " + time(part.lastMillis);
  }

  private String sinceTotal(Part part) {
    return "×" + number(part.total) + since(part) + onHosts(part);
  }

  private String since(Part part) {
    boolean sameDay = day(part.sinceMillis).equals(day(part.lastMillis));
    return " since " + (sameDay ? "" : day(part.sinceMillis) + " ") + time(part.sinceMillis);
  }

  /** Returns on how many hosts of a fleet; empty for one. */
  private static String onHosts(Part part) {
    return part.hosts > 1 ? " on " + number(part.hosts) + " hosts" : "";
  }

  private String day(long millis) {
    return day.format(Instant.ofEpochMilli(millis));
  }

  /**
   * Returns a duration in its largest unit: {@code 40 s}, {@code 25 min}, {@code 3 h}, {@code 2 d}.
   */
  static String duration(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    if (duration.toDays() >= 2) {
      return duration.toDays() + " d";
    }
    if (duration.toHours() >= 2) {
      return duration.toHours() + " h";
    }
    return duration.toMinutes() >= 2 ? duration.toMinutes() + " min" : seconds + " s";
  }
}
