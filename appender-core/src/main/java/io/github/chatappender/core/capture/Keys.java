/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.Severity;
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
  static <E, T> String template(E event, EventReader<E, T> reader, boolean withArguments) {
    if (withArguments) {
      String format = reader.template(event);
      if (format != null && !format.isEmpty()) {
        return format;
      }
    }
    return reader.message(event);
  }

  /** Returns what an event's kind adds to its key. */
  static int kind(Severity severity, boolean withArguments) {
    return 2 * severity.name().hashCode() + (withArguments ? 1 : 0);
  }

  /** Returns the key of kind, logger and template. */
  long of(int kind, String logger, String template) {
    return text(mix(seed + kind, logger.hashCode()), template, TEMPLATE_CHARS);
  }

  /** Returns a key with the values of some MDC keys, of those that have one. */
  static <E, T> long withMdc(long known, E event, EventReader<E, T> reader, List<String> mdcKeys) {
    long key = known;
    for (int i = 0; i < mdcKeys.size(); i++) {
      String value = reader.mdc(event, mdcKeys.get(i));
      if (value != null) {
        key = text(mix(key, i + 1), value, value.length());
      }
    }
    return key;
  }

  /** Returns a key with the classes of the cause chain. */
  static <E, T> long withTypes(long known, T logged, EventReader<E, T> reader) {
    long key = known;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
      key = mix(key, reader.typeName(thrown).hashCode());
      thrown = reader.cause(thrown);
    }
    return key;
  }

  /** Returns the key with the frames of the cause chain; the message of a root without frames. */
  static <E, T> long full(long cheap, T logged, EventReader<E, T> reader) {
    long key = cheap;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
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
