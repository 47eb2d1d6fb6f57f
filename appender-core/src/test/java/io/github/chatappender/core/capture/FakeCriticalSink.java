/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Accepts critical entries until a test declares it full. For one thread. */
final class FakeCriticalSink implements CriticalSink {

  final List<LogEntry> entries = new ArrayList<>();
  boolean full;
  boolean closed;

  @Override
  public boolean hasRoom() {
    return !full && !closed;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean take(LogEntry entry) {
    return entries.add(entry);
  }
}
