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
import org.jspecify.annotations.Nullable;

/**
 * Keeps what we know of one log event after the logging call has returned. Immutable; holds no
 * object of the host or the application.
 */
public final class LogEntry {

  /** The most exceptions that {@link #chain} has: half of them from each end of a longer one. */
  public static final int CHAIN_LIMIT = 16;

  /** The MDC keys under which the known tracers put a trace's id. */
  public static final List<String> TRACE_KEYS = List.of("trace_id", "traceId", "dd.trace_id");

  private static final int ENTRY_BYTES = 200;

  /** When the event happened: milliseconds since 1970-01-01T00:00Z. */
  public final long timeMillis;

  /** How bad the event is. */
  public final Severity severity;

  /** The logger's name: usually a class name, empty for the root logger of some hosts. */
  public final String logger;

  /** The name of the thread that logged. */
  public final String thread;

  /** The formatted message, cut to what is kept: the message, possibly empty. */
  public final String message;

  /** The message's format as the host had it: the format, null where the host has none. */
  public final @Nullable String template;

  private final boolean withArguments;

  /**
   * The exceptions of the event; of a long chain both ends: the logged exception first, then its
   * causes, the root last; empty if there is none.
   */
  public final List<ThrowableInfo> chain;

  /**
   * How many causes are missing in the middle of {@link #chain}, between its element 7 and its
   * element 8: a count, 0 unless the chain was too long.
   */
  public final int causesLeftOut;

  private final Map<String, String> mdc;
  private final Map<String, String> keyValues;

  /** The names of the event's markers, nested ones included. */
  public final List<String> markers;

  /**
   * The output of the host's layout, if one is configured: the text that replaces message and
   * stack, null if no layout is configured.
   */
  public final @Nullable String layoutText;

  private final @Nullable Severity critical;

  private LogEntry(Builder builder) {
    timeMillis = builder.timeMillis;
    severity = builder.severity;
    logger = builder.logger;
    thread = builder.thread;
    message = builder.message;
    template = builder.template;
    withArguments = builder.withArguments;
    chain = copy(builder.chain);
    causesLeftOut = builder.causesLeftOut;
    mdc = copy(builder.mdc);
    keyValues = copy(builder.keyValues);
    markers = copy(builder.markers);
    layoutText = builder.layoutText;
    critical = builder.critical;
  }

  private LogEntry(LogEntry other, UnaryOperator<String> text, BinaryOperator<String> value) {
    timeMillis = other.timeMillis;
    severity = other.severity;
    logger = other.logger;
    thread = text.apply(other.thread);
    message = text.apply(other.message);
    template = other.template == null ? null : text.apply(other.template);
    withArguments = other.withArguments;
    chain = ThrowableInfo.withTexts(other.chain, text);
    causesLeftOut = other.causesLeftOut;
    mdc = replaced(other.mdc, value);
    keyValues = replaced(other.keyValues, value);
    markers = other.markers;
    layoutText = other.layoutText == null ? null : text.apply(other.layoutText);
    critical = other.critical;
  }

