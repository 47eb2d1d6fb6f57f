/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes out of an entry what only its fingerprint needed, so that a thousand incidents that wait
 * for a dead endpoint stay small: frames and chars behind those that a message has room for.
 * Immutable.
 */
final class Trimmer {

  /** Texts may begin with what is skipped where they are shown. */
  private static final int SKIPPED_CHARS = 1_024;

  private static final int ROOT_CHARS = 512;
  private static final int OUTER_CHARS = 2_048;
  private static final int LEAST_OUTER_CHARS = 160;
  private static final int OUTER_FRAMES = 64;
  private static final int SUPPRESSED = 16;
  private static final int SUPPRESSED_CHARS = 160;
  private static final int PAIRS_CHARS = 4_000;
  private static final int MARKERS = 8;

  private final int stackLines;
  private final int messageChars;
  private final OwnCode ownCode;

  Trimmer(SenderConfig config) {
    stackLines = config.look().stackLines();
    messageChars = config.look().messageChars();
    ownCode = new OwnCode(config.appPackages());
  }

  /** Returns the entry itself where there is nothing to take out. */
  LogEntry trimmed(LogEntry entry) {
    LogEntry trimmed = copied(entry);
    return trimmed.estimatedBytes() < entry.estimatedBytes() ? trimmed : entry;
  }

  private LogEntry copied(LogEntry entry) {
    LogEntry.Builder trimmed =
        LogEntry.builder(
                entry.severity(),
                entry.logger(),
                cut(entry.message(), messageChars + SKIPPED_CHARS))
            .timeMillis(entry.timeMillis())
            .thread(entry.thread())
            .layoutText(entry.layoutText())
            .causesLeftOut(entry.causesLeftOut());
    entry.mdc().forEach(trimmed::mdc);
    addPairs(entry, trimmed);
    entry.markers().stream().limit(MARKERS).forEach(trimmed::marker);
    if (entry.isCritical()) {
      trimmed.critical(entry.mentionSeverity());
    }
    addChain(entry.chain(), trimmed);
    return trimmed.build();
  }

  private static void addPairs(LogEntry entry, LogEntry.Builder trimmed) {
    int room = PAIRS_CHARS;
    for (Map.Entry<String, String> pair : entry.keyValues().entrySet()) {
      room -= pair.getKey().length() + pair.getValue().length();
      if (room >= 0) {
        trimmed.keyValue(pair.getKey(), pair.getValue());
      }
    }
  }

  private void addChain(List<ThrowableInfo> chain, LogEntry.Builder trimmed) {
    int outer = Math.max(1, chain.size() - 1);
    int suppressed = SUPPRESSED;
    for (int i = 0; i < chain.size(); i++) {
      ThrowableInfo thrown = chain.get(i);
      boolean root = i == chain.size() - 1;
      int frames = root ? rootFrames(thrown.frames()) : OUTER_FRAMES / outer;
      int chars =
          root
              ? Math.max(ROOT_CHARS, messageChars)
              : Math.max(LEAST_OUTER_CHARS, OUTER_CHARS / outer);
      ThrowableInfo one = trimmed(thrown, frames, chars, suppressed);
      suppressed -= one.suppressed().size();
      trimmed.throwable(one);
    }
  }

  private ThrowableInfo trimmed(ThrowableInfo thrown, int frames, int chars, int suppressed) {
    List<ThrowableInfo> kept = new ArrayList<>();
    for (ThrowableInfo one : thrown.suppressed()) {
      if (kept.size() < suppressed) {
        kept.add(cut(one, suppressedFrames(one.frames()), SUPPRESSED_CHARS, List.of(), 0));
      }
    }
    int leftOut = thrown.suppressedLeftOut() + thrown.suppressed().size() - kept.size();
    return cut(thrown, frames, chars, kept, leftOut);
  }

  private ThrowableInfo cut(
      ThrowableInfo thrown,
      int maxFrames,
      int maxChars,
      List<ThrowableInfo> suppressed,
      int suppressedLeftOut) {
    int kept = Math.min(thrown.frames().size(), maxFrames);
    String message = thrown.message();
    return new ThrowableInfo(
        thrown.type(),
        message == null ? null : cut(message, maxChars),
        elided(thrown.frames().subList(0, kept)),
        thrown.omittedFrames() + thrown.frames().size() - kept,
        suppressed,
        suppressedLeftOut);
  }

  /** Returns how many frames the lines of a stack show, where a run of others is one line. */
  private int rootFrames(List<StackTraceElement> frames) {
    int lines = 0;
    boolean inRun = false;
    for (int i = 0; i < frames.size(); i++) {
      boolean own = isOwn(frames.get(i));
      lines += own || !inRun ? 1 : 0;
      inRun = !own && i > 0;
      if (lines > stackLines + 1) {
        return i;
      }
    }
    return frames.size();
  }

  /**
   * Keeps of a run of library frames those by which it is named, and of the others their number: a
   * deep own frame is shown, and a thousand frames are a thousand references. The throw point is
   * shown by itself.
   */
  private List<StackTraceElement> elided(List<StackTraceElement> frames) {
    List<StackTraceElement> kept = new ArrayList<>(frames);
    for (int i = 1; i < frames.size(); ) {
      int end = i;
      while (end < frames.size() && !isOwn(frames.get(end))) {
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

  private boolean isOwn(StackTraceElement frame) {
    return ownCode.isOwn(frame.getClassName());
  }

  /** Returns how many frames there are up to the first own one; without one the throw point. */
  private int suppressedFrames(List<StackTraceElement> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (isOwn(frames.get(i))) {
        return i + 1;
      }
    }
    return 1;
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end);
  }
}
