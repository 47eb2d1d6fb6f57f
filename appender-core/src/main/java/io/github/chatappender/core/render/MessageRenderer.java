/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.SenderConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a notice into a message within the service's limits: 4,000 chars of text, 30,000 bytes of
 * body. Immutable; the same input at the same day gives the same output.
 */
public final class MessageRenderer {

  static final int TEXT_CHARS = 4_000;
  static final int BODY_BYTES = 30_000;

  private static final String SEPARATOR = "\n\n";
  private static final int MORE_CHARS = 40;

  /** A part whose share would be smaller waits for the next message. */
  private static final int LEAST_SHARE_CHARS = 1_300;

  /** How many parts the text beside a card names: it is what a notification shows. */
  private static final int LINES_BESIDE_CARD = 3;

  private final PartText partText;
  private final Cards cards;
  private final ThreadKeys threadKeys;
  private final Markings markings;
  private final @Nullable String mention;

  /**
   * Creates a renderer.
   *
   * @param config settings
   * @param clock tells the day of a thread
   */
  public MessageRenderer(SenderConfig config, Clock clock) {
    partText = new PartText(config);
    cards = new Cards(config);
    threadKeys = new ThreadKeys(config, clock);
    markings = new Markings(config.look().markup());
    String who = config.look().mention();
    mention = who == null ? null : "<users/" + who + ">";
  }

  /**
   * Renders a notice beside which there is nothing to say about settings and loggers.
   *
   * @param notice what to tell
   * @param losses events lost since the last message, by reason
   * @param fidelity how much of it
   * @param mentions whether whoever is configured is mentioned
   * @return the message, and how many parts it tells
   */
  Rendered render(
      Notice notice, Map<DropReason, Long> losses, Fidelity fidelity, boolean mentions) {
    return render(notice, losses, null, List.of(), fidelity, mentions);
  }

  /**
   * Renders a notice.
   *
   * @param notice what to show
   * @param losses events lost since the last message, by reason
   * @param busiestLogger the logger that lost most of them, null if it is not known
   * @param faults settings that cannot be used, for the last lines
   * @param fidelity how much of it
   * @param mentions whether the configured user is mentioned
   * @return the message, and how many parts it shows
   */
  public Rendered render(
      Notice notice,
      Map<DropReason, Long> losses,
      @Nullable String busiestLogger,
      List<String> faults,
      Fidelity fidelity,
      boolean mentions) {
    String lossLine = LossText.line(losses, busiestLogger);
    String faultLines = FaultText.lines(faults, Escaper::line, markings.lineBreak());
    String called = mentions && mention != null ? " " + mention : "";
    String thread = notice.thread();
    String threadKey = thread == null ? null : threadKeys.key(thread);
    if (fidelity == Fidelity.CARD && !notice.parts().isEmpty()) {
      String plainLines = FaultText.lines(faults, line -> Escaper.clean(line, false), "\n");
      return withCard(notice, joined(lossLine, plainLines, "\n"), called, threadKey);
    }
    int room = TEXT_CHARS - called.length();
    room -= lossLine.isEmpty() ? 0 : lossLine.length() + SEPARATOR.length();
    room -= faultLines.isEmpty() ? 0 : faultLines.length() + SEPARATOR.length();
    StringBuilder text = new StringBuilder();
    int told;
    if (notice.form() == Notice.Form.SUMMARY) {
      told = writeSummary(notice, fidelity, room, text);
    } else if (notice.form() == Notice.Form.PARTS && fidelity == Fidelity.TEXT) {
      told = writeParts(notice, room, text);
    } else {
      told = writeList(notice, fidelity, room, text);
    }
    if (!lossLine.isEmpty()) {
      text.append(
          told == 0
              ? LossText.alone(partText.speaker(), losses, busiestLogger)
              : SEPARATOR + lossLine);
    }
    if (!faultLines.isEmpty()) {
      text.append(lossLine.isEmpty() ? SEPARATOR : markings.lineBreak()).append(faultLines);
    }
    return rendered(calling(text, called), null, threadKey, told);
  }

