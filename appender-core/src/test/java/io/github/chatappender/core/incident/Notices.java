/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.model.LogEntry;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates notices for the tests of other packages. */
public final class Notices {

  private static final String DIGEST_THREAD = "digest";

  private Notices() {}

  public static Notice entries(@Nullable String thread, LogEntry... entries) {
    return entries(thread, List.of(entries));
  }

  public static Notice entries(@Nullable String thread, List<LogEntry> entries) {
    return parts(thread, ofEntries(entries));
  }

  public static Notice digest(List<LogEntry> entries) {
    return digest(entries.size(), ofEntries(entries));
  }

  /** Returns a digest that names at most the given number of its parts. */
  public static Notice digest(int named, List<Part> parts) {
    return new Notice(Notice.Form.DIGEST, DIGEST_THREAD, parts, named);
  }

  public static Notice parts(@Nullable String thread, Part... parts) {
    return parts(thread, List.of(parts));
  }

  public static Notice parts(@Nullable String thread, List<Part> parts) {
    return new Notice(Notice.Form.PARTS, thread, parts, parts.size());
  }

  /** Returns a flush's notice of pending parts: the first in full, the others in a list. */
  public static Notice summary(@Nullable String thread, List<Part> parts) {
    return new Notice(Notice.Form.SUMMARY, thread, parts, parts.size());
  }

  public static Notice loss(@Nullable String thread) {
    return new Notice(Notice.Form.LOSS, thread, List.of(), 0);
  }

  private static List<Part> ofEntries(List<LogEntry> entries) {
    return entries.stream().map(PartMaker::ofEntry).collect(Collectors.toList());
  }
}
