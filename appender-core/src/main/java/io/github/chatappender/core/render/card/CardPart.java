/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.render.Content;
import io.github.chatappender.core.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides the room among the content of one part. Without enough room, drops in this order: the
 * stack, links, context, message. Stateless.
 */
final class CardPart {

  private static final int CONTEXT_BYTES = 6_000;
  private static final int LINKS_BYTES = 6_000;
  private static final int BEFORE_BYTES = 8_000;
  private static final String BEFORE = "Before";
  private static final int OPEN_CONTEXT = 4;

  /** The size of a section without its heading and widgets. */
  private static final int SECTION_BYTES = 100;

  private CardPart() {}

  /** Returns the sections of a part that has the card to itself. */
  static List<CardPiece> alone(Content content, int room) {
    List<CardPiece> main = new ArrayList<>(CardWidgets.news(content));
    List<CardPiece> sections = new ArrayList<>();
    if (!content.part.full) {
      main.addAll(newText(content, room - SECTION_BYTES - CardWidgets.bytes(main)));
      sections.add(CardPiece.section("", main.isEmpty() ? List.of(subject(content)) : main));
      int rest = room - 2 * SECTION_BYTES - CardWidgets.bytes(main);
      add(sections, BEFORE, CardWidgets.before(content, Math.min(BEFORE_BYTES, rest)), 0);
      return sections;
    }
    CardPiece origin = CardWidgets.columns(CardWidgets.origin(content));
    int left = room - 5 * SECTION_BYTES - CardWidgets.bytes(main) - origin.bytes;
    main.addAll(CardWidgets.message(content, left));
    left = room - 5 * SECTION_BYTES - CardWidgets.bytes(main) - origin.bytes;
    main.add(origin);
    List<CardPiece> context =
        CardWidgets.each(CardWidgets.context(content), Math.min(CONTEXT_BYTES, left));
    left -= CardWidgets.bytes(context);
    List<CardPiece> buttons = CardWidgets.buttons(content, Math.min(LINKS_BYTES, left));
    left -= CardWidgets.bytes(buttons);
    List<CardPiece> before = CardWidgets.before(content, Math.min(BEFORE_BYTES, left / 2));
    left -= CardWidgets.bytes(before);
    List<CardPiece> stack = CardWidgets.stack(content, left);

    sections.add(CardPiece.section("", main));
    add(sections, "Context", context, OPEN_CONTEXT);
    add(sections, "Stack", stack, 1);
    add(sections, BEFORE, before, 0);
    add(sections, "", buttons, buttons.size());
    return sections;
  }

  /** Returns a part as one of several sections. */
  static CardPiece among(Content content, int room) {
    String header = CardWidgets.level(content) + " · " + content.headline.subject(CardText.PLAIN);
    List<CardPiece> open = new ArrayList<>(CardWidgets.news(content));
    int left = room - SECTION_BYTES - Json.bytes(header) * 2 - CardWidgets.bytes(open);
    if (!content.part.full) {
      open.addAll(newText(content, left));
      if (open.isEmpty()) {
        open.add(subject(content));
      }
      List<CardPiece> all = new ArrayList<>(open);
      left -= CardWidgets.bytes(open);
      all.addAll(CardWidgets.before(content, Math.min(BEFORE_BYTES, left)));
      return CardPiece.section(header, all, open.size());
    }
    List<CardPiece> origin = CardWidgets.paragraph(CardWidgets.origin(content), left / 3);
    left -= CardWidgets.bytes(origin);
    List<CardPiece> message = CardWidgets.message(content, left);
    left -= CardWidgets.bytes(message);
    List<CardPiece> context = CardWidgets.paragraph(CardWidgets.context(content), left / 2);
    left -= CardWidgets.bytes(context);
    List<CardPiece> buttons = CardWidgets.buttons(content, left);
    left -= CardWidgets.bytes(buttons);
    List<CardPiece> before = CardWidgets.before(content, Math.min(BEFORE_BYTES, left / 2));
    left -= CardWidgets.bytes(before);
    List<CardPiece> stack = CardWidgets.stack(content, left);

    open.addAll(message);
    open.addAll(origin);
    open.addAll(context);
    open.addAll(buttons);
    List<CardPiece> all = new ArrayList<>(open);
    all.addAll(stack);
    all.addAll(before);
    return all.isEmpty()
        ? CardPiece.section(header, List.of(subject(content)))
        : CardPiece.section(header, all, Math.max(1, open.size()));
  }

  private static List<CardPiece> newText(Content content, int room) {
    List<CardPiece> shown = new ArrayList<>();
    if (content.part.newText) {
      shown.addAll(CardWidgets.message(content, room));
    }
    if (content.part.newExceptionMessage) {
      shown.addAll(CardWidgets.exceptionMessage(content, room - CardWidgets.bytes(shown)));
    }
    return shown;
  }

  private static CardPiece subject(Content content) {
    return CardPiece.paragraph(content.headline.subject(CardText.HTML), 0);
  }

  private static void add(
      List<CardPiece> sections, String header, List<CardPiece> widgets, int open) {
    if (!widgets.isEmpty()) {
      sections.add(CardPiece.section(header, widgets, Math.min(open, widgets.size())));
    }
  }
}
