/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Removes the parts of an entry that only its fingerprint needed, so that a thousand incidents
 * waiting for a dead endpoint stay small: frames and chars beyond the room of a message. Immutable.
 */
final class Trimmer {

  /** Texts may begin with chars that are skipped on display. */
  private static final int SKIPPED_CHARS = 1_024;

  private static final int ROOT_CHARS = 512;
  private static final int OUTER_CHARS = 2_048;
  private static final int LEAST_OUTER_CHARS = 160;
  private static final int OUTER_FRAMES = 64;
  private static final int SUPPRESSED = 16;
  private static final int SUPPRESSED_CHARS = 160;
  private static final int PAIRS_CHARS = 4_000;
  private static final int MARKERS = 8;

  /** More than is shown of a line before, so that it is seen to be cut. */
  private static final int LINE_CHARS = 256;

  private final int stackLines;
  private final int messageChars;
  private final OwnCode ownCode;

  Trimmer(SenderConfig config) {
    stackLines = config.look.stackLines;
    messageChars = config.look.messageChars;
    ownCode = config.ownCode;
  }

  /** Returns the entry itself if there is nothing to remove. */
  LogEntry trimmed(LogEntry entry) {
    LogEntry trimmed = copied(entry);
    return trimmed.estimatedBytes() < entry.estimatedBytes() ? trimmed : entry;
  }

  private LogEntry copied(LogEntry entry) {
    LogEntry.Builder trimmed =
        LogEntry.builder(
                entry.severity, entry.logger, cut(entry.message, messageChars + SKIPPED_CHARS))
            .timeMillis(entry.timeMillis)
            .thread(entry.thread)
            .layoutText(entry.layoutText)
            .sql(entry.sqlState, entry.vendorCode)
            .before(shortened(entry.before))
            .causesLeftOut(entry.causesLeftOut);
    entry.mdc.forEach(trimmed::mdc);
    addPairs(entry, trimmed);
    entry.markers.stream().limit(MARKERS).forEach(trimmed::marker);
    if (entry.isCritical()) {
      trimmed.critical(entry.mentionSeverity());
    }
    addChain(entry, trimmed);
    return trimmed.build();
  }

  private static List<EarlierLine> shortened(List<EarlierLine> lines) {
    return lines.stream()
        .map(line -> line.withText(cut(line.text, LINE_CHARS)))
        .collect(Collectors.toList());
  }

  private static void addPairs(LogEntry entry, LogEntry.Builder trimmed) {
    int room = PAIRS_CHARS;
    for (Map.Entry<String, String> pair : entry.keyValues.entrySet()) {
      room -= pair.getKey().length() + pair.getValue().length();
      if (room >= 0) {
        trimmed.keyValue(pair.getKey(), pair.getValue());
      }
    }
  }

  private void addChain(LogEntry entry, LogEntry.Builder trimmed) {
    List<ThrowableInfo> chain = entry.chain;
    Predicate<StackTraceElement> own = ownCode.framesOf(entry.logger);
    int outer = Math.max(1, chain.size() - 1);
    int suppressed = SUPPRESSED;
    for (int i = 0; i < chain.size(); i++) {
      ThrowableInfo thrown = chain.get(i);
      boolean root = i == chain.size() - 1;
      int frames = root ? shown(thrown.frames, stackLines + 1, own) : OUTER_FRAMES / outer;
      int chars =
          root
              ? Math.max(ROOT_CHARS, messageChars)
              : Math.max(LEAST_OUTER_CHARS, OUTER_CHARS / outer);
      List<StackTraceElement> kept = elided(thrown.frames, frames, own);
      ThrowableInfo one = trimmed(thrown, kept, chars, suppressed, own);
      suppressed -= one.suppressed.size();
      trimmed.throwable(one);
    }
  }

  private ThrowableInfo trimmed(
      ThrowableInfo thrown,
      List<StackTraceElement> frames,
      int chars,
      int suppressed,
      Predicate<StackTraceElement> own) {
    List<ThrowableInfo> kept = new ArrayList<>();
    for (ThrowableInfo one : thrown.suppressed) {
      if (kept.size() < suppressed) {
        List<StackTraceElement> place = toPlace(one.frames, own);
        kept.add(cut(one, place, SUPPRESSED_CHARS, List.of(), 0));
      }
    }
    int leftOut = thrown.suppressedLeftOut + thrown.suppressed.size() - kept.size();
    return cut(thrown, frames, chars, kept, leftOut);
  }

  private static ThrowableInfo cut(
      ThrowableInfo thrown,
      List<StackTraceElement> frames,
      int maxChars,
      List<ThrowableInfo> suppressed,
      int suppressedLeftOut) {
    String message = thrown.message;
    return new ThrowableInfo(
        thrown.type,
        message == null ? null : cut(message, maxChars),
        frames,
        thrown.omittedFrames + thrown.frames.size() - frames.size(),
        suppressed,
        suppressedLeftOut);
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end);
  }

  /**
   * Returns how many frames fit into that many lines of a stack, where a run of others is one line.
   */
  private int shown(
      List<StackTraceElement> frames, int mostLines, Predicate<StackTraceElement> own) {
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
  private List<StackTraceElement> elided(
      List<StackTraceElement> all, int most, Predicate<StackTraceElement> own) {
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
  private List<StackTraceElement> toPlace(
      List<StackTraceElement> frames, Predicate<StackTraceElement> own) {
    for (int i = 0; i < frames.size(); i++) {
      if (own.test(frames.get(i))) {
        return elided(frames, i + 1, own);
      }
    }
    return elided(frames, 1, own);
  }
}