  private static String joined(String first, String second, String between) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + between + second;
  }

  /** Writes a card, and beside it line 1. */
  private Rendered withCard(
      Notice notice, String lossLine, String called, @Nullable String threadKey) {
    String most = besideCard(notice, notice.parts().size(), called);
    int room = BODY_BYTES - JsonText.bytes(json(most, "[]", threadKey));
    Cards.Card card = cards.of(notice, lossLine, room);
    String text = besideCard(notice, card.told, called);
    return rendered(text, card.json, threadKey, card.told);
  }

  /** Returns line 1 of the first parts; of a list its heading. */
  private String besideCard(Notice notice, int told, String called) {
    List<Part> parts = notice.parts().subList(0, told);
    StringBuilder text = new StringBuilder();
    if (notice.form() == Notice.Form.DIGEST) {
      return calling(text.append(heading(DigestText.title(parts))), called);
    }
    int lines = notice.form() == Notice.Form.SUMMARY ? 1 : LINES_BESIDE_CARD;
    int named = Math.min(told, lines);
    for (Part part : parts.subList(0, named)) {
      text.append(text.length() == 0 ? "" : markings.lineBreak())
          .append(partText.lineOne(notice.thread(), part));
    }
    if (named < told) {
      text.append(markings.lineBreak()).append(DigestText.rest(parts.subList(named, told)));
    }
    return calling(text, called);
  }

  private static String calling(StringBuilder text, String called) {
    int newLine = text.indexOf("\n");
    int lineEnd = newLine < 0 ? text.length() : newLine;
    while (lineEnd > 0 && text.charAt(lineEnd - 1) == ' ') {
      lineEnd--; // spaces are part of the line break in Markdown
    }
    return text.insert(lineEnd, called).toString();
  }

  private String heading(String title) {
    return "📋 " + partText.speaker() + " — " + title;
  }

  /** Writes parts while they fit, each of them cut to its share of what the others leave. */
  private int writeParts(Notice notice, int room, StringBuilder text) {
    List<Part> parts = notice.parts();
    int told = 0;
    for (Part part : parts) {
      int left = room - text.length() - (told == 0 ? 0 : SEPARATOR.length());
      int share = Math.max(left / (parts.size() - told), LEAST_SHARE_CHARS);
      String block = partText.whole(notice.thread(), part, share);
      if (told > 0 && block.length() > left) {
        break;
      }
      text.append(told == 0 ? "" : SEPARATOR).append(block);
      told++;
    }
    return told;
  }

  /** Writes the first part in full, in at least half of the room, and the others as a list. */
  private int writeSummary(Notice notice, Fidelity fidelity, int room, StringBuilder text) {
    List<Part> parts = notice.parts();
    Part first = parts.get(0);
    if (fidelity != Fidelity.TEXT) {
      text.append(partText.lineOne(notice.thread(), first));
      if (parts.size() > 1) {
        text.append(markings.lineBreak()).append(DigestText.rest(notice.listed().parts()));
      }
    } else if (parts.size() == 1) {
      text.append(partText.whole(notice.thread(), first, room));
    } else {
      // half of the room is the list's; it takes what the block leaves of the other half, too
      int least = listed(notice, room / 2).length();
      text.append(partText.whole(notice.thread(), first, room - least));
      text.append(listed(notice, room - text.length()));
    }
    return parts.size();
  }

  private StringBuilder listed(Notice notice, int room) {
    StringBuilder list = new StringBuilder(SEPARATOR);
    writeList(notice.listed(), Fidelity.TEXT, room - list.length(), list);
    return list;
  }

  /** Writes a line for each part while they fit, and counts the rest. */
  private int writeList(Notice notice, Fidelity fidelity, int room, StringBuilder text) {
    List<Part> parts = notice.parts();
    boolean digest = notice.form() == Notice.Form.DIGEST || notice.form() == Notice.Form.SUMMARY;
    if (digest && fidelity == Fidelity.LINE_ONE) {
      text.append(heading(DigestText.alone(parts)));
      return parts.size();
    }
    if (digest) {
      text.append(heading(DigestText.title(parts)));
    }
    int limit = notice.named();
    int named = 0;
    while (named < parts.size() && named < limit) {
      Part part = parts.get(named);
      String line =
          digest
              ? partText.listed(notice.thread(), part)
              : partText.shortLineOne(notice.thread(), part);
      if (text.length() + line.length() + markings.lineBreak().length() > room - MORE_CHARS) {
        break;
      }
      text.append(text.length() == 0 ? "" : markings.lineBreak()).append(line);
      named++;
    }
    if (named < parts.size()) {
      text.append(markings.lineBreak());
      text.append(DigestText.rest(parts.subList(named, parts.size())));
    }
    return parts.size();
  }

  private Rendered rendered(
      String text, @Nullable String cardsV2, @Nullable String threadKey, int told) {
    byte[] body = json(text, cardsV2, threadKey).getBytes(StandardCharsets.UTF_8);
    if (body.length > BODY_BYTES) {
      throw new IllegalStateException("body of " + body.length + " bytes");
    }
    return new Rendered(body, threadKey, told);
  }

  private String json(String text, @Nullable String cardsV2, @Nullable String threadKey) {
    return JsonText.object(
        json -> {
          json.writeStringField("text", text);
          if (markings.syntax() != null) {
            json.writeStringField("markupSyntax", markings.syntax());
          }
          if (cardsV2 != null) {
            json.writeFieldName("cardsV2");
            json.writeRawValue(cardsV2);
          }
          if (threadKey != null) {
            json.writeObjectFieldStart("thread");
            json.writeStringField("threadKey", threadKey);
            json.writeEndObject();
          }
        });
  }
}
