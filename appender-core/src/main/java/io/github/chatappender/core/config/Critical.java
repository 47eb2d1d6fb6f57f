/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of critical events: which events are critical and where they are kept. Immutable.
 */
public final class Critical {

  private static final int MOST_CHARS = 1_024;

  private final String marker;
  private final Severity level;

  /** Where critical events are kept: an absolute path, null if they are kept only in memory. */
  public final @Nullable Path spoolDirectory;

  /**
   * Whether a file is forced to the device, beyond the operating system's cache, before the logging
   * call returns.
   */
  public final boolean spoolSync;

  Critical(ConfigReader in) {
    marker = Objects.requireNonNullElse(in.text(Setting.CRITICAL_MARKER, 256), "");
    level = in.oneOf(Setting.CRITICAL_LEVEL, Severity.values());
    spoolDirectory = readDirectory(in);
    spoolSync = in.flag(Setting.SPOOL_SYNC);
  }

  private static @Nullable Path readDirectory(ConfigReader in) {
    String text = in.text(Setting.SPOOL_DIRECTORY, MOST_CHARS);
    try {
      return text == null ? null : Path.of(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      in.problems.add(Setting.SPOOL_DIRECTORY, "name a directory", text);
      return null;
    }
  }

  /**
   * Returns whether an event is critical. Allocates nothing.
   *
   * @param <E> the host's event
   * @param reader reads the event
   * @param severity the event's severity, as read by the reader
   * @return true if its level is high enough, or it has the marker, nested or as one of several
   */
  public <E> boolean includes(E event, EventReader<E, ?> reader, Severity severity) {
    return severity.isAtLeast(level) || reader.hasMarker(event, marker);
  }
}
