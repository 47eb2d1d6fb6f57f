/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes notices for the tests of other packages. */
public final class Notices {

  private Notices() {}

  public static Notice entries(@Nullable String thread, LogEntry... entries) {
    return new Notice(Notice.Kind.ENTRIES, thread, List.of(entries));
  }

  public static Notice entries(@Nullable String thread, List<LogEntry> entries) {
    return new Notice(Notice.Kind.ENTRIES, thread, entries);
  }

  public static Notice digest(List<LogEntry> entries) {
    return new Notice(Notice.Kind.DIGEST, "digest", entries);
  }

  public static Notice loss(@Nullable String thread) {
    return new Notice(Notice.Kind.LOSS, thread, List.of());
  }
}
