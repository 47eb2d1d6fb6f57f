/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.render.CardRenderer;
import io.github.chatappender.core.render.Content;
import io.github.chatappender.core.render.ContentReader;
import io.github.chatappender.core.render.DigestText;
import io.github.chatappender.core.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a notice into a card: a header with the content of line 1, and sections within a number of
 * bytes. Immutable.
 */
public final class CardWriter implements CardRenderer {

  /** The service omits the section that exceeds 100 widgets, and all later ones. */
  private static final int MOST_WIDGETS = 100;

  /** How many problems a summary lists below the one shown in full. */
  private static final int WIDGETS_OF_A_SUMMARY = 10;

  /** The minimum share of each of several parts. */
  private static final int SHARE_BYTES = 2_500;

  /** Too few bytes for any part. */
  private static final int LEAST_BYTES = 400;

  /** The size of card, header and lists, and the subtitle of several parts. */
  private static final int FRAME_BYTES = 300;

  private static final int REST_BYTES = 150;

  private final ContentReader contents;

  /**
   * Creates a writer.
   *
   * @param contents reads the content of a part
   */
  public CardWriter(ContentReader contents) {
    this.contents = contents;
  }

  @Override
  public Card render(Notice notice, String footer, int room) {
    List<Part> parts = notice.parts;
    boolean digest = notice.form == Notice.Form.DIGEST;
    Content first = contents.read(notice.thread, parts.get(0));
    String title =
        (digest ? "📋 " : CardWidgets.level(first) + " · ") + contents.speaker(CardText.PLAIN);
    String subject =
        digest ? "" : first.headline.subject(CardText.PLAIN) + first.threadValue(CardText.PLAIN);
    List<CardPiece> loss = loss(footer);
    int left = room - FRAME_BYTES - 2 * Json.bytes(title + subject);
    left -= loss.stream().mapToInt(section -> section.bytes).sum();

    List<CardPiece> sections = new ArrayList<>();
    int shown = parts.size();
    if (digest) {
      sections.add(list(notice, left));
    } else if (notice.form == Notice.Form.SUMMARY && shown > 1) {
      CardPiece others = list(notice.listed(), left / 2);
      sections.addAll(CardPart.alone(first, left - others.bytes));
      sections.add(others);
    } else if (shown == 1) {
      sections.addAll(CardPart.alone(first, left));
    } else {
      sections.addAll(several(notice, left));
      shown = sections.size();
    }
    sections.addAll(loss);
    boolean one = notice.form == Notice.Form.SUMMARY || (shown == 1 && !digest);
    String subtitle = one ? subject : DigestText.title(parts.subList(0, shown));
    return new Card(json(title, subtitle, sections), shown);
  }

  private static List<CardPiece> loss(String line) {
    return line.isEmpty()
        ? List.of()
        : List.of(
            CardPiece.section(
                "", List.of(CardPiece.paragraph(CardText.html(line.replace("`", "")), 0))));
  }

  /** Returns a section for each part, in fair shares, while they fit. */
  private List<CardPiece> several(Notice notice, int room) {
    List<Part> parts = notice.parts;
    int sure = Math.min(parts.size(), Math.max(1, room / SHARE_BYTES));
    List<CardPiece> sections = new ArrayList<>();
    int left = room;
    int widgets = MOST_WIDGETS - 1;
    for (int i = 0; i < parts.size() && left >= LEAST_BYTES; i++) {
      int share = i < sure ? left / (sure - i) : Math.min(left, SHARE_BYTES);
      CardPiece section = CardPart.among(contents.read(notice.thread, parts.get(i)), share);
      left -= section.bytes;
      widgets -= section.widgets;
      if (i > 0 && (left < 0 || widgets < 0)) {
        break;
      }
      sections.add(section);
    }
    return sections;
  }

  /** Returns a widget for each listed part while they fit, and counts the rest. */
  private CardPiece list(Notice notice, int room) {
    List<Part> parts = notice.parts;
    List<CardPiece> widgets = new ArrayList<>();
    int left = room - REST_BYTES;
    boolean beside = notice.form == Notice.Form.SUMMARY;
    int widgetsLeft = beside ? WIDGETS_OF_A_SUMMARY : MOST_WIDGETS - 2;
    int most = Math.min(Math.min(notice.named, parts.size()), widgetsLeft);
    for (Part part : parts.subList(0, most)) {
      CardPiece widget = listed(contents.read(notice.thread, part));
      left -= widget.bytes;
      if (left < 0) {
        break;
      }
      widgets.add(widget);
    }
    if (widgets.size() < parts.size()) {
      String rest = DigestText.rest(parts.subList(widgets.size(), parts.size()));
      widgets.add(CardPiece.paragraph(rest, 0));
    }
    return CardPiece.section("", widgets);
  }

  private static CardPiece listed(Content content) {
    Part part = content.part;
    return CardPiece.labelled(
        CardWidgets.level(content) + (part.id() == null ? "" : " · " + part.id()),
        content.listed(CardText.HTML) + content.threadValue(CardText.HTML) + content.newsOfList);
  }

  private static String json(String title, String subtitle, List<CardPiece> sections) {
    String card =
        Json.object(
            json -> {
              json.writeStringField("cardId", "notice");
              json.writeObjectFieldStart("card");
              json.writeObjectFieldStart("header");
              json.writeStringField("title", title);
              json.writeStringField("subtitle", subtitle);
              json.writeEndObject();
              json.writeArrayFieldStart("sections");
              for (CardPiece section : sections) {
                json.writeRawValue(section.json);
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return "[" + card + "]";
  }
}
