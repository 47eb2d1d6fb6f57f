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

/** Finds the application's frames in an entry's stacks. Immutable. */
final class OwnFrames {

  private final OwnCode ownCode;
  private final @Nullable String root;

  OwnFrames(OwnCode ownCode, String logger) {
    this.ownCode = ownCode;
    this.root = ownCode.root(logger);
  }

  /** Returns whether a frame belongs to the application. */
  boolean isOwn(StackTraceElement frame) {
    return ownCode.isOwn(frame.getClassName(), root);
  }

  /**
   * Returns the frame to look at first: the root's top own frame, else that of its nearest wrapper;
   * without own frames, the top frame that is not the JDK's.
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
      for (StackTraceElement frame : chain.get(i).frames) {
        if (wanted.test(frame)) {
          return frame;
        }
      }
    }
    return null;
  }

  private static boolean isWritten(StackTraceElement frame) {
    String className = frame.getClassName();
    return !OwnCode.isAppenders(className)
        && !OwnCode.isPlatform(className)
        && !GeneratedCode.isGenerated(className);
  }
}
