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

/** Copies a cause chain within its limits; cycles end where they begin. Stateless. */
final class ChainCapture {

  static final int CHAIN_LIMIT = 16;
  private static final int MESSAGE_CHARS = 2_048;
  private static final int ROOT_FRAMES = 1_024;
  private static final int OUTER_FRAMES = 64;

  private ChainCapture() {}

  static <E, T> void copy(@Nullable T thrown, EventReader<E, T> reader, LogEntry.Builder into) {
    List<T> chain = walk(thrown, reader);
    for (int i = 0; i < chain.size(); i++) {
      boolean root = i == chain.size() - 1;
      into.throwable(describe(chain.get(i), reader, root ? ROOT_FRAMES : OUTER_FRAMES));
    }
  }

  private static <E, T> List<T> walk(@Nullable T thrown, EventReader<E, T> reader) {
    if (thrown == null) {
      return List.of();
    }
    List<T> chain = new ArrayList<>(4);
    Set<T> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (T t = thrown; t != null && chain.size() < CHAIN_LIMIT && seen.add(t); ) {
      chain.add(t);
      t = reader.cause(t);
    }
    return chain;
  }

  private static <E, T> ThrowableInfo describe(T t, EventReader<E, T> reader, int maxFrames) {
    StackTraceElement[] frames = reader.frames(t);
    int kept = Math.min(frames.length, maxFrames);
    String message = reader.thrownMessage(t);
    return new ThrowableInfo(
        Texts.cut(reader.typeName(t), Texts.NAME_CHARS),
        message == null ? null : Texts.cut(message, MESSAGE_CHARS),
        Arrays.asList(frames).subList(0, kept),
        frames.length - kept);
  }
}
