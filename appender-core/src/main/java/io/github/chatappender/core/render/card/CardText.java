/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.render.Escaper;
import io.github.chatappender.core.render.Marks;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Json;
import io.github.chatappender.core.text.Texts;

/**
 * Makes log text harmless within a card, where some fields are read as HTML and others as plain
 * text. Immutable; linear in the length of the text.
 */
final class CardText implements Marks {

  /** For fields that are read as HTML. */
  static final Marks HTML = new CardText();

  /** For fields not documented as HTML. */
  static final Marks PLAIN = CardText::plain;

  /** The maximum size of the note about a cut. */
  private static final int MORE_BYTES = 40;

  private static final int NO_TEXT_BYTES = "{'':''}".length();

  private CardText() {}

  @Override
  public String text(String raw) {
    return htmlLine(raw);
  }

  @Override
  public String code(String raw) {
    return "<code>" + htmlLine(raw) + "</code>";
  }

  @Override
  public String bold(String raw) {
    return "<b>" + htmlLine(raw) + "</b>";
  }

  /** Escapes text of several lines for a field that is read as HTML. */
  static String html(String raw) {
    return escaped(Cleaner.clean(raw, true)).replace("\n", "<br>");
  }

  /** Escapes text of one line for a field that is read as HTML. */
  static String htmlLine(String raw) {
    return escaped(Cleaner.clean(raw, false));
  }

  /** Escapes text but keeps its line ends, for use within {@code <pre>}. */
  static String preformatted(String raw) {
    return escaped(Cleaner.clean(raw, true));
  }

  /**
   * Escapes one line of text for a field not documented as HTML. There an entity would be shown
   * literally, but a zero-width space after a mark makes it harmless for both readings.
   */
  static String plain(String raw) {
    String text = Cleaner.clean(raw, false);
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c);
      boolean last = i + 1 == text.length();
      if ((c == '<' || c == '&') && (last || text.charAt(i + 1) != ' ')) {
        out.append(Escaper.ZERO_WIDTH_SPACE);
      }
    }
    return out.toString();
  }

  /**
   * Returns HTML with at most that many chars of text and that many bytes in JSON, and says how
   * many chars were cut off.
   */
  static String fitting(String raw, int maxChars, int maxBytes) {
    String text = Cleaner.clean(raw, true);
    int whole = end(text, maxChars, maxBytes);
    if (whole == text.length()) {
      return html(text);
    }
    int end = end(text, maxChars, maxBytes - MORE_BYTES);
    return html(text.substring(0, end)) + Texts.more(text.length() - end);
  }

  /** Returns the end of the longest beginning within these limits. */
  private static int end(String text, int maxChars, int maxBytes) {
    int least = 0;
    int most = Math.min(maxChars, text.length());
    while (least < most) {
      int tried = (least + most + 1) / 2;
      String json = Json.object(to -> to.writeStringField("", html(text.substring(0, tried))));
      if (Json.bytes(json) - NO_TEXT_BYTES <= maxBytes) {
        least = tried;
      } else {
        most = tried - 1;
      }
    }
    return Texts.cut(text, least).length();
  }

  private static String escaped(String clean) {
    return clean
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
