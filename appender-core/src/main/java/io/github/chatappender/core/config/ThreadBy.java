/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.model.LogEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides which messages share a thread in the space. Immutable. */
public final class ThreadBy {

  /** The kinds of threads. */
  public enum Kind {
    /** One thread per problem. */
    FINGERPRINT,
    /** One thread per logger. */
    LOGGER,
    /** One thread for the whole application. */
    APPLICATION,
    /** No threads: each message is separate. */
    NONE,
    /** One thread per value of an MDC key. */
    MDC
  }

  private static final String MDC_PREFIX = "mdc:";
  private static final String LOGGER_PREFIX = "logger:";

  /** The kind. */
  public final Kind kind;

  private final String mdcKey;

  private ThreadBy(Kind kind, String mdcKey) {
    this.kind = kind;
    this.mdcKey = mdcKey;
  }

  /**
   * Reads the setting.
   *
   * @param text {@code fingerprint}, {@code logger}, {@code application}, {@code none} or {@code
   *     mdc:KEY}
   * @return the value, null if the text is none of these
   */
  static @Nullable ThreadBy parse(String text) {
    if (text.regionMatches(true, 0, MDC_PREFIX, 0, MDC_PREFIX.length())) {
      String key = text.substring(MDC_PREFIX.length()).trim();
      return key.isEmpty() ? null : new ThreadBy(Kind.MDC, key);
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.MDC && kind.name().equalsIgnoreCase(text)) {
        return new ThreadBy(kind, "");
      }
    }
    return null;
  }

  /**
   * Returns the MDC key to read.
   *
   * @return the key, null unless the kind is {@link Kind#MDC}
   */
  public @Nullable String mdcKey() {
    return kind == Kind.MDC ? mdcKey : null;
  }

  /**
   * Returns the value that distinguishes an entry's thread from the application's others. Names and
   * values have a prefix, so that none equals a fingerprint or the digests' thread.
   *
   * @param fingerprint the fingerprint of the entry's problem
   * @return the value; empty for the application's own thread, null for no thread
   */
  public @Nullable String valueOf(LogEntry entry, String fingerprint) {
    switch (kind) {
      case FINGERPRINT:
        return fingerprint;
      case LOGGER:
        return LOGGER_PREFIX + entry.logger;
      case APPLICATION:
        return "";
      case NONE:
        return null;
      case MDC:
        String value = entry.mdc(mdcKey);
        return value == null || value.isEmpty() ? "" : MDC_PREFIX + value;
    }
    throw new AssertionError(kind);
  }

  @Override
  public String toString() {
    return kind == Kind.MDC ? MDC_PREFIX + mdcKey : kind.name().toLowerCase(Locale.ROOT);
  }
}
