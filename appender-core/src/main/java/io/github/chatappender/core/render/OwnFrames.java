/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.GeneratedCode;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the frames of a stack that belong to the application. Immutable. */
final class OwnFrames {

  /** An exception that is created while an event is logged has our frames on top. */
  private static final List<String> OURS =
      List.of(
          "io.github.chatappender.core.",
          "io.github.chatappender.log4j2.",
          "io.github.chatappender.logback.",
          "io.github.chatappender.redis.",
          "io.github.chatappender.spring.");

  /** Kotlin marks with it where the stack of a coroutine continues. */
  private static final String COROUTINE = "_COROUTINE.";

  private final OwnCode ownCode;

  OwnFrames(List<String> appPackages) {
    ownCode = new OwnCode(appPackages);
  }

  /** Returns whether a frame is the application's. */
  boolean isOwn(StackTraceElement frame) {
    return ownCode.isOwn(frame.getClassName()) && !isAside(frame);
  }

  /**
   * Returns the frame at which people look first: the root's top own frame, else that of what wraps
   * it; without own frames the top frame that is not the JDK's.
   *
   * @param chain the logged exception first, the root last
   * @return the frame, null if there is none
   */
  @Nullable StackTraceElement place(List<ThrowableInfo> chain) {
    StackTraceElement own = top(chain, this::isOwn);
    return own == null ? top(chain, OwnFrames::isWritten) : own;
  }

  private static @Nullable StackTraceElement top(
      List<ThrowableInfo> chain, Predicate<StackTraceElement> wanted) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      for (StackTraceElement frame : chain.get(i).frames()) {
        if (wanted.test(frame)) {
          return frame;
        }
      }
    }
    return null;
  }

  private static boolean isWritten(StackTraceElement frame) {
    String className = frame.getClassName();
    return !isAside(frame)
        && !OwnCode.isPlatform(className)
        && !GeneratedCode.isGenerated(className);
  }

  private static boolean isAside(StackTraceElement frame) {
    String className = frame.getClassName();
    return className.startsWith(COROUTINE) || OURS.stream().anyMatch(className::startsWith);
  }
}
