/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Reads the events of Logback 1.3 and later. Immutable. */
class LogbackReader implements EventReader<ILoggingEvent, IThrowableProxy> {

  private final @Nullable Function<ILoggingEvent, String> layout;

  /**
   * Creates a reader.
   *
   * @param layout formats an event, null if none is configured
   */
  LogbackReader(@Nullable Function<ILoggingEvent, String> layout) {
    this.layout = layout;
  }

  @Override
  public long timeMillis(ILoggingEvent event) {
    return event.getTimeStamp();
  }

  @Override
  public Severity severity(ILoggingEvent event) {
    int level = event.getLevel().toInt();
    if (level >= Level.ERROR_INT) {
      return Severity.ERROR;
    }
    if (level >= Level.WARN_INT) {
      return Severity.WARN;
    }
    if (level >= Level.INFO_INT) {
      return Severity.INFO;
    }
    return level >= Level.DEBUG_INT ? Severity.DEBUG : Severity.TRACE;
  }

  @Override
  public String loggerName(ILoggingEvent event) {
    String name = event.getLoggerName();
    return name == null ? "" : name;
  }

  @Override
  public String threadName(ILoggingEvent event) {
    String name = event.getThreadName();
    return name == null ? "" : name;
  }

  @Override
  public String message(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    return message == null ? "" : message;
  }

  @Override
  public @Nullable String template(ILoggingEvent event) {
    return event.getMessage();
  }

  @Override
  public boolean hasArguments(ILoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    return arguments != null && arguments.length > 0;
  }

  /** Always true: without arguments Logback's message is its text. */
  @Override
  public boolean hasPlainText(ILoggingEvent event) {
    return true;
  }

  @Override
  public boolean hasMdc(ILoggingEvent event) {
    return !mdc(event).isEmpty();
  }

  @Override
  public @Nullable String mdc(ILoggingEvent event, String key) {
    return mdc(event).get(key);
  }

  private static Map<String, String> mdc(ILoggingEvent event) {
    try {
      Map<String, String> mdc = event.getMDCPropertyMap();
      return mdc == null ? Collections.emptyMap() : mdc;
    } catch (RuntimeException e) {
      // a context created in code may have no MDC adapter, and its events then throw
      return Collections.emptyMap();
    }
  }

  @Override
  public void keyValues(ILoggingEvent event, BiConsumer<String, @Nullable Object> sink) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        sink.accept(String.valueOf(pair.key), pair.value);
      }
    }
  }

  @Override
  public void markers(ILoggingEvent event, Consumer<String> sink) {
    List<Marker> markers = event.getMarkerList();
    if (markers != null) {
      for (Marker marker : markers) {
        addWithReferences(marker, sink);
      }
    }
  }

  @Override
  @SuppressWarnings("deprecation") // the one way by name that every SLF4J has
  public boolean hasMarker(ILoggingEvent event, String name) {
    List<Marker> markers = event.getMarkerList();
    for (int i = 0; markers != null && i < markers.size(); i++) {
      if (markers.get(i).contains(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean knowsFatal() {
    return false;
  }

  @Override
  public @Nullable IThrowableProxy thrown(ILoggingEvent event) {
    return event.getThrowableProxy();
  }

  @Override
  public String typeName(IThrowableProxy thrown) {
    return thrown.getClassName();
  }

  @Override
  public @Nullable Class<?> type(IThrowableProxy thrown) {
    return thrown instanceof ThrowableProxy
        ? ((ThrowableProxy) thrown).getThrowable().getClass()
        : null;
  }

  @Override
  public @Nullable String thrownMessage(IThrowableProxy thrown) {
    return thrown.getMessage();
  }

  @Override
  public StackTraceElement[] frames(IThrowableProxy thrown) {
    StackTraceElementProxy[] proxies = thrown.getStackTraceElementProxyArray();
    if (proxies == null) {
      return new StackTraceElement[0];
    }
    return Arrays.stream(proxies)
        .filter(Objects::nonNull)
        .map(StackTraceElementProxy::getStackTraceElement)
        .toArray(StackTraceElement[]::new);
  }

  @Override
  public long hashFrames(IThrowableProxy thrown, FrameHash hasher) {
    StackTraceElementProxy[] proxies = thrown.getStackTraceElementProxyArray();
    long hash = 0;
    for (int i = 0; proxies != null && i < proxies.length; i++) {
      hash = proxies[i] == null ? hash : hasher.add(hash, proxies[i].getStackTraceElement());
    }
    return hash;
  }

  /** Logback reads an exception's frames before it passes the event on. */
  @Override
  public boolean holdsFrames() {
    return true;
  }

  @Override
  public @Nullable Throwable throwable(IThrowableProxy thrown) {
    return thrown instanceof ThrowableProxy ? ((ThrowableProxy) thrown).getThrowable() : null;
  }

  /** Logback ends a circle of causes with a marker without frames, which is not a cause. */
  @Override
  public @Nullable IThrowableProxy cause(IThrowableProxy thrown) {
    IThrowableProxy cause = thrown.getCause();
    return cause == null || cause.isCyclic() ? null : cause;
  }

  @Override
  public IThrowableProxy @Nullable [] suppressed(IThrowableProxy thrown) {
    return thrown.getSuppressed();
  }

  @Override
  public @Nullable String layoutText(ILoggingEvent event) {
    return layout == null
        ? null
        : Objects.requireNonNull(layout.apply(event), "the layout returned null");
  }

  /** Terminates, because SLF4J refuses cycles of references. */
  @SuppressWarnings("deprecation") // the only way that works on every SLF4J
  static void addWithReferences(Marker marker, Consumer<String> sink) {
    sink.accept(marker.getName());
    for (Iterator<Marker> nested = marker.iterator(); nested.hasNext(); ) {
      addWithReferences(nested.next(), sink);
    }
  }
}
