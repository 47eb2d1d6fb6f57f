/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.PrivateFields;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * Logs a hundred thousand distinct messages in a minute, each a problem with its own fingerprint.
 * Checks after every step how much is kept. For one thread.
 */
final class Flood {

  static final int EVENTS = 100_000;
  private static final int LETTERS = 26;
  private static final int AT_ONCE = 20;

  final LoopRig rig =
      new LoopRig(LoopRig.grouped(), new LoopRig.Around().startingAt("2026-03-01T08:00:00Z"));
  private final IntFunction<String> logger;
  private final String filler;
  private int events;
  private int mostIncidents;
  private int mostStatements;

  /**
   * Creates a flood without starting it.
   *
   * @param logger returns the logger of an event
   * @param filler the end of every text
   */
  Flood(IntFunction<String> logger, String filler) {
    this.logger = logger;
    this.filler = filler;
    rig.afterEachStep(now -> look());
  }

  /** Continues until the given event. */
  void runUntil(int event) {
    for (; events < event; events++) {
      rig.append(
          FakeEvent.error("no " + word(events) + " found" + filler)
              .logger(logger.apply(events))
              .timeMillis(rig.clock.millis()));
      if (events % AT_ONCE == AT_ONCE - 1) {
        rig.runUntilMillis(60_000L * (events + 1) / EVENTS);
      }
    }
  }

  int mostIncidents() {
    return mostIncidents;
  }

  int mostStatements() {
    return mostStatements;
  }

  /** Returns a unique word for a number, without digits, which would make all texts one problem. */
  static String word(int number) {
    char[] word = new char[4];
    int rest = number;
    for (int i = word.length - 1; i >= 0; i--) {
      word[i] = (char) ('a' + rest % LETTERS);
      rest /= LETTERS;
    }
    return new String(word);
  }

  private void look() {
    Map<?, ?> incidents =
        (Map<?, ?>) PrivateFields.field(rig.loop, "inbox", "incidents", "table", "incidents");
    AtomicReferenceArray<?> slots =
        (AtomicReferenceArray<?>)
            PrivateFields.field(rig.loop, "shared", "folding", "table", "slots");
    int statements = 0;
    for (int slot = 0; slot < slots.length(); slot++) {
      statements += slots.get(slot) == null ? 0 : 1;
    }
    mostIncidents = Math.max(mostIncidents, incidents.size());
    mostStatements = Math.max(mostStatements, statements);
  }
}
