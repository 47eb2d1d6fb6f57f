/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers unusable settings that have not been posted yet. Each is posted once, as the last lines
 * of the next message, even after new settings. Used only by the delivery thread.
 */
final class SettingFaults {

  private final Set<String> known = new HashSet<>();
  private List<String> pending = List.of();

  /** Takes the faults of new settings; those that the old settings had too are not posted again. */
  void adopt(List<String> faults) {
    List<String> news = new ArrayList<>(faults);
    pending.forEach(known::remove);
    news.removeAll(known);
    known.clear();
    known.addAll(faults);
    pending = List.copyOf(news);
  }

  /** Returns the faults for the next message. */
  List<String> pending() {
    return pending;
  }

  /** Notes that a message carries all pending faults. */
  void taken() {
    pending = List.of();
  }

  /** Takes back the faults of a message that was not delivered. */
  void giveBack(List<String> faults) {
    List<String> all = new ArrayList<>(faults);
    all.retainAll(known); // skips those of settings replaced meanwhile
    all.removeAll(pending);
    all.addAll(pending);
    pending = List.copyOf(all);
  }
}
