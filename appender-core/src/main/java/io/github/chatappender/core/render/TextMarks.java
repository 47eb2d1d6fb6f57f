/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.Presentation.Markup;
import io.github.chatappender.core.text.Chars;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the library's own marks in the configured syntax. Immutable. */
final class TextMarks implements Marks {

  private final Markup markup;

  TextMarks(Markup markup) {
    this.markup = markup;
  }

  /** Returns the service's name for the syntax; null to let the service choose. */
  @Nullable String syntax() {
    return markup == Markup.AUTO ? null : "MARKUP_SYNTAX_" + markup;
  }

  @Override
  public String text(String raw) {
    return Escaper.line(raw);
  }

  @Override
  public String code(String raw) {
    return "`" + Escaper.inlineCode(raw) + "`";
  }

  /** Returns emphasized text, bold or italic if the syntax is unknown. */
  @Override
  public String bold(String raw) {
    String text = Escaper.line(raw);
    return markup == Markup.MARKDOWN ? "**" + text + "**" : "*" + text + "*";
  }

  /**
   * Returns a link with an escaped label; if the syntax is unknown, the address itself, which every
   * reader links.
   */
  String link(String label, String url) {
    String address = withoutMarks(url); // in every markup: the service may read another
    switch (markup) {
      case AUTO:
        return label + ": " + address;
      case CHAT:
        return "<" + address + "|" + label + ">";
      case MARKDOWN:
        return "[" + label + "](" + address.replace("(", "%28").replace(")", "%29") + ")";
    }
    throw new AssertionError(markup);
  }

  /** Returns an address without marks for any reader. */
  private static String withoutMarks(String url) {
    StringBuilder out = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean inWord = Chars.word(Chars.at(url, i - 1)) && Chars.word(Chars.at(url, i + 1));
      boolean mark = c == '*' || c == '~' || (c == '_' && !inWord);
      out.append(mark ? String.format(Locale.ROOT, "%%%02X", (int) c) : String.valueOf(c));
    }
    return out.toString();
  }

  /** Returns a line end that keeps the next line separate. */
  String lineBreak() {
    return markup == Markup.MARKDOWN ? "  \n" : "\n";
  }
}
