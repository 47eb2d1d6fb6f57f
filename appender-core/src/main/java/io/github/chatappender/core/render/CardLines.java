/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.ThrowableInfo;
import org.jspecify.annotations.Nullable;

/** Writes in a few words who speaks and what happened, for the fields of a card. Immutable. */
final class CardLines {

  private static final int NAME_CHARS = 100;
  private static final int HEADLINE_CHARS = 120;

  private final SenderConfig config;
  private final PartText partText;

  CardLines(SenderConfig config, PartText partText) {
    this.config = config;
    this.partText = partText;
  }

  /** Returns who speaks: the application and its environment. */
  String speaker() {
    String environment = config.environment();
    return name(config.application()) + (environment == null ? "" : " · " + name(environment));
  }

  /** Returns level, application and environment. */
  String title(Part part) {
    return level(part) + " · " + speaker();
  }

  String level(Part part) {
    return PartText.icon(part) + " " + PartText.level(part);
  }

  /** Returns exception and place, or the message. */
  String subject(LogEntry entry) {
    String place = place(entry);
    return name(what(entry)) + (place == null ? "" : " in " + name(place));
  }

  /** Returns the same with marks. */
  String subjectHtml(LogEntry entry) {
    String what = CardText.htmlLine(Escaper.cut(what(entry), HEADLINE_CHARS));
    String place = place(entry);
    return (entry.chain().isEmpty() ? what : "<b>" + what + "</b>")
        + (place == null
            ? ""
            : " in <code>" + CardText.htmlLine(Escaper.cut(place, NAME_CHARS)) + "</code>");
  }

  /** Returns the beginning of the message. */
  static String headline(LogEntry entry) {
    String text = entry.message();
    return Escaper.isBlank(text) ? "no message" : Escaper.cut(text, HEADLINE_CHARS);
  }

  private static String what(LogEntry entry) {
    ThrowableInfo root = entry.root();
    return root == null ? headline(entry) : Escaper.orDash(root.simpleType());
  }

  private @Nullable String place(LogEntry entry) {
    ThrowableInfo root = entry.root();
    return root == null ? Texts.simpleName(entry.logger()) : partText.place(root);
  }

  private static String name(String raw) {
    return CardText.plain(Escaper.cut(raw, HEADLINE_CHARS));
  }
}
