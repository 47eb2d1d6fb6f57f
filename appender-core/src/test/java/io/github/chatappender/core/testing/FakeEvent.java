/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a host's log event. Its message is a supplier, because a real one is formatted only on
 * demand; a supplier that throws or logs simulates an argument whose {@code toString} does.
 */
public final class FakeEvent {

  final Severity severity;
  final Map<String, String> mdc = new LinkedHashMap<>();
  final List<Pair> pairs = new ArrayList<>();
  final List<String> markers = new ArrayList<>();
  Supplier<String> message;
  String logger = "com.acme.shop.OrderService";
  String thread = "exec-1";
  long timeMillis = 1_784_116_987_000L; // 2026-07-15T12:03:07Z
  @Nullable String template;
  boolean hasArguments;
  @Nullable Throwable thrown;
  @Nullable Supplier<String> layout;

  /** A key and a value, which may be null, or the same key again. */
  static final class Pair {
    final String key;
    final @Nullable Object value;

    Pair(String key, @Nullable Object value) {
      this.key = key;
      this.value = value;
    }
  }

  private FakeEvent(Severity severity, Supplier<String> message) {
    this.severity = severity;
    this.message = message;
  }

  public static FakeEvent error(String message) {
    return of(Severity.ERROR, () -> message);
  }

  public static FakeEvent of(Severity severity, String message) {
    return of(severity, () -> message);
  }

  public static FakeEvent of(Severity severity, Supplier<String> message) {
    return new FakeEvent(severity, message);
  }

  /** Returns an event whose message requires the text of an argument. */
  public static FakeEvent withArgument(Object argument) {
    FakeEvent event = of(Severity.ERROR, () -> "argument " + argument);
    return event.template("argument {}", true);
  }

  public FakeEvent logger(String name) {
    this.logger = name;
    return this;
  }

  public FakeEvent thread(String name) {
    this.thread = name;
    return this;
  }

  public FakeEvent timeMillis(long millis) {
    this.timeMillis = millis;
    return this;
  }

  public FakeEvent template(@Nullable String format, boolean withArguments) {
    this.template = format;
    this.hasArguments = withArguments;
    return this;
  }

  public FakeEvent mdc(String key, String value) {
    mdc.put(key, value);
    return this;
  }

  public FakeEvent pair(String key, @Nullable Object value) {
    pairs.add(new Pair(key, value));
    return this;
  }

  public FakeEvent marker(String name) {
    markers.add(name);
    return this;
  }

  public FakeEvent thrown(Throwable throwable) {
    this.thrown = throwable;
    return this;
  }

  public FakeEvent layout(Supplier<String> text) {
    this.layout = text;
    return this;
  }
}
