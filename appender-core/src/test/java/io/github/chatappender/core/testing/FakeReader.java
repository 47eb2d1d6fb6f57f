/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@link FakeEvent}s as an adapter reads its host's. Stateless. */
public class FakeReader implements EventReader<FakeEvent, Throwable> {

  public static final FakeReader INSTANCE = new FakeReader();

  /** For subclasses with small differences. */
  protected FakeReader() {}

  @Override
  public long timeMillis(FakeEvent event) {
    return event.timeMillis;
  }

  @Override
  public Severity severity(FakeEvent event) {
    return event.severity;
  }

  @Override
  public String loggerName(FakeEvent event) {
    return event.logger;
  }

  @Override
  public String threadName(FakeEvent event) {
    return event.thread;
  }

  @Override
  public String message(FakeEvent event) {
    return event.message.get();
  }

  @Override
  public @Nullable String template(FakeEvent event) {
    return event.template;
  }

  @Override
  public boolean hasArguments(FakeEvent event) {
    return event.hasArguments;
  }

  @Override
  public boolean hasPlainText(FakeEvent event) {
    return true;
  }

  @Override
  public boolean hasMdc(FakeEvent event) {
    return !event.mdc.isEmpty();
  }

  @Override
  public @Nullable String mdc(FakeEvent event, String key) {
    return event.mdc.get(key);
  }

  @Override
  public void keyValues(FakeEvent event, BiConsumer<String, @Nullable Object> sink) {
    event.pairs.forEach(pair -> sink.accept(pair.key, pair.value));
  }

  @Override
  public void markers(FakeEvent event, Consumer<String> sink) {
    event.markers.forEach(sink);
  }

  @Override
  public boolean hasMarker(FakeEvent event, String name) {
    return event.markers.contains(name);
  }

  @Override
  public boolean knowsFatal() {
    return true;
  }

  @Override
  public @Nullable Throwable thrown(FakeEvent event) {
    return event.thrown;
  }

  @Override
  public String typeName(Throwable thrown) {
    return thrown.getClass().getName();
  }

  @Override
  public @Nullable Class<?> type(Throwable thrown) {
    return thrown.getClass();
  }

  @Override
  public @Nullable String thrownMessage(Throwable thrown) {
    return thrown.getMessage();
  }

  @Override
  public StackTraceElement[] frames(Throwable thrown) {
    return thrown.getStackTrace();
  }

  @Override
  public long hashFrames(Throwable thrown, FrameHash hasher) {
    long hash = 0;
    for (StackTraceElement frame : thrown.getStackTrace()) {
      hash = hasher.add(hash, frame);
    }
    return hash;
  }

  @Override
  public boolean holdsFrames() {
    return true;
  }

  @Override
  public Throwable throwable(Throwable thrown) {
    return thrown;
  }

  @Override
  public @Nullable Throwable cause(Throwable thrown) {
    return thrown.getCause();
  }

  @Override
  public Throwable @Nullable [] suppressed(Throwable thrown) {
    return thrown.getSuppressed();
  }

  @Override
  public @Nullable String layoutText(FakeEvent event) {
    return event.layout == null ? null : event.layout.get();
  }
}
