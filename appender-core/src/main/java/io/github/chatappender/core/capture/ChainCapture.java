/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a cause chain within its limits: both ends of a long one; cycles end where they begin.
 * Stateless.
 */
final class ChainCapture {

  /** Causes beyond this one are not looked for. */
  static final int WALK_LIMIT = 1_000;

  /** What is kept of a long chain at each of its ends. */
  private static final int END_LIMIT = LogEntry.CHAIN_LIMIT / 2;

  private static final int MESSAGE_CHARS = 2_048;
  private static final int ROOT_FRAMES = 1_024;
  private static final int OUTER_FRAMES = 64;
  private static final int SUPPRESSED = 8;
  private static final int SUPPRESSED_FRAMES = 8;
  private static final int SUPPRESSED_CHARS = 512;

  private ChainCapture() {}

  /** Returns the exceptions of a chain, the logged one first, the root last. */
  static <E, T> List<T> walk(@Nullable T thrown, EventReader<E, T> reader) {
    if (thrown == null) {
      return List.of();
    }
    List<T> chain = new ArrayList<>(4);
    Set<T> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));
    for (T t = thrown; t != null && chain.size() < WALK_LIMIT && seen.add(t); ) {
      chain.add(t);
      t = SafeReader.cause(t, reader);
    }
    return chain;
  }

  static <E, T> void copy(List<T> chain, EventReader<E, T> reader, LogEntry.Builder into) {
    int size = chain.size();
    boolean cut = size > LogEntry.CHAIN_LIMIT;
    for (int i = 0; i < size; i++) {
      if (!cut || i < END_LIMIT || i >= size - END_LIMIT) {
        into.throwable(describe(chain.get(i), reader, i == size - 1 ? ROOT_FRAMES : OUTER_FRAMES));
      }
    }
    into.causesLeftOut(Math.max(0, size - LogEntry.CHAIN_LIMIT));
  }

  private static <E, T> ThrowableInfo describe(T t, EventReader<E, T> reader, int maxFrames) {
    T[] suppressed = SafeReader.read(() -> reader.suppressed(t));
    List<ThrowableInfo> described = new ArrayList<>();
    int leftOut = 0;
    for (int i = 0; suppressed != null && i < suppressed.length; i++) {
      T one = suppressed[i];
      if (one != null && described.size() < SUPPRESSED) {
        described.add(describe(one, reader, SUPPRESSED_FRAMES, SUPPRESSED_CHARS, List.of(), 0));
      } else if (one != null) {
        leftOut++;
      }
    }
    return describe(t, reader, maxFrames, MESSAGE_CHARS, described, leftOut);
  }

  private static <E, T> ThrowableInfo describe(
      T t,
      EventReader<E, T> reader,
      int maxFrames,
      int maxChars,
      List<ThrowableInfo> suppressed,
      int suppressedLeftOut) {
    StackTraceElement[] frames = SafeReader.frames(t, reader);
    int kept = Math.min(frames.length, maxFrames);
    String message = SafeReader.message(t, reader);
    return new ThrowableInfo(
        Texts.cut(SafeReader.typeName(t, reader), Texts.NAME_CHARS),
        message == null ? null : Texts.cut(message, maxChars),
        Arrays.asList(frames).subList(0, kept),
        frames.length - kept,
        suppressed,
        suppressedLeftOut);
  }
}
