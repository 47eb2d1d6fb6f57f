/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                entry.severity, entry.logger, Texts.cut(entry.message, messageChars + SKIPPED_CHARS))
            .timeMillis(entry.timeMillis)
            .thread(entry.thread)
            .layoutText(entry.layoutText)
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
    FrameTrimmer frameTrimmer = new FrameTrimmer(ownCode, entry.logger);
    int outer = Math.max(1, chain.size() - 1);
    int suppressed = SUPPRESSED;
    for (int i = 0; i < chain.size(); i++) {
      ThrowableInfo thrown = chain.get(i);
      boolean root = i == chain.size() - 1;
      int frames = root ? frameTrimmer.shown(thrown.frames, stackLines + 1) : OUTER_FRAMES / outer;
      int chars =
          root
              ? Math.max(ROOT_CHARS, messageChars)
              : Math.max(LEAST_OUTER_CHARS, OUTER_CHARS / outer);
      List<StackTraceElement> kept = frameTrimmer.elided(thrown.frames, frames);
      ThrowableInfo one = trimmed(thrown, kept, chars, suppressed, frameTrimmer);
      suppressed -= one.suppressed.size();
      trimmed.throwable(one);
    }
  }

  private static ThrowableInfo trimmed(
      ThrowableInfo thrown,
      List<StackTraceElement> frames,
      int chars,
      int suppressed,
      FrameTrimmer frameTrimmer) {
    List<ThrowableInfo> kept = new ArrayList<>();
    for (ThrowableInfo one : thrown.suppressed) {
      if (kept.size() < suppressed) {
        List<StackTraceElement> place = frameTrimmer.toPlace(one.frames);
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
        message == null ? null : Texts.cut(message, maxChars),
        frames,
        thrown.omittedFrames + thrown.frames.size() - frames.size(),
        suppressed,
        suppressedLeftOut);
  }
}
