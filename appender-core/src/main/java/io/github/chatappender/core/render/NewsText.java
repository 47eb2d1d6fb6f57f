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

  /** Returns the addition to line 1 of a block; {@link #timesBelow} has the rest. */
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

  /** Returns the count that {@link #ofBlock} leaves to the line with place and time. */
  static String timesBelow(Part part) {
    if (isNew(part)) {
      return times(part);
    }
    return part.kind == Part.Kind.AGAIN
        ? " · ×" + number(part.total) + " in all" + onHosts(part)
        : "";
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

  /** Returns the addition to a line of a list: the count, unless it is 1, and how it came about. */
  public static String listed(Part part) {
    String times = part.count > 1 ? " ×" + number(part.count) + onHosts(part) : "";
    return times + sparkline(part.spans);
  }

  /** Returns a bar for each number after a space; nothing if all bars are equal. */
  private static String sparkline(List<Long> counts) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder bars = new StringBuilder();
    for (long count : counts) {
      // only zero has the lowest bar
      double share = most == 0 ? 0 : (double) count / most;
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
    boolean sameDay = day(part.sinceMillis).equals(day(part.lastMillis));
    String day = sameDay ? "" : day(part.sinceMillis) + " ";
    return "×" + number(part.total) + " since " + day + time(part.sinceMillis) + onHosts(part);
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
