/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.render.Content;
import io.github.chatappender.core.render.Escaper;
import io.github.chatappender.core.render.Fact;
import io.github.chatappender.core.render.NewsText;
import io.github.chatappender.core.text.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the widgets of one part, each within a number of bytes. Stateless. */
final class CardWidgets {

  private static final int MESSAGE_LINES = 10;
  private static final int STACK_LINES = 25;
  private static final int VALUE_CHARS = 256;
  private static final int MOST_PAIRS = 60;

  /** The size of a paragraph with only a little text. */
  private static final int LEAST_BYTES = 120;

  private static final String BEGIN_CODE = "<pre>";
  private static final String END_CODE = "</pre>";

  private CardWidgets() {}

  static String level(Content content) {
    return content.icon + " " + content.level;
  }

  /** Returns the news; none for a first notice in full, which has its count among the facts. */
  static List<CardPiece> news(Content content) {
    String text = content.part.full ? content.newsOfBlock : content.news;
    int lead = " · ".length();
    String hosts = content.part.full ? "" : content.hosts(CardText.PLAIN);
    String all = text + (hosts.isEmpty() ? "" : " · " + hosts);
    return all.length() <= lead
        ? List.of()
        : List.of(CardPiece.paragraph(CardText.html(all.substring(lead)), 0));
  }

  /** Returns the log text, or the layout that replaces it. */
  static List<CardPiece> message(Content content, int room) {
    String layout = content.layoutText;
    return layout == null
        ? text(content.headline.logText(), content.messageChars, false, room)
        : text(layout, layout.length(), true, room);
  }

  /** Returns the message of the root cause. */
  static List<CardPiece> exceptionMessage(Content content, int room) {
    return text(content.headline.message(), content.messageChars, false, room);
  }

  private static List<CardPiece> text(String raw, int maxChars, boolean layout, int room) {
    if (Escaper.isBlank(raw) || room < LEAST_BYTES) {
      return List.of();
    }
    int frame = LEAST_BYTES / 2 + (layout ? BEGIN_CODE.length() + END_CODE.length() : 0);
    String html = CardText.fitting(raw, maxChars, room - frame);
    boolean code = layout && raw.indexOf('\n') >= 0;
    String shown = code ? BEGIN_CODE + html.replace("<br>", "\n") + END_CODE : html;
    return List.of(CardPiece.paragraph(shown, MESSAGE_LINES));
  }

  /** Returns where and when it happened. */
  static List<Fact> origin(Content content) {
    Part part = content.part;
    List<Fact> origin = new ArrayList<>();
    origin.add(new Fact("Logger", content.logger));
    origin.add(new Fact("Thread", content.threads(raw -> raw)));
    origin.add(new Fact("Time", content.time));
    if (part.total > 1 && !NewsText.showsTotal(part)) {
      origin.add(new Fact("Count", content.total));
    }
    addIfKnown(origin, "Instance", content.instance);
    String hosts = content.hosts(CardText.PLAIN);
    addIfKnown(origin, "Hosts", hosts.isEmpty() ? null : hosts);
    addIfKnown(origin, "Version", content.version);
    addIfKnown(origin, "Up", content.uptime);
    addIfKnown(origin, "Id", part.id());
    return origin;
  }

  /** Returns facts under their labels, side by side. */
  static CardPiece columns(List<Fact> facts) {
    return CardPiece.columns(
        facts.stream()
            .map(fact -> CardPiece.labelled(fact.label, CardText.htmlLine(fact.value)))
            .collect(Collectors.toList()));
  }

  /** Returns the facts in one paragraph. */
  static List<CardPiece> paragraph(List<Fact> facts, int room) {
    if (facts.isEmpty() || room < LEAST_BYTES) {
      return List.of();
    }
    StringBuilder text = new StringBuilder();
    for (Fact fact : facts) {
      text.append(text.length() == 0 ? "" : " · ").append(fact.label).append(' ');
      text.append(fact.value);
    }
    String raw = Cleaner.clean(text.toString(), false);
    return List.of(
        CardPiece.paragraph(CardText.fitting(raw, raw.length(), room - LEAST_BYTES / 2), 0));
  }

  /** Returns the application's additions to the event: labels and values to be escaped. */
  static List<Fact> context(Content content) {
    return content.context().stream()
        .map(fact -> new Fact(Escaper.name(fact.label), Escaper.cut(fact.value, VALUE_CHARS)))
        .collect(Collectors.toList());
  }

  /** Returns a widget for each fact while they fit, and counts the rest. */
  static List<CardPiece> each(List<Fact> facts, int room) {
    List<CardPiece> widgets = new ArrayList<>();
    int left = room - LEAST_BYTES;
    for (Fact fact : facts) {
      CardPiece widget = CardPiece.labelled(CardText.plain(fact.label), CardText.html(fact.value));
      if (widget.bytes > left || widgets.size() == MOST_PAIRS) {
        break;
      }
      left -= widget.bytes;
      widgets.add(widget);
    }
    int rest = facts.size() - widgets.size();
    if (rest > 0 && room >= LEAST_BYTES) {
      widgets.add(CardPiece.paragraph("… and " + NewsText.number(rest) + " more", 0));
    }
    return widgets;
  }

  static List<CardPiece> buttons(Content content, int room) {
    List<Fact> shown = new ArrayList<>();
    for (Fact link : content.links()) {
      shown.add(new Fact(CardText.plain(Escaper.orDash(link.label)), link.value));
      if (CardPiece.buttons(shown).bytes > room) {
        shown.remove(shown.size() - 1);
      }
    }
    return shown.isEmpty() ? List.of() : List.of(CardPiece.buttons(shown));
  }

  /** Returns the root cause and its frames separately, so that the frames can be collapsed. */
  static List<CardPiece> stack(Content content, int room) {
    List<String> lines = content.stack(some -> bytes(code(some)) <= room);
    return lines.isEmpty() ? List.of() : code(lines);
  }

  /** Returns the lines before the event, as many of the newest as fit. */
  static List<CardPiece> before(Content content, int room) {
    List<String> lines = content.before(some -> code(String.join("\n", some)).bytes <= room);
    return lines.isEmpty() ? List.of() : List.of(code(String.join("\n", lines)));
  }

  static int bytes(List<CardPiece> widgets) {
    return widgets.stream().mapToInt(widget -> widget.bytes).sum();
  }

  private static List<CardPiece> code(List<String> lines) {
    List<CardPiece> widgets = new ArrayList<>();
    widgets.add(code(lines.get(0)));
    if (lines.size() > 1) {
      widgets.add(code(String.join("\n", lines.subList(1, lines.size()))));
    }
    return widgets;
  }

  private static CardPiece code(String lines) {
    String text = CardText.preformatted(Escaper.orDash(lines));
    return CardPiece.paragraph(BEGIN_CODE + text + END_CODE, STACK_LINES);
  }

  private static void addIfKnown(List<Fact> facts, String label, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(label, value));
    }
  }
}
