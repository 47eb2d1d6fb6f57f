/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import org.jspecify.annotations.Nullable;

/** Limits how much of a notice is shown. If the service refuses one step, the next is tried. */
public enum Fidelity {
  /** A card, with line 1 beside it. */
  CARD,
  /** The whole text. */
  TEXT,
  /** Line 1 of each entry. */
  LINE_ONE;

  /** Returns the next simpler form; null if this is the simplest. */
  public @Nullable Fidelity simpler() {
    return this == CARD ? TEXT : this == TEXT ? LINE_ONE : null;
  }
}
