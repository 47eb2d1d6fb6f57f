/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.SenderConfig;
import org.jspecify.annotations.Nullable;

/** Writes in a few words who speaks and what happened, for the fields of a card. Immutable. */
final class CardLines {

  private static final int NAME_CHARS = 120;

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

  /** Returns exception, place and message. */
  String subject(Part part) {
    Headline headline = partText.headline(part);
    String lead = headline.lead(CardText::plain);
    String place = headline.place == null ? "" : " in " + CardText.plain(headline.place);
    String text = CardText.plain(headline.text);
    return headline.type == null
        ? lead + text + place
        : lead + CardText.plain(headline.type) + place + ": " + text;
  }

  /** Returns the MDC value of a part's thread with a mark in front; empty within that thread. */
  String threadValue(@Nullable String thread, Part part) {
    String value = partText.threadValue(thread, part);
    return value.isEmpty() ? "" : " · " + CardText.plain(value);
  }

  /** Returns the same with marks. */
  String threadValueHtml(@Nullable String thread, Part part) {
    String value = partText.threadValue(thread, part);
    return value.isEmpty() ? "" : " · " + code(value);
  }

  /** Returns the subject with marks. */
  String subjectHtml(Part part) {
    return subjectHtml(partText.headline(part));
  }

  /** Returns the same with what the log text adds, as it stands in a list. */
  String listedHtml(Part part) {
    Headline headline = partText.headline(part);
    String added = headline.addition();
    return subjectHtml(headline) + (added.isEmpty() ? "" : " — " + CardText.htmlLine(added));
  }

  private static String subjectHtml(Headline headline) {
    String lead = headline.lead(CardLines::code);
    String place = headline.place == null ? "" : " in " + code(headline.place);
    String text = CardText.htmlLine(headline.text);
    return headline.type == null
        ? lead + text + place
        : lead + "<b>" + CardText.htmlLine(headline.type) + "</b>" + place + ": " + text;
  }

  private static String code(String raw) {
    return "<code>" + CardText.htmlLine(raw) + "</code>";
  }

  private static String name(String raw) {
    return CardText.plain(Escaper.cut(raw, NAME_CHARS));
  }
}
