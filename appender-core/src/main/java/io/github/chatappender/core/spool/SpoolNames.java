/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds and parses the names in a spool: {@code <pid>-<start>-<uuid>} for a sender's directory,
 * and {@code <number>-<time>.entry} or {@code .message} for a file, in the order of creation.
 */
final class SpoolNames {

  static final String LOCK = "lock";
  static final String SPACE = "space";
  static final String SET_ASIDE = "set-aside";
  static final String ENTRY = ".entry";
  static final String MESSAGE = ".message";
  static final String UNFINISHED = ".tmp";

  /** The prefix of a directory that its sender has left in order. */
  static final String LEFT = "0-0";

  private static final Pattern DIRECTORY = Pattern.compile("(\\d+-\\d+)-([0-9a-f-]{36})");
  private static final Pattern FILE = Pattern.compile("\\d{9}-\\d{8}T\\d{9}Z\\.(?:entry|message)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Process id and start time, which identify the process's own directories. */
  static final String OWN = ofProcess(ProcessHandle.current());

  private SpoolNames() {}

  /** Returns the name of a new directory of this process. */
  static String newDirectory() {
    return OWN + "-" + UUID.randomUUID();
  }

  /** Returns the name of the same directory with another owner. */
  static String withOwner(String owner, Path directory) {
    return DIRECTORY.matcher(name(directory)).replaceFirst(owner + "-$2");
  }

  /** Returns the owner of a directory; null if it is not a sender's directory. */
  static @Nullable String owner(Path directory) {
    Matcher matcher = DIRECTORY.matcher(name(directory));
    return matcher.matches() ? matcher.group(1) : null;
  }

  static String file(long number, long millis, String kind) {
    return String.format(Locale.ROOT, "%09d", number)
        + "-"
        + TIME.format(Instant.ofEpochMilli(millis))
        + kind;
  }

  static boolean isFile(Path file) {
    return FILE.matcher(name(file)).matches();
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String ofProcess(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(1L);
    return process.pid() + "-" + start;
  }
}