  private static <E> List<E> copy(@Nullable List<E> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static Map<String, String> copy(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : new LinkedHashMap<>(map);
  }

  private static Map<String, String> replaced(
      Map<String, String> map, BinaryOperator<String> value) {
    if (map.isEmpty()) {
      return map;
    }
    Map<String, String> changed = new LinkedHashMap<>(map);
    changed.replaceAll(value);
    return changed;
  }

  /**
   * Starts a new entry.
   *
   * @param severity how bad it is
   * @param logger the logger's name
   * @param message the formatted message
   * @return a builder with everything else empty
   */
  public static Builder builder(Severity severity, String logger, String message) {
    return new Builder(severity, logger, message);
  }

  /**
   * Tells whether the message had arguments, so that {@link #template} is more than its text.
   *
   * @return true if there was at least one argument
   */
  public boolean hasArguments() {
    return withArguments;
  }

  /**
   * Returns the root cause.
   *
   * @return the innermost exception, null if the event has none
   */
  public @Nullable ThrowableInfo root() {
    return chain.isEmpty() ? null : chain.get(chain.size() - 1);
  }

  /**
   * Returns the value of an MDC key, where the key was to be captured.
   *
   * @return its value, null if it was not set
   */
  public @Nullable String mdc(String key) {
    return mdc.get(key);
  }

  /**
   * Returns the MDC values that were captured, in the order of their keys.
   *
   * @return an unmodifiable view
   */
  public Map<String, String> mdc() {
    return Collections.unmodifiableMap(mdc);
  }

  /**
   * Returns the event's own key-value pairs in their order.
   *
   * @return an unmodifiable view
   */
  public Map<String, String> keyValues() {
    return Collections.unmodifiableMap(keyValues);
  }

  /**
   * Tells whether the event must be delivered, whatever happens.
   *
   * @return true if it is critical
   */
  public boolean isCritical() {
    return critical != null;
  }

  /**
   * Returns the severity by which people are mentioned.
   *
   * @return the event's own, for a critical event perhaps a higher one
   */
  public Severity mentionSeverity() {
    return critical == null ? severity : critical;
  }

  /**
   * Estimates how much memory the entry takes, rather too much than too little.
   *
   * @return bytes
   */
  public int estimatedBytes() {
    int chars =
        message.length() + thread.length() + logger.length() + chars(mdc) + chars(keyValues);
    chars += template == null || template.equals(message) ? 0 : template.length();
    chars += layoutText == null ? 0 : layoutText.length();
    for (int i = 0; i < markers.size(); i++) {
      chars += markers.get(i).length();
    }
    int bytes = ENTRY_BYTES + Character.BYTES * chars;
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
   * Returns the entry with other texts: in its thread's name, message, template, the messages of
   * its exceptions and of those that they suppressed, MDC values, key-value pairs and layout text,
   * asked for in this order. Everything else stays.
   *
   * @param text makes another text of a text
   * @param value makes another value of a key and its value
   * @return this entry if no text has changed
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
        && mdc.equals(other.mdc)
        && keyValues.equals(other.keyValues)
        && Objects.equals(layoutText, other.layoutText);
  }

  @Override
  public String toString() {
    return severity + " " + logger + ": " + message;
  }

  /**
   * Collects the parts of an entry. Most have few of them, and are made on the logging thread: what
   * there is none of costs nothing. Not thread-safe.
   */
  public static final class Builder {

    private final Severity severity;
    private final String logger;
    private final String message;
    private @Nullable List<ThrowableInfo> chain;
    private int causesLeftOut;
    private @Nullable Map<String, String> mdc;
    private @Nullable Map<String, String> keyValues;
    private @Nullable List<String> markers;
    private long timeMillis;
    private String thread = "";
    private @Nullable String template;
    private boolean withArguments;
    private @Nullable String layoutText;
    private @Nullable Severity critical;

    private Builder(Severity severity, String logger, String message) {
      this.severity = severity;
      this.logger = logger;
      this.message = message;
    }

    /**
     * Sets when the event happened.
     *
     * @param millis milliseconds since 1970-01-01T00:00Z
     */
    public Builder timeMillis(long millis) {
      this.timeMillis = millis;
      return this;
    }

    /**
     * Sets the name of the thread that logged.
     *
     * @param name the thread's name
     */
    public Builder thread(String name) {
      this.thread = name;
      return this;
    }

    /**
     * Sets the message's format.
     *
     * @param format the format, null where the host has none
     * @param hasArguments whether the call had arguments for it
     */
    public Builder template(@Nullable String format, boolean hasArguments) {
      this.template = format;
      this.withArguments = hasArguments;
      return this;
    }

    /**
     * Adds an exception: the logged one first, then its causes outward in.
     *
     * @param throwable the next exception of the chain
     */
    public Builder throwable(ThrowableInfo throwable) {
      chain = added(chain, throwable);
      return this;
    }

    /**
     * Sets how many causes are missing in the middle of the chain.
     *
     * @param count how many, 0 if none
     */
    public Builder causesLeftOut(int count) {
      causesLeftOut = count;
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

    /**
     * Adds a marker.
     *
     * @param name the marker's name
     */
    public Builder marker(String name) {
      markers = added(markers, name);
      return this;
    }

    /**
     * Sets the output of the host's layout.
     *
     * @param text the text, null if no layout is configured
     */
    public Builder layoutText(@Nullable String text) {
      this.layoutText = text;
      return this;
    }

    /**
     * Makes the entry one of a critical event.
     *
     * @param mentionSeverity the severity by which people are mentioned
     */
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

    /**
     * Builds the entry.
     *
     * @return the immutable entry
     */
    public LogEntry build() {
      return new LogEntry(this);
    }
  }
}
