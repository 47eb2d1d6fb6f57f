/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which problems are muted from a file: an id and an end per line, as in {@code b7d8334e
 * 2026-12-01T08:00Z}; empty lines and those that begin with {@code #} are ignored, and so are lines
 * whose end is past. Each unusable line is reported once. Used only by the delivery thread.
 */
final class MuteFile {

  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int SHOWN_CHARS = 60;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");
  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+#.*)?");

  private final Platform platform;
  private final Mutes mutes;
  private final Redaction redaction;
  private final Set<String> reported = new HashSet<>();
  private @Nullable String path;

  /** When the file was read last; null if it has to be read now. */
  private @Nullable Long lookedAt;

  MuteFile(@Nullable String path, Platform platform, Mutes mutes, Redaction redaction) {
    this.path = path;
    this.platform = platform;
    this.mutes = mutes;
    this.redaction = redaction;
  }

  /** Takes another file, null for none. */
  void adopt(@Nullable String newPath, long now) {
    if (path != null && newPath == null) {
      mutes.readFromFile(Map.of(), platform.clock.instant(), now);
    }
    if (!Objects.equals(newPath, path)) {
      path = newPath;
      lookedAt = null;
    }
  }

  /** Returns the time until the file is read again, {@link Long#MAX_VALUE} without a file. */
  long nanosUntilLook(long now) {
    long left = lookedAt == null ? 0 : Math.max(0, lookedAt + INTERVAL_NANOS - now);
    return path == null ? Long.MAX_VALUE : left;
  }

  /** Reads the file if a minute has passed since the last time. */
  void look(long now) {
    String file = path;
    if (file == null || nanosUntilLook(now) > 0) {
      return;
    }
    lookedAt = now;
    try {
      read(platform.facts.readFile(file), now);
    } catch (NoSuchFileException e) {
      read("", now); // people create it when they need it
    } catch (IOException | RuntimeException e) {
      report(
          List.of(
              "muteFile could not be read; earlier mutes still apply: "
                  + e.getClass().getSimpleName()));
    }
  }

  private void read(String text, long now) {
    Instant instant = platform.clock.instant();
    Map<String, Instant> ends = new HashMap<>();
    List<String> faults = new ArrayList<>();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replace("\uFEFF", "").trim();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String broken = take(line, instant, ends);
        if (broken != null) {
          faults.add(fault(i + 1, broken, line));
        }
      }
    }
    mutes.readFromFile(ends, instant, now);
    report(faults);
  }

  /** Takes a line; returns the rule that it breaks, null if none. */
  private static @Nullable String take(String line, Instant now, Map<String, Instant> ends) {
    Matcher parts = LINE.matcher(line);
    String id = parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
    if (!ID.matcher(id).matches()) {
      return "be an id of 8 hex digits and an end, as in b7d8334e 2026-12-01T08:00Z";
    }
    Instant end = instant(parts.group(2));
    if (end == null) {
      return "have an end with its zone, as in 2026-12-01T08:00Z or 2026-12-01T09:00+01:00";
    }
    if (Duration.between(now, end).compareTo(Mutes.LONGEST) > 0) {
      return "end within " + Mutes.LONGEST.toDays() + " days";
    }
    if (!end.isAfter(now)) {
      return null; // over
    }
    if (ends.size() >= Mutes.LIMIT && !ends.containsKey(id)) {
      return "be one of the first " + Mutes.LIMIT;
    }
    ends.merge(id, end, (one, other) -> one.isAfter(other) ? one : other);
    return null;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String fault(int number, String rule, String line) {
    String shown = Texts.ellipsed(Cleaner.clean(line, false), SHOWN_CHARS);
    return "muteFile line " + number + " must " + rule + ": " + shown + "; ignored";
  }

  /** Reports the faults that the last look has not found. */
  private void report(List<String> faults) {
    for (String line : redaction.allLines(faults)) {
      if (!reported.contains(line)) {
        platform.diagnostics.alert(line);
      }
    }
    reported.clear();
    reported.addAll(redaction.allLines(faults));
  }
}
