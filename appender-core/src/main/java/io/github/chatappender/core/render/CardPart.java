/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a room among what is told of one part. What there is no room for goes in this order: the
 * stack, links, context, message. Immutable.
 */
final class CardPart {

  private static final int CONTEXT_BYTES = 6_000;
  private static final int LINKS_BYTES = 6_000;
  private static final int OPEN_CONTEXT = 4;

  /** A section without its heading and widgets. */
  private static final int SECTION_BYTES = 100;

  private final CardLines lines;
  private final CardWidgets widgets;

  CardPart(CardLines lines, CardWidgets widgets) {
    this.lines = lines;
    this.widgets = widgets;
  }

  /** Returns a part that has a card for itself. */
  List<CardSection> alone(Part part, int room) {
    List<Widget> main = new ArrayList<>(widgets.news(part));
    if (!part.isFull()) {
      main.addAll(newText(part, room - SECTION_BYTES - CardWidgets.bytes(main)));
      return List.of(new CardSection("", main.isEmpty() ? List.of(subject(part)) : main));
    }
    Widget origin = CardWidgets.columns(widgets.origin(part));
    int left = room - 4 * SECTION_BYTES - CardWidgets.bytes(main) - origin.bytes;
    main.addAll(widgets.message(part, left));
    left = room - 4 * SECTION_BYTES - CardWidgets.bytes(main) - origin.bytes;
    main.add(origin);
    List<Widget> context = CardWidgets.each(widgets.context(part), Math.min(CONTEXT_BYTES, left));
    left -= CardWidgets.bytes(context);
    List<Widget> buttons = widgets.buttons(part, Math.min(LINKS_BYTES, left));
    left -= CardWidgets.bytes(buttons);
    List<Widget> stack = widgets.stack(part.entry(), left);

    List<CardSection> sections = new ArrayList<>();
    sections.add(new CardSection("", main));
    add(sections, "Context", context, OPEN_CONTEXT);
    add(sections, "Stack", stack, 1);
    add(sections, "", buttons, buttons.size());
    return sections;
  }

  /** Returns a part as one section among others. */
  CardSection among(Part part, int room) {
    String header = lines.level(part) + " · " + lines.subject(part);
    List<Widget> open = new ArrayList<>(widgets.news(part));
    int left = room - SECTION_BYTES - JsonText.bytes(header) * 2 - CardWidgets.bytes(open);
    if (!part.isFull()) {
      open.addAll(newText(part, left));
      return new CardSection(header, open.isEmpty() ? List.of(subject(part)) : open);
    }
    List<Widget> origin = CardWidgets.paragraph(widgets.origin(part), left / 3);
    left -= CardWidgets.bytes(origin);
    List<Widget> message = widgets.message(part, left);
    left -= CardWidgets.bytes(message);
    List<Widget> context = CardWidgets.paragraph(widgets.context(part), left / 2);
    left -= CardWidgets.bytes(context);
    List<Widget> buttons = widgets.buttons(part, left);
    left -= CardWidgets.bytes(buttons);
    List<Widget> stack = widgets.stack(part.entry(), left);

    open.addAll(message);
    open.addAll(origin);
    open.addAll(context);
    open.addAll(buttons);
    List<Widget> all = new ArrayList<>(open);
    all.addAll(stack);
    return all.isEmpty()
        ? new CardSection(header, List.of(subject(part)))
        : new CardSection(header, all, Math.max(1, open.size()));
  }

  private List<Widget> newText(Part part, int room) {
    List<Widget> shown = new ArrayList<>();
    if (part.hasNewText()) {
      shown.addAll(widgets.message(part, room));
    }
    if (part.hasNewExceptionMessage()) {
      shown.addAll(widgets.exceptionMessage(part, room - CardWidgets.bytes(shown)));
    }
    return shown;
  }

  private Widget subject(Part part) {
    return Widget.paragraph(lines.subjectHtml(part), 0);
  }

  private static void add(
      List<CardSection> sections, String header, List<Widget> widgets, int open) {
    if (!widgets.isEmpty()) {
      sections.add(new CardSection(header, widgets, Math.min(open, widgets.size())));
    }
  }
}
