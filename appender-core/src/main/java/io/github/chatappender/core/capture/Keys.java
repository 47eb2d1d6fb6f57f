/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.ClassGroups;
import io.github.chatappender.core.model.FrameHasher;
import org.jspecify.annotations.Nullable;

/**
 * Computes the keys of statements from data the host already holds, without creating objects.
 * Thread-safe, lock-free; uses a random seed, so that attackers cannot prepare texts with equal
 * keys.
 */
final class Keys {

  private static final int TEXTS = 4_096;
  private static final int REMEMBERED_CHARS = 256;

  /** A statement's text and its hash. Immutable. */
  private static final class Text {

    final String text;
    final long hash;

    Text(String text, long hash) {
      this.text = text;
      this.hash = hash;
    }
  }

  private final long seed = System.identityHashCode(this) * 0x9E3779B97F4A7C15L;
  private final FrameHasher hasher = new FrameHasher(seed);

  /**
   * Texts of statements by their short hash. Most are constants that recur, whose chars need no
   * second look. Read and written without ordering.
   */
  private final @Nullable Text[] texts = new Text[TEXTS];

  /** Returns the text of an event's statement: the format if it has arguments, else the message. */
  static <E, T> String template(E event, EventReader<E, T> reader, boolean withArguments) {
    if (withArguments) {
      String format = reader.template(event);
      if (format != null && !format.isEmpty()) {
        return format;
      }
    }
    return reader.message(event);
  }

  /** Returns the key of severity and logger; the statement compares the logger. */
  long of(Severity severity, String logger) {
    return FrameHasher.mix(seed + severity.name().hashCode(), logger.hashCode());
  }

  /** Returns the hash of a statement's text; the statement compares it. */
  long ofText(String text, boolean withArguments) {
    Text known = texts[slot(text)];
    long hash = known != null && known.text.equals(text) ? known.hash : TextMask.hash(seed, text);
    return withArguments ? ~hash : hash;
  }

  /** Remembers the text of a new statement, unless it is long. */
  void remember(String text) {
    if (text.length() <= REMEMBERED_CHARS) {
      texts[slot(text)] = new Text(text, TextMask.hash(seed, text));
    }
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ (hash >>> 15)) & (TEXTS - 1);
  }

  /** Returns a key extended by an MDC value, if there is one; the statement compares it. */
  static long withMdc(long key, int place, @Nullable String value) {
    if (value == null) {
      return key;
    }
    if (value.length() <= EntryCopier.VALUE_CHARS) {
      return FrameHasher.mix(FrameHasher.mix(key, place), value.hashCode());
    }
    int hash = 0;
    for (int i = 0; i < EntryCopier.VALUE_CHARS; i++) {
      hash = 31 * hash + value.charAt(i);
    }
    return FrameHasher.mix(FrameHasher.mix(key, place), hash);
  }

  /** Returns a key extended by the classes of the cause chain. */
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

  /**
   * Returns a key extended by the frames of the cause chain; also by the message of a root without
   * frames, and by all messages if the root is an outage.
   */
  <E, T> long withFrames(long known, T logged, EventReader<E, T> reader) {
    long key = known;
    T mark = logged;
    T root = logged;
    long frames = 0;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
      mark = ChainCapture.isPlaceOfMark(i) ? thrown : mark;
      root = thrown;
      frames = reader.hashFrames(thrown, hasher);
      key = FrameHasher.mix(key, frames);
      @Nullable T cause = reader.cause(thrown);
      thrown = cause == mark ? null : cause;
    }
    if (ClassGroups.contains(reader.typeName(root))) {
      return withMessages(key, logged, reader);
    }
    return frames == 0 ? withMessage(key, root, reader) : key;
  }

  private <E, T> long withMessages(long known, T logged, EventReader<E, T> reader) {
    long key = known;
    T mark = logged;
    @Nullable T thrown = logged;
    for (int i = 0; thrown != null && i < ChainCapture.WALK_LIMIT; i++) {
      mark = ChainCapture.isPlaceOfMark(i) ? thrown : mark;
      key = withMessage(key, thrown, reader);
      @Nullable T cause = reader.cause(thrown);
      thrown = cause == mark ? null : cause;
    }
    return key;
  }

  private <E, T> long withMessage(long key, T thrown, EventReader<E, T> reader) {
    String message = reader.thrownMessage(thrown);
    return message == null
        ? FrameHasher.mix(key, 1)
        : FrameHasher.mix(key, TextMask.hash(seed, message));
  }
}
