/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import io.github.chatappender.core.api.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A copy of one log event, valid after the logging call returns. Immutable; holds no object of the
 * host or the application.
 */
public final class LogEntry {

  /** The maximum length of {@link #chain}; of a longer chain, half comes from each end. */
  public static final int CHAIN_LIMIT = 16;

  /** The MDC keys that known tracers use for a trace's id. */
  public static final List<String> TRACE_KEYS = List.of("trace_id", "traceId", "dd.trace_id");

  /** The MDC keys for a request's method: OpenTelemetry's, then Logback's servlet filter's. */
  public static final List<String> METHOD_KEYS = List.of("http.request.method", "req.method");

  /** The MDC key for the pattern of a request's route, such as {@code /orders/{id}}. */
  public static final String ROUTE_KEY = "http.route";

  private static final int ENTRY_BYTES = 200;

  /** When the event happened: milliseconds since 1970-01-01T00:00Z. */
  public final long timeMillis;

  /** The event's severity. */
  public final Severity severity;

  /** The logger's name: usually a class name, empty for the root logger of some hosts. */
  public final String logger;

  /** The name of the thread that logged. */
  public final String thread;

  /** The formatted message, shortened to the kept length, possibly empty. */
  public final String message;

  /** The message's format in the host's form, null if the host has none. */
  public final @Nullable String template;

  /** Whether the logging call had arguments, so that {@link #template} differs from its text. */
  public final boolean hasArguments;

  /** The logged exception, then its causes, the root last; both ends of a long chain. */
  public final List<ThrowableInfo> chain;

  /** How many causes are missing between the elements 7 and 8 of a long {@link #chain}. */
  public final int causesLeftOut;

  /** The SQLState of a failed statement, null if none is known. */
  public final @Nullable String sqlState;

  /** The database's own code of a failed statement, 0 if none is known. */
  public final int vendorCode;

  /** The MDC values that were captured, in the order of their keys; unmodifiable. */
  public final Map<String, String> mdc;

  /** The event's own key-value pairs, in their order; unmodifiable. */
  public final Map<String, String> keyValues;

  /** The names of the event's markers, nested ones included. */
  public final List<String> markers;

  /** The output of the host's layout, which replaces message and stack; null without a layout. */
  public final @Nullable String layoutText;

  /** The lines logged before the event by the same trace or thread, the oldest first. */
  public final List<EarlierLine> before;

  private final @Nullable Severity critical;

  private LogEntry(Builder builder) {
    timeMillis = builder.timeMillis;
    severity = builder.severity;
    logger = builder.logger;
    thread = builder.thread;
    message = builder.message;
    template = builder.template;
    hasArguments = builder.hasArguments;
    chain = copy(builder.chain);
    causesLeftOut = builder.causesLeftOut;
    sqlState = builder.sqlState;
    vendorCode = builder.vendorCode;
    mdc = copy(builder.mdc);
    keyValues = copy(builder.keyValues);
    markers = copy(builder.markers);
    layoutText = builder.layoutText;
    before = builder.before;
    critical = builder.critical;
  }

  private LogEntry(LogEntry other, UnaryOperator<String> text, BinaryOperator<String> value) {
    timeMillis = other.timeMillis;
    severity = other.severity;
    logger = other.logger;
    thread = text.apply(other.thread);
    message = text.apply(other.message);
    template = other.template == null ? null : text.apply(other.template);
    hasArguments = other.hasArguments;
    chain = ThrowableInfo.withTexts(other.chain, text);
    causesLeftOut = other.causesLeftOut;
    sqlState = other.sqlState == null ? null : text.apply(other.sqlState);
    vendorCode = other.vendorCode;
    mdc = replaced(other.mdc, value);
    keyValues = replaced(other.keyValues, value);
    markers = other.markers;
    layoutText = other.layoutText == null ? null : text.apply(other.layoutText);
    before =
        other.before.stream()
            .map(line -> line.withText(text.apply(line.text)))
            .collect(Collectors.toUnmodifiableList());
    critical = other.critical;
  }

