/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was shown of a problem, so that a notice shows only the differences. Used only by
 * the delivery thread.
 */
final class Shown {

  private Severity severity = Severity.TRACE;
  private @Nullable String text;
  private @Nullable String exceptionMessage;
  private @Nullable String dayOfBlock;

  Severity severity() {
    return severity;
  }

  boolean isLessSevereThan(Severity other) {
    return other.compareTo(severity) > 0;
  }

  boolean isText(LogEntry entry) {
    return entry.message.equals(text);
  }

  boolean isExceptionMessage(LogEntry entry) {
    return Objects.equals(messageOf(entry), exceptionMessage);
  }

  /** Returns whether that day's thread has the full block. */
  boolean hasBlockOf(String day) {
    return day.equals(dayOfBlock);
  }

  void noteSeverity(Severity reported) {
    if (isLessSevereThan(reported)) {
      severity = reported;
    }
  }

  void noteTexts(LogEntry entry) {
    text = entry.message;
    exceptionMessage = messageOf(entry);
  }

  /** Records the day whose thread has the full block; null if no thread has it. */
  void noteBlock(@Nullable String day) {
    dayOfBlock = day;
  }

  private static @Nullable String messageOf(LogEntry entry) {
    ThrowableInfo root = entry.root();
    return root == null ? null : root.message;
  }
}
