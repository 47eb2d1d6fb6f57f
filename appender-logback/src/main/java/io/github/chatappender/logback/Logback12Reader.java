/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Reads the events of Logback 1.2, which have one marker and no key-value pairs. A subclass, loaded
 * only by such a host, so that calls of {@link LogbackReader} are not virtual elsewhere. Immutable.
 */
final class Logback12Reader extends LogbackReader {

  private Logback12Reader(@Nullable Function<ILoggingEvent, String> layout) {
    super(layout);
  }

  /** Creates a reader; returns the supertype so that callers are verified without this class. */
  static LogbackReader create(@Nullable Function<ILoggingEvent, String> layout) {
    return new Logback12Reader(layout);
  }

  @Override
  public void keyValues(ILoggingEvent event, BiConsumer<String, @Nullable Object> sink) {
    // none
  }

  @Override
  @SuppressWarnings("deprecation") // the only marker that Logback 1.2 has
  public void markers(ILoggingEvent event, Consumer<String> sink) {
    Marker marker = event.getMarker();
    if (marker != null) {
      addWithReferences(marker, sink);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // the only marker that Logback 1.2 has
  public boolean hasMarker(ILoggingEvent event, String name) {
    Marker marker = event.getMarker();
    return marker != null && marker.contains(name);
  }

  @Override
  public @Nullable IThrowableProxy cause(IThrowableProxy thrown) {
    IThrowableProxy cause = thrown.getCause();
    boolean cyclic = cause instanceof ThrowableProxy && ((ThrowableProxy) cause).isCyclic();
    return cyclic ? null : cause;
  }
}
