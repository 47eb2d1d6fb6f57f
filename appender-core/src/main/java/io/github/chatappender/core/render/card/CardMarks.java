/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.render.Marks;

/** Writes into the fields of a card: HTML, or plain text where nobody says that it is HTML. */
final class CardMarks implements Marks {

  static final Marks HTML = new CardMarks(true);
  static final Marks PLAIN = new CardMarks(false);

  private final boolean html;

  private CardMarks(boolean html) {
    this.html = html;
  }

  @Override
  public String text(String raw) {
    return html ? CardText.htmlLine(raw) : CardText.plain(raw);
  }

  @Override
  public String code(String raw) {
    return html ? "<code>" + text(raw) + "</code>" : text(raw);
  }

  @Override
  public String bold(String raw) {
    return html ? "<b>" + text(raw) + "</b>" : text(raw);
  }
}
