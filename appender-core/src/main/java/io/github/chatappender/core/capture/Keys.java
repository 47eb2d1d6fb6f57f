/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.EventReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the keys of statements from what the host already holds, without creating objects.
 * Immutable; has a random seed, so that nobody can prepare texts whose keys are equal.
 */
final class Keys {

  static final int TEMPLATE_CHARS = 2_048;

  private static final long PRIME = 0xD6E8FEB86659FD93L;

  private final long seed = System.identityHashCode(this) * 0x9E3779B97F4A7C15L;

  /**
   * Returns the text that stands for the statement: the format if it has arguments, else the text.
   */
  static <E, T> String template(E event, EventReader<E, T> reader) {
    if (reader.hasArguments(event)) {
      String format = reader.template(event);
      if (format != null && !format.isEmpty()) {
        return format;
      }
    }
    return reader.message(event);
  }

  /** Returns the key of everything but frames. */
  <E, T> long cheap(E event, EventReader<E, T> reader, String template, List<String> mdcKeys) {
    long key = mix(seed, reader.loggerName(event).hashCode());
    key = mix(key, reader.severity(event).name().hashCode());
    key = mix(key, reader.hasArguments(event) ? 1 : 0);
    key = text(key, template, TEMPLATE_CHARS);
    boolean hasMdc = reader.hasMdc(event);
    for (int i = 0; i < mdcKeys.size(); i++) {
      String value = hasMdc ? reader.mdc(event, mdcKeys.get(i)) : null;
      key = value == null ? mix(key, 1) : text(key, value, value.length());
    }
    @Nullable T thrown = reader.thrown(event);
    for (int i = 0; thrown != null && i < ChainCapture.CHAIN_LIMIT; i++) {
      key = mix(key, reader.typeName(thrown).hashCode());
      thrown = reader.cause(thrown);
    }
    return key;
  }

  /** Returns the key with the frames of the cause chain; the message of a root without frames. */
  static <E, T> long full(long cheap, T logged, EventReader<E, T> reader) {
    long key = cheap;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.CHAIN_LIMIT; i++) {
      long frames = reader.hashFrames(thrown);
      @Nullable T cause = reader.cause(thrown);
      key = mix(key, frames);
      if (frames == 0 && cause == null) {
        String message = reader.thrownMessage(thrown);
        key = message == null ? key : text(key, message, TEMPLATE_CHARS);
      }
      thrown = cause;
    }
    return key;
  }

  private static long text(long key, String text, int maxChars) {
    // The cached hash is all that a known constant needs; the statement compares the text itself.
    if (text.length() <= maxChars) {
      return mix(key, text.hashCode());
    }
    int hash = 0;
    for (int i = 0; i < maxChars; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return mix(key, hash);
  }

  private static long mix(long key, long value) {
    long mixed = (key ^ value) * PRIME;
    return mixed ^ (mixed >>> 32);
  }
}
