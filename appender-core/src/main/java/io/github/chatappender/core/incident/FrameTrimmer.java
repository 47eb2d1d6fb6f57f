/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Removes the frames that no message shows from the stacks of one entry. Immutable. */
final class FrameTrimmer {

  private final Predicate<StackTraceElement> own;

  FrameTrimmer(OwnCode ownCode, String logger) {
    this.own = ownCode.framesOf(logger);
  }

  /**
   * Returns how many frames fit into that many lines of a stack, where a run of others is one line.
   */
  int shown(List<StackTraceElement> frames, int mostLines) {
    int lines = 0;
    boolean inRun = false;
    for (int i = 0; i < frames.size(); i++) {
      boolean isOwn = own.test(frames.get(i));
      lines += isOwn || !inRun ? 1 : 0;
      inRun = !isOwn && i > 0;
      if (lines > mostLines) {
        return i;
      }
    }
    return frames.size();
  }

  /**
   * Keeps the frames that name a run of library frames, and only the number of the others: a deep
   * own frame is still shown, and a thousand frames take only a thousand references. Keeps the
   * throw point, which has its own line.
   *
   * @param most the maximum number of frames, including elided ones
   */
  List<StackTraceElement> elided(List<StackTraceElement> all, int most) {
    List<StackTraceElement> kept = new ArrayList<>(all.subList(0, Math.min(all.size(), most)));
    for (int i = 1; i < kept.size(); ) {
      int end = i;
      while (end < kept.size() && !own.test(kept.get(end))) {
        end++;
      }
      elide(kept.subList(i, end));
      i = end + 1;
    }
    return kept;
  }

  private static void elide(List<StackTraceElement> run) {
    int first = 0;
    int last = run.size() - 1;
    while (first < last && !OwnCode.namesLibrary(run.get(first))) {
      first++;
    }
    while (last > first && !OwnCode.namesLibrary(run.get(last))) {
      last--;
    }
    for (int i = 1; i < run.size() - 1; i++) {
      if (i != first && i != last) {
        run.set(i, ThrowableInfo.ELIDED);
      }
    }
  }

  /** Keeps the frames up to the first own one; without one, the throw point. */
  List<StackTraceElement> toPlace(List<StackTraceElement> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (own.test(frames.get(i))) {
        return elided(frames, i + 1);
      }
    }
    return elided(frames, 1);
  }
}
