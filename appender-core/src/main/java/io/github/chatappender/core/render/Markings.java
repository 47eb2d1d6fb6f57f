/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.Markup;
import org.jspecify.annotations.Nullable;

/** Writes our own marks in the syntax that is asked for. What it is given is escaped. Immutable. */
final class Markings {

  private final Markup markup;

  Markings(Markup markup) {
    this.markup = markup;
  }

  /** Returns the name of the syntax as the service knows it; null to leave it to the service. */
  @Nullable String syntax() {
    return markup == Markup.AUTO ? null : "MARKUP_SYNTAX_" + markup;
  }

  /** Returns text that stands out; where nobody knows the syntax it is bold or italic. */
  String bold(String text) {
    return markup == Markup.MARKDOWN ? "**" + text + "**" : "*" + text + "*";
  }

  /** Returns a link; where nobody knows the syntax the address itself, which every reader links. */
  String link(String label, String url) {
    switch (markup) {
      case AUTO:
        return label + ": " + url;
      case CHAT:
        return "<" + url + "|" + label + ">";
      case MARKDOWN:
        return "[" + label + "](" + url + ")";
    }
    throw new AssertionError(markup);
  }

  /** Returns what ends a line so that the next one stays apart. */
  String lineBreak() {
    return markup == Markup.MARKDOWN ? "  \n" : "\n";
  }
}
