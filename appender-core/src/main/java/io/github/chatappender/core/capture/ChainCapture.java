/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a cause chain within limits: keeps both ends of a long one, and ends a cycle where it
 * begins. Stateless.
 */
final class ChainCapture {

  /** Limits how far causes are followed. */
  static final int WALK_LIMIT = 1_000;

  /** How many exceptions of a long chain are kept at each end. */
  private static final int END_LIMIT = LogEntry.CHAIN_LIMIT / 2;

  private static final StackTraceElement[] NO_FRAMES = {};
  private static final int MESSAGE_CHARS = 2_048;
  private static final int ROOT_FRAMES = 1_024;
  private static final int OUTER_FRAMES = 64;
  private static final int SUPPRESSED = 8;
  private static final int SUPPRESSED_FRAMES = 8;
  private static final int SUPPRESSED_CHARS = 512;

  private ChainCapture() {}

  /** Returns the exceptions of a chain, the logged one first, the root last. */
  static <E, T> List<T> walk(@Nullable T thrown, SafeReader<E, T> reader) {
    if (thrown == null) {
      return List.of();
    }
    List<T> chain = new ArrayList<>(4);
    Set<T> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));
    for (T t = thrown; t != null && chain.size() < WALK_LIMIT && seen.add(t); ) {
      chain.add(t);
      t = reader.cause(t);
    }
    return chain;
  }

  /**
   * Returns whether a walk without memory marks the current exception: one that reaches its mark
   * again is in a cycle.
   *
   * @param steps how far the walk has come
   */
  static boolean isPlaceOfMark(int steps) {
    return (steps & (steps - 1)) == 0;
  }

  static <E, T> void copy(List<T> chain, SafeReader<E, T> reader, LogEntry.Builder into) {
    int size = chain.size();
    boolean cut = size > LogEntry.CHAIN_LIMIT;
    StackTraceElement[] root = size == 0 ? NO_FRAMES : reader.frames(chain.get(size - 1));
    for (int i = 0; i < size; i++) {
      if (i == size - 1) {
        into.throwable(describe(chain.get(i), reader, root, ROOT_FRAMES));
      } else if (!cut || i < END_LIMIT || i >= size - END_LIMIT) {
        StackTraceElement[] frames = share(reader.frames(chain.get(i)), root);
        into.throwable(describe(chain.get(i), reader, frames, OUTER_FRAMES));
      }
    }
    into.causesLeftOut(Math.max(0, size - LogEntry.CHAIN_LIMIT));
    SqlFacts.copy(chain, reader, into);
  }

  /** Returns frames that reuse the root's objects for shared frames, so that each is kept once. */
  private static StackTraceElement[] share(StackTraceElement[] frames, StackTraceElement[] root) {
    int shift = root.length - frames.length;
    int i = Math.min(frames.length, Math.min(OUTER_FRAMES, ROOT_FRAMES - shift));
    if (i <= Math.max(0, -shift) || !frames[i - 1].equals(root[i - 1 + shift])) {
      return frames;
    }
    StackTraceElement[] shared = frames.clone();
    for (; i > Math.max(0, -shift) && shared[i - 1].equals(root[i - 1 + shift]); i--) {
      shared[i - 1] = root[i - 1 + shift];
    }
    return shared;
  }

  private static <E, T> ThrowableInfo describe(
      T t, SafeReader<E, T> reader, StackTraceElement[] frames, int maxFrames) {
    T[] suppressed = reader.suppressed(t);
    List<ThrowableInfo> described = new ArrayList<>();
    int leftOut = 0;
    for (int i = 0; suppressed != null && i < suppressed.length; i++) {
      T one = suppressed[i];
      if (one != null && described.size() < SUPPRESSED) {
        described.add(
            describe(
                one,
                reader,
                reader.frames(one),
                SUPPRESSED_FRAMES,
                SUPPRESSED_CHARS,
                List.of(),
                0));
      } else if (one != null) {
        leftOut++;
      }
    }
    return describe(t, reader, frames, maxFrames, MESSAGE_CHARS, described, leftOut);
  }

  private static <E, T> ThrowableInfo describe(
      T t,
      SafeReader<E, T> reader,
      StackTraceElement[] frames,
      int maxFrames,
      int maxChars,
      List<ThrowableInfo> suppressed,
      int suppressedLeftOut) {
    int kept = Math.min(frames.length, maxFrames);
    String message = reader.thrownMessage(t);
    return new ThrowableInfo(
        Texts.cut(reader.typeName(t), Texts.NAME_CHARS),
        message == null ? null : Texts.cut(message, maxChars),
        Arrays.asList(frames).subList(0, kept),
        frames.length - kept,
        suppressed,
        suppressedLeftOut);
  }
}
