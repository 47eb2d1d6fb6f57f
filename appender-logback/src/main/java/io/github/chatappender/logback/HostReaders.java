/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the reader for the running Logback at start, by calling the methods that not every
 * version has. Stateless.
 */
final class HostReaders {

  private HostReaders() {}

  /**
   * Returns a reader for the running Logback.
   *
   * @param layout formats an event, null if none is configured
   * @return null if this Logback is too old
   */
  static @Nullable LogbackReader of(@Nullable Function<ILoggingEvent, String> layout) {
    if (hasMarkerLists()) {
      return new LogbackReader(layout);
    }
    return knowsCycles() ? Logback12Reader.create(layout) : null;
  }

  /** Returns whether an event has a list of markers, as since Logback 1.3. */
  private static boolean hasMarkerLists() {
    try {
      Object unused = new LoggingEvent().getMarkerList();
      return true;
    } catch (NoSuchMethodError e) {
      return false;
    }
  }

  /** Returns whether a cycle of causes is marked, the last thing that a reader needs. */
  private static boolean knowsCycles() {
    try {
      boolean unused = new ThrowableProxy(new IllegalStateException()).isCyclic();
      return true;
    } catch (NoSuchMethodError e) {
      return false;
    }
  }
}
