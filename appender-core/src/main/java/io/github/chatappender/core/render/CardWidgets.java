/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the widgets of one part, each within a number of bytes. Immutable. */
final class CardWidgets {

  private static final int MESSAGE_LINES = 10;
  private static final int STACK_LINES = 25;
  private static final int NAME_CHARS = 100;
  private static final int VALUE_CHARS = 256;
  private static final int MOST_PAIRS = 60;

  /** A paragraph without its text, and a little text. */
  private static final int LEAST_BYTES = 120;

  private static final String BEGIN_CODE = "<pre>";
  private static final String END_CODE = "</pre>";

  private final SenderConfig config;
  private final NewsText news;
  private final Facts facts;
  private final Links links;
  private final PartText partText;
  private final StackText stackText;

  CardWidgets(SenderConfig config, PartText partText) {
    this.config = config;
    this.news = new NewsText(config.look().timeZone());
    this.facts = new Facts(config);
    this.links = new Links(config);
    this.partText = partText;
    this.stackText = new StackText(config.ownCode());
  }

  /** Returns what is new; none for first news that is shown in full: its count is a fact. */
  List<Widget> news(Part part) {
    String text = part.isFull() ? news.ofBlock(part) : news.of(part);
    int lead = " · ".length();
    return text.length() <= lead
        ? List.of()
        : List.of(Widget.paragraph(CardText.html(text.substring(lead)), 0));
  }

  /** Returns the log text, or the layout that replaces it. */
  List<Widget> message(Part part, int room) {
    String layoutText = ReadableText.ofLayout(part.entry());
    return layoutText == null
        ? text(partText.headline(part).logText(), room)
        : layout(layoutText, room);
  }

  /** Returns the message of the root cause. */
  List<Widget> exceptionMessage(Part part, int room) {
    return text(partText.headline(part).message(), room);
  }

  private List<Widget> text(String raw, int room) {
    if (Escaper.isBlank(raw) || room < LEAST_BYTES) {
      return List.of();
    }
    String html = CardText.fitting(raw, config.look().messageChars(), room - LEAST_BYTES / 2);
    return List.of(Widget.paragraph(html, MESSAGE_LINES));
  }

  private static List<Widget> layout(String raw, int room) {
    if (Escaper.isBlank(raw) || room < LEAST_BYTES) {
      return List.of();
    }
    boolean severalLines = raw.indexOf('\n') >= 0;
    int frame = LEAST_BYTES / 2 + BEGIN_CODE.length() + END_CODE.length();
    String html = CardText.fitting(raw, raw.length(), room - frame);
    return List.of(
        Widget.paragraph(
            severalLines ? BEGIN_CODE + html.replace("<br>", "\n") + END_CODE : html,
            MESSAGE_LINES));
  }

  /** Returns where and when it happened. */
  List<Fact> origin(Part part) {
    LogEntry entry = part.entry();
    List<Fact> origin = new ArrayList<>();
    int others = part.threads().size() - 1;
    origin.add(new Fact("Logger", cut(Texts.abbreviated(entry.logger()))));
    origin.add(
        new Fact("Thread", cut(entry.thread()) + (others > 0 ? " and " + others + " more" : "")));
    origin.add(new Fact("Time", news.time(entry.timeMillis())));
    if (part.total() > 1 && !NewsText.tellsTotal(part)) {
      origin.add(new Fact("Count", "×" + NewsText.number(part.total())));
    }
    addIfKnown(origin, "Instance", config.instance());
    addIfKnown(origin, "Version", config.version());
    addIfKnown(origin, "Id", part.id());
    return origin;
  }

  /** Returns facts under their labels, side by side. */
  static Widget columns(List<Fact> facts) {
    List<Widget> widgets = new ArrayList<>();
    facts.forEach(fact -> widgets.add(Widget.labelled(fact.label, CardText.htmlLine(fact.value))));
    return Widget.columns(widgets);
  }

  /** Returns facts in one paragraph. */
  static List<Widget> paragraph(List<Fact> facts, int room) {
    if (facts.isEmpty() || room < LEAST_BYTES) {
      return List.of();
    }
    StringBuilder text = new StringBuilder();
    for (Fact fact : facts) {
      text.append(text.length() == 0 ? "" : " · ").append(fact.label).append(' ');
      text.append(fact.value);
    }
    String raw = Escaper.clean(text.toString(), false);
    return List.of(
        Widget.paragraph(CardText.fitting(raw, raw.length(), room - LEAST_BYTES / 2), 0));
  }

  /** Returns what the application says of the event: labels and values to be escaped. */
  List<Fact> context(Part part) {
    List<Fact> context = new ArrayList<>();
    for (Fact fact : facts.context(part)) {
      String value = Escaper.cut(fact.value, VALUE_CHARS);
      context.add(new Fact(cut(fact.label), value));
    }
    return context;
  }

  /** Returns a widget for each as long as they fit, and counts the rest. */
  static List<Widget> each(List<Fact> facts, int room) {
    List<Widget> widgets = new ArrayList<>();
    int left = room - LEAST_BYTES;
    for (Fact fact : facts) {
      Widget widget = Widget.labelled(CardText.plain(fact.label), CardText.html(fact.value));
      if (widget.bytes > left || widgets.size() == MOST_PAIRS) {
        break;
      }
      left -= widget.bytes;
      widgets.add(widget);
    }
    int rest = facts.size() - widgets.size();
    if (rest > 0 && room >= LEAST_BYTES) {
      widgets.add(Widget.paragraph("… and " + NewsText.number(rest) + " more", 0));
    }
    return widgets;
  }

  List<Widget> buttons(Part part, int room) {
    List<Fact> shown = new ArrayList<>();
    for (Fact link : links.of(part)) {
      shown.add(new Fact(CardText.plain(Escaper.orDash(link.label)), link.value));
      if (Widget.buttons(shown).bytes > room) {
        shown.remove(shown.size() - 1);
      }
    }
    return shown.isEmpty() ? List.of() : List.of(Widget.buttons(shown));
  }

  /** Returns the root cause, and the frames apart from it, so that these can be hidden. */
  List<Widget> stack(LogEntry entry, int room) {
    boolean none = entry.chain().isEmpty() || ReadableText.ofLayout(entry) != null;
    int most = none ? 0 : config.look().stackLines();
    List<String> lines =
        most == 0 ? List.of() : stackText.fitting(entry, most, some -> bytes(code(some)) <= room);
    return lines.isEmpty() ? List.of() : code(lines);
  }

  static int bytes(List<Widget> widgets) {
    return widgets.stream().mapToInt(widget -> widget.bytes).sum();
  }

  private static List<Widget> code(List<String> lines) {
    List<Widget> widgets = new ArrayList<>();
    widgets.add(code(lines.get(0)));
    if (lines.size() > 1) {
      widgets.add(code(String.join("\n", lines.subList(1, lines.size()))));
    }
    return widgets;
  }

  private static Widget code(String lines) {
    String text = CardText.preformatted(Escaper.orDash(lines));
    return Widget.paragraph(BEGIN_CODE + text + END_CODE, STACK_LINES);
  }

  private static void addIfKnown(List<Fact> facts, String label, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(label, cut(value)));
    }
  }

  private static String cut(String raw) {
    return Escaper.cut(raw, NAME_CHARS);
  }
}
