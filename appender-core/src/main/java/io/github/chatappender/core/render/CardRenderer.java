/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Notice;

/** Turns notices into cards. */
public interface CardRenderer {

  /**
   * Returns a card list with one card, which shows as many parts as fit.
   *
   * @param notice with at least one part
   * @param footer the last section, empty for none
   * @param room the maximum size of the list in bytes
   */
  Card render(Notice notice, String footer, int room);

  /** Holds a card list with one card as JSON. Immutable. */
  final class Card {

    final String json;
    final int shown;

    /**
     * Creates the card.
     *
     * @param shown how many parts of the notice it shows
     */
    public Card(String json, int shown) {
      this.json = json;
      this.shown = shown;
    }
  }
}
