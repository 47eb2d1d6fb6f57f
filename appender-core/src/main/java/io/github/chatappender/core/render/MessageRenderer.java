/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a notice into a message within the service's limits: 4,000 chars of text, 30,000 bytes of
 * body. Immutable; the same input on the same day gives the same output.
 */
public final class MessageRenderer {

  static final int TEXT_CHARS = 4_000;
  static final int BODY_BYTES = 30_000;

  /** For lines outside the space. */
  private static final Marks PLAIN = raw -> Cleaner.clean(raw, false);

  private final ContentReader contents;
  private final TextWriter textWriter;
  private final CardRenderer cards;
  private final ThreadKeys threadKeys;
  private final TextMarks marks;

  /**
   * Creates a renderer.
   *
   * @param config the settings
   * @param clock returns the day of a thread
   * @param cards creates the card writer
   */
  public MessageRenderer(
      SenderConfig config, Clock clock, Function<ContentReader, CardRenderer> cards) {
    contents = new ContentReader(config);
    textWriter = new TextWriter(contents);
    this.cards = cards.apply(contents);
    threadKeys = new ThreadKeys(config, clock);
    marks = new TextMarks(config.look.markup);
  }

  /**
   * Renders a notice.
   *
   * @param notice the parts to show
   * @param footer the rest of the message
   * @param fidelity how much of the parts to show
   * @param mentions whom to mention: user ids or {@code all}
   * @return the message, with as many parts as fit
   */
  public Rendered render(Notice notice, Footer footer, Fidelity fidelity, List<String> mentions) {
    String called =
        mentions.stream().map(who -> " <users/" + who + ">").collect(Collectors.joining());
    String thread = notice.thread;
    String threadKey = thread == null ? null : threadKeys.key(thread);
    StringBuilder text = new StringBuilder();
    String card = null;
    int shown;
    if (fidelity == Fidelity.CARD && !notice.parts.isEmpty()) {
      textWriter.writeBesideCard(notice, notice.parts.size(), text);
      String longest = json(calling(text, called), "[]", threadKey);
      CardRenderer.Card written =
          cards.render(notice, linesOfCard(footer), BODY_BYTES - Json.bytes(longest));
      card = written.json;
      shown = written.shown;
      text.setLength(0);
      textWriter.writeBesideCard(notice, shown, text);
    } else {
      shown = writeText(notice, footer, fidelity, TEXT_CHARS - called.length(), text);
    }
    String json = json(calling(text, called), card, threadKey);
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    if (body.length > BODY_BYTES) {
      throw new IllegalStateException("body of " + body.length + " bytes");
    }
    return new Rendered(notice.first(shown), fidelity, mentions, threadKey, body);
  }

  /** Returns a problem's exception, place and message in one line, without marks. */
  public String subject(Part part) {
    return contents.read(part.thread(), part).headline.subject(PLAIN);
  }

  /** Returns the key of a part's thread on this day; null without threads. */
  public @Nullable String threadKey(Part part) {
    String thread = part.thread();
    return thread == null ? null : threadKeys.key(thread);
  }

  private static String linesOfCard(Footer footer) {
    String losses = footer.losses();
    String faults = footer.faults(line -> Cleaner.clean(line, false), "\n");
    return losses + (losses.isEmpty() || faults.isEmpty() ? "" : "\n") + faults;
  }

  private int writeText(
      Notice notice, Footer footer, Fidelity fidelity, int room, StringBuilder text) {
    String losses = footer.losses();
    String faults = footer.faults(Escaper::line, marks.lineBreak());
    int left = room;
    left -= losses.isEmpty() ? 0 : losses.length() + TextWriter.SEPARATOR.length();
    left -= faults.isEmpty() ? 0 : faults.length() + TextWriter.SEPARATOR.length();
    int shown = textWriter.write(notice, fidelity, left, text);
    if (!losses.isEmpty()) {
      text.append(
          shown == 0 ? footer.lossesAlone(contents.speaker(marks)) : TextWriter.SEPARATOR + losses);
    }
    if (!faults.isEmpty()) {
      text.append(losses.isEmpty() ? TextWriter.SEPARATOR : marks.lineBreak()).append(faults);
    }
    return shown;
  }

  private static String calling(StringBuilder text, String called) {
    int newLine = text.indexOf("\n");
    int lineEnd = newLine < 0 ? text.length() : newLine;
    while (lineEnd > 0 && text.charAt(lineEnd - 1) == ' ') {
      lineEnd--; // spaces are part of the line break in Markdown
    }
    return text.insert(lineEnd, called).toString();
  }

  private String json(String text, @Nullable String cardsV2, @Nullable String threadKey) {
    return Json.object(
        json -> {
          json.writeStringField("text", text);
          if (marks.syntax() != null) {
            json.writeStringField("markupSyntax", marks.syntax());
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
