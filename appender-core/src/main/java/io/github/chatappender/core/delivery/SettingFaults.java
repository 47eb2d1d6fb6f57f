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
 * Remembers which settings cannot be used and have not been posted yet. Each is posted once, as the
 * last lines of the next message, also after new settings. Used by the delivery thread alone.
 */
final class SettingFaults {

  private final Set<String> known = new HashSet<>();
  private List<String> pending = List.of();

  /** Takes the faults of new settings; those of the old ones that are still there are known. */
  void adopt(List<String> faults) {
    List<String> news = new ArrayList<>(faults);
    pending.forEach(known::remove);
    news.removeAll(known);
    known.clear();
    known.addAll(faults);
    pending = List.copyOf(news);
  }

  /** Returns what the next message is to carry. */
  List<String> pending() {
    return pending;
  }

  /** Notes that a message carries all that was pending. */
  void taken() {
    pending = List.of();
  }

  /** Takes back what a message carried that was not delivered. */
  void giveBack(List<String> faults) {
    List<String> all = new ArrayList<>(faults);
    all.retainAll(known); // those of settings that were replaced meanwhile are history
    all.removeAll(pending);
    all.addAll(pending);
    pending = List.copyOf(all);
  }
}
