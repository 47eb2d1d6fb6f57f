/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.FrameHasher;
import io.github.chatappender.core.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Computes the keys of statements from what the host already holds, without creating objects.
 * Immutable; has a random seed, so that nobody can prepare texts whose keys are equal.
 */
final class Keys {

  static final int TEMPLATE_CHARS = 2_048;

  private final long seed = System.identityHashCode(this) * 0x9E3779B97F4A7C15L;
  private final FrameHasher hasher = new FrameHasher(seed);

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

  /** Returns the key of kind, logger and template; the statement compares the texts. */
  long of(int kind, String logger, String template) {
    return text(FrameHasher.mix(seed + kind, logger.hashCode()), template, TEMPLATE_CHARS);
  }

  /** Returns a key with an MDC value, if there is one; the statement compares it. */
  static long withMdc(long key, int place, @Nullable String value) {
    return value == null ? key : text(FrameHasher.mix(key, place), value, EntryCopier.VALUE_CHARS);
  }

  /** Returns a key with the classes of the cause chain. */
  <E, T> long withTypes(long known, T logged, EventReader<E, T> reader) {
    long key = known;
    T mark = logged;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
      mark = ChainCapture.isPlaceOfMark(i) ? thrown : mark;
      key = FrameHasher.mix(key, hasher.ofName(reader.typeName(thrown)));
      @Nullable T cause = reader.cause(thrown);
      thrown = cause == mark ? null : cause;
    }
    return key;
  }

  /** Returns the key with the frames of the cause chain; the message of a root without frames. */
  <E, T> long full(long cheap, T logged, EventReader<E, T> reader) {
    long key = cheap;
    T mark = logged;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
      mark = ChainCapture.isPlaceOfMark(i) ? thrown : mark;
      long frames = reader.hashFrames(thrown, hasher);
      @Nullable T cause = reader.cause(thrown);
      key = FrameHasher.mix(key, frames);
      if (frames == 0 && cause == null) {
        String message = reader.thrownMessage(thrown);
        key = message == null ? key : FrameHasher.mix(key, hasher.ofText(message, TEMPLATE_CHARS));
      }
      thrown = cause == mark ? null : cause;
    }
    return key;
  }

  private static long text(long key, String text, int maxChars) {
    // The cached hash is all that a known constant needs; the statement compares the text itself.
    if (text.length() <= maxChars) {
      return FrameHasher.mix(key, text.hashCode());
    }
    int hash = 0;
    for (int i = 0; i < maxChars; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return FrameHasher.mix(key, hash);
  }
}
