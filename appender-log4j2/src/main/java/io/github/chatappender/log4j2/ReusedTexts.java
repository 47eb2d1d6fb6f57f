/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.logging.log4j.message.ReusableMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of reused messages without arguments. Such a text is in a buffer of the host, but
 * nearly always equals the format, the same string that the application logged. Then this returns
 * the format and allocates nothing, so that a repeat costs no memory.
 *
 * <p>Thread-safe, lock-free; holds at most 16 buffers of some kilobytes.
 */
final class ReusedTexts {

  /** Longer formats are not compared, so that buffers stay small. */
  static final int FORMAT_CHARS = 2_048;

  private static final int SLOTS = 16;
  private static final int REFERENCES_PER_LINE = 16;

  /** Idle buffers, each on a cache line of its own; removed while in use. */
  private final AtomicReferenceArray<@Nullable StringBuilder> idle =
      new AtomicReferenceArray<>(SLOTS * REFERENCES_PER_LINE);

  @SuppressWarnings("deprecation") // the only way to a message's format that all hosts have
  String of(ReusableMessage message) {
    String format = message.getFormat();
    if (format != null && format.length() <= FORMAT_CHARS && hasText(message, format)) {
      return format;
    }
    String text = message.getFormattedMessage();
    return text == null ? "" : text;
  }

  private boolean hasText(ReusableMessage message, String format) {
    int slot = (int) (Thread.currentThread().getId() & (SLOTS - 1)) * REFERENCES_PER_LINE;
    StringBuilder buffer = idle.getAndSet(slot, null);
    if (buffer == null) {
      buffer = new StringBuilder(FORMAT_CHARS);
    }
    buffer.setLength(0);
    message.formatTo(buffer);
    boolean equal = format.contentEquals(buffer);
    if (buffer.capacity() <= FORMAT_CHARS) {
      idle.lazySet(slot, buffer);
    }
    return equal;
  }
}
