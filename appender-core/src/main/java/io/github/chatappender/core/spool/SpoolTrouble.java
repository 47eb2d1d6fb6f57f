/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.api.Diagnostics;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reports once that the spool does not work, and when it works again. Thread-safe. */
final class SpoolTrouble {

  private static final int MOST_REMEMBERED = 1_000;

  private final Path base;
  final Diagnostics diagnostics;
  private final AtomicBoolean reported = new AtomicBoolean();
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  SpoolTrouble(Path base, Diagnostics diagnostics) {
    this.base = base;
    this.diagnostics = diagnostics;
  }

  void report(Exception problem) {
    if (reported.compareAndSet(false, true)) {
      diagnostics.alert(
          "spoolDirectory "
              + base
              + " does not work; critical events that cannot be written are kept in memory only: "
              + problem);
    }
  }

  void over() {
    if (reported.get() && reported.compareAndSet(true, false)) {
      diagnostics.info("spoolDirectory " + base + " works again");
    }
  }

  /** Returns whether this is the first call with a path. */
  boolean isNew(Path path) {
    return known.size() < MOST_REMEMBERED && known.add(path);
  }
}