  private static <E> List<E> copy(@Nullable List<E> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static Map<String, String> copy(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static Map<String, String> replaced(
      Map<String, String> map, BinaryOperator<String> value) {
    Map<String, String> changed = new LinkedHashMap<>(map);
    changed.replaceAll(value);
    return Collections.unmodifiableMap(changed);
  }

  /** Returns a builder of an entry with everything else empty. */
  public static Builder builder(Severity severity, String logger, String message) {
    return new Builder(severity, logger, message);
  }

  /** Returns the root cause, the innermost exception; null if the event has no exception. */
  public @Nullable ThrowableInfo root() {
    return chain.isEmpty() ? null : chain.get(chain.size() - 1);
  }

  /** Returns the value of an MDC key; null if it is not set or that key is not captured. */
  public @Nullable String mdc(String key) {
    return mdc.get(key);
  }

  /** Returns whether the event is critical: one that must be delivered. */
  public boolean isCritical() {
    return critical != null;
  }

  /** Returns the severity that decides about mentions; a critical event's may be higher. */
  public Severity mentionSeverity() {
    return critical == null ? severity : critical;
  }

  /** Estimates the entry's memory in bytes, rather too high than too low. */
  public int estimatedBytes() {
    int chars =
        message.length() + thread.length() + logger.length() + chars(mdc) + chars(keyValues);
    chars += template == null || template.equals(message) ? 0 : template.length();
    chars += layoutText == null ? 0 : layoutText.length();
    chars += sqlState == null ? 0 : sqlState.length();
    for (int i = 0; i < markers.size(); i++) {
      chars += markers.get(i).length();
    }
    int bytes = ENTRY_BYTES + Character.BYTES * chars;
    for (int i = 0; i < before.size(); i++) {
      bytes += before.get(i).estimatedBytes();
    }
    for (int i = 0; i < chain.size(); i++) {
      ThrowableInfo thrown = chain.get(i);
      bytes += thrown.estimatedBytes(i == chain.size() - 1 ? null : root());
    }
    return bytes;
  }

  private static int chars(Map<String, String> map) {
    int chars = 0;
    for (Map.Entry<String, String> one : map.entrySet()) {
      chars += one.getKey().length() + one.getValue().length();
    }
    return chars;
  }

  /**
   * Returns the entry with its texts replaced, in this order: thread name, message, template, the
   * messages of its exceptions and of their suppressed ones, SQLState, MDC values, key-value pairs,
   * layout text, lines before. The second function takes key and value. Returns this if no text
   * changes.
   */
  public LogEntry withTexts(UnaryOperator<String> text, BinaryOperator<String> value) {
    LogEntry changed = new LogEntry(this, text, value);
    return changed.hasTextsOf(this) ? this : changed;
  }

  private boolean hasTextsOf(LogEntry other) {
    return thread.equals(other.thread)
        && message.equals(other.message)
        && Objects.equals(template, other.template)
        && chain.equals(other.chain)
        && Objects.equals(sqlState, other.sqlState)
        && mdc.equals(other.mdc)
        && keyValues.equals(other.keyValues)
        && Objects.equals(layoutText, other.layoutText)
        && before.equals(other.before);
  }

  @Override
  public String toString() {
    return severity + " " + logger + ": " + message;
  }

  /** Builds an entry on the logging thread; absent parts cost nothing. Not thread-safe. */
  public static final class Builder {

    private final Severity severity;
    private final String logger;
    private final String message;
    private @Nullable List<ThrowableInfo> chain;
    private int causesLeftOut;
    private @Nullable String sqlState;
    private int vendorCode;
    private @Nullable Map<String, String> mdc;
    private @Nullable Map<String, String> keyValues;
    private @Nullable List<String> markers;
    private long timeMillis;
    private String thread = "";
    private @Nullable String template;
    private boolean hasArguments;
    private @Nullable String layoutText;
    private List<EarlierLine> before = List.of();
    private @Nullable Severity critical;

    private Builder(Severity severity, String logger, String message) {
      this.severity = severity;
      this.logger = logger;
      this.message = message;
    }

    /** Sets when the event happened: milliseconds since 1970-01-01T00:00Z. */
    public Builder timeMillis(long millis) {
      this.timeMillis = millis;
      return this;
    }

    /** Sets the name of the thread that logged. */
    public Builder thread(String name) {
      this.thread = name;
      return this;
    }

    /** Sets the message's format, null if the host has none, and whether there were arguments. */
    public Builder template(@Nullable String format, boolean arguments) {
      this.template = format;
      this.hasArguments = arguments;
      return this;
    }

    /** Adds an exception: the logged one first, then its causes, the root last. */
    public Builder throwable(ThrowableInfo throwable) {
      chain = added(chain, throwable);
      return this;
    }

    /** Sets how many causes are missing in the middle of the chain. */
    public Builder causesLeftOut(int count) {
      causesLeftOut = count;
      return this;
    }

    /** Sets SQLState and vendor code of a failed statement, null and 0 if unknown. */
    public Builder sql(@Nullable String state, int code) {
      sqlState = state;
      vendorCode = code;
      return this;
    }

    /** Adds an MDC value. */
    public Builder mdc(String key, String value) {
      mdc = put(mdc, key, value);
      return this;
    }

    /** Adds a key-value pair; a later value of the same key replaces the earlier one. */
    public Builder keyValue(String key, String value) {
      keyValues = put(keyValues, key, value);
      return this;
    }

    /** Adds a marker's name. */
    public Builder marker(String name) {
      markers = added(markers, name);
      return this;
    }

    /** Sets the output of the host's layout, null if no layout is configured. */
    public Builder layoutText(@Nullable String text) {
      this.layoutText = text;
      return this;
    }

    /** Sets the lines logged before the event by the same trace or thread, the oldest first. */
    public Builder before(List<EarlierLine> lines) {
      before = List.copyOf(lines);
      return this;
    }

    /** Marks the event as critical, and sets the severity that decides about mentions. */
    public Builder critical(Severity mentionSeverity) {
      this.critical = mentionSeverity;
      return this;
    }

    private static <E> List<E> added(@Nullable List<E> list, E element) {
      List<E> longer = list == null ? new ArrayList<>() : list;
      longer.add(element);
      return longer;
    }

    private static Map<String, String> put(
        @Nullable Map<String, String> map, String key, String value) {
      Map<String, String> larger = map == null ? new LinkedHashMap<>() : map;
      larger.put(key, value);
      return larger;
    }

    /** Returns the entry. */
    public LogEntry build() {
      return new LogEntry(this);
    }
  }
}
