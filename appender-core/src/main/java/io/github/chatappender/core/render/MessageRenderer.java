/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.SenderConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private static final JsonFactory JSON = new JsonFactory();
  private static final String SEPARATOR = "\n\n";
  private static final int LIST_LINE_CHARS = 300;
  private static final int MORE_CHARS = 40;

  private final PartText partText;
  private final ThreadKeys threadKeys;

  /**
   * Creates a renderer.
   *
   * @param config settings
   * @param clock tells the day of a thread
   */
  public MessageRenderer(SenderConfig config, Clock clock) {
    partText = new PartText(config);
    threadKeys = new ThreadKeys(config, clock);
  }

  /**
   * Renders a notice.
   *
   * @param notice what to tell
   * @param losses events lost since the last message, by reason
   * @param fidelity how much of it
   * @return the message, and how many parts it tells
   */
  public Rendered render(Notice notice, Map<DropReason, Long> losses, Fidelity fidelity) {
    String lossLine = LossText.line(losses);
    int room = TEXT_CHARS - (lossLine.isEmpty() ? 0 : lossLine.length() + SEPARATOR.length());
    StringBuilder text = new StringBuilder();
    int told;
    if (notice.form() == Notice.Form.PARTS && fidelity == Fidelity.TEXT) {
      told = writeParts(notice.parts(), room, text);
    } else {
      told = writeList(notice, fidelity, room, text);
    }
    if (!lossLine.isEmpty()) {
      text.append(text.length() == 0 ? partText.speaker() + "\n" : SEPARATOR).append(lossLine);
    }
    String thread = notice.thread();
    String threadKey = thread == null ? null : threadKeys.key(thread);
    return new Rendered(serialised(text.toString(), threadKey), threadKey, told);
  }

  /** Writes whole parts while they fit; the first one is cut to fit. */
  private int writeParts(List<Part> parts, int room, StringBuilder text) {
    int told = 0;
    for (Part part : parts) {
      String block = partText.whole(part, room);
      int needed = block.length() + (told == 0 ? 0 : SEPARATOR.length());
      if (told > 0 && text.length() + needed > room) {
        break;
      }
      text.append(told == 0 ? "" : SEPARATOR).append(block);
      told++;
    }
    return told;
  }

  /** Writes a line for each part while they fit, and counts the rest. */
  private int writeList(Notice notice, Fidelity fidelity, int room, StringBuilder text) {
    List<Part> parts = notice.parts();
    boolean digest = notice.form() == Notice.Form.DIGEST;
    if (digest) {
      text.append("📋 ").append(partText.speaker()).append(" — ").append(DigestText.title(parts));
    }
    int limit = digest && fidelity == Fidelity.LINE_ONE ? 0 : notice.named();
    int named = 0;
    while (named < parts.size() && named < limit) {
      Part part = parts.get(named);
      String line = cutLine(digest ? partText.listed(part) : partText.lineOne(part));
      if (text.length() + line.length() + 1 > room - MORE_CHARS) {
        break;
      }
      text.append(text.length() == 0 ? "" : "\n").append(line);
      named++;
    }
    if (named < parts.size()) {
      text.append("\n").append(DigestText.rest(parts.subList(named, parts.size())));
    }
    return parts.size();
  }

  /** A line that is too long loses its end; an odd backquote would open code there. */
  private static String cutLine(String line) {
    if (line.length() <= LIST_LINE_CHARS) {
      return line;
    }
    String cut = Texts.cut(line, LIST_LINE_CHARS - 1);
    return cut.chars().filter(c -> c == '`').count() % 2 == 0 ? cut : cut + "`";
  }

  private static byte[] serialised(String text, @Nullable String threadKey) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 200);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("text", text);
      if (threadKey != null) {
        json.writeObjectFieldStart("thread");
        json.writeStringField("threadKey", threadKey);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > BODY_BYTES) {
      throw new IllegalStateException("body of " + bytes.size() + " bytes");
    }
    return bytes.toByteArray();
  }
}
