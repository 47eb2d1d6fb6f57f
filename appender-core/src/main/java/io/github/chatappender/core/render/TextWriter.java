/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import java.util.List;

/** Writes a notice as text within a number of chars. Immutable. */
final class TextWriter {

  static final String SEPARATOR = "\n\n";

  private static final int MORE_CHARS = 40;

  /** A part with a smaller share waits for the next message. */
  private static final int LEAST_SHARE_CHARS = 1_300;

  /** How many parts the text beside a card names, as a notification shows that text. */
  private static final int LINES_BESIDE_CARD = 3;

  private final ContentReader contents;
  private final PartText partText;
  private final TextMarks marks;
  private final String lineBreak;

  TextWriter(ContentReader contents) {
    this.contents = contents;
    this.partText = new PartText(contents);
    this.marks = new TextMarks(contents.config.look.markup);
    this.lineBreak = marks.lineBreak();
  }

  /**
   * Writes the parts of a notice, as many as fit.
   *
   * @param fidelity {@code TEXT} or simpler
   * @return how many parts are shown, as text or in a count
   */
  int write(Notice notice, Fidelity fidelity, int room, StringBuilder text) {
    if (notice.form == Notice.Form.SUMMARY) {
      return writeSummary(notice, fidelity, room, text);
    }
    return notice.form == Notice.Form.PARTS && fidelity == Fidelity.TEXT
        ? writeParts(notice, room, text)
        : writeList(notice, fidelity, room, text);
  }

  /** Writes line 1 of the first parts, or a list's heading. */
  void writeBesideCard(Notice notice, int shown, StringBuilder text) {
    List<Part> parts = notice.parts.subList(0, shown);
    if (notice.form == Notice.Form.DIGEST) {
      text.append(heading(DigestText.title(parts)));
      return;
    }
    int lines = notice.form == Notice.Form.SUMMARY ? 1 : LINES_BESIDE_CARD;
    int named = Math.min(shown, lines);
    for (Part part : parts.subList(0, named)) {
      text.append(text.length() == 0 ? "" : lineBreak)
          .append(partText.lineOne(notice.thread, part));
    }
    if (named < shown) {
      text.append(lineBreak).append(DigestText.rest(parts.subList(named, shown)));
    }
  }

  private String heading(String title) {
    return "📋 " + contents.speaker(marks) + " — " + title;
  }

  /** Writes parts while they fit, each cut to its share of the room left by the others. */
  private int writeParts(Notice notice, int room, StringBuilder text) {
    List<Part> parts = notice.parts;
    int shown = 0;
    for (Part part : parts) {
      int left = room - text.length() - (shown == 0 ? 0 : SEPARATOR.length());
      int share = Math.max(left / (parts.size() - shown), LEAST_SHARE_CHARS);
      String block = partText.whole(notice.thread, part, share);
      if (shown > 0 && block.length() > left) {
        break;
      }
      text.append(shown == 0 ? "" : SEPARATOR).append(block);
      shown++;
    }
    return shown;
  }

  /** Writes the first part in full, in at least half of the room, and the others as a list. */
  private int writeSummary(Notice notice, Fidelity fidelity, int room, StringBuilder text) {
    List<Part> parts = notice.parts;
    Part first = parts.get(0);
    if (fidelity != Fidelity.TEXT) {
      text.append(partText.lineOne(notice.thread, first));
      if (parts.size() > 1) {
        text.append(lineBreak).append(DigestText.rest(notice.listed().parts));
      }
    } else if (parts.size() == 1) {
      text.append(partText.whole(notice.thread, first, room));
    } else {
      // the list gets half of the room, and any part of the other half that the block does not use
      int least = listed(notice, room / 2).length();
      text.append(partText.whole(notice.thread, first, room - least));
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
    List<Part> parts = notice.parts;
    boolean digest = notice.form == Notice.Form.DIGEST || notice.form == Notice.Form.SUMMARY;
    if (digest && fidelity == Fidelity.LINE_ONE) {
      text.append(heading(DigestText.alone(parts)));
      return parts.size();
    }
    if (digest) {
      text.append(heading(DigestText.title(parts)));
    }
    int limit = notice.named;
    int named = 0;
    while (named < parts.size() && named < limit) {
      Part part = parts.get(named);
      String line =
          digest
              ? partText.listed(notice.thread, part)
              : partText.shortLineOne(notice.thread, part);
      if (text.length() + line.length() + lineBreak.length() > room - MORE_CHARS) {
        break;
      }
      text.append(text.length() == 0 ? "" : lineBreak).append(line);
      named++;
    }
    if (named < parts.size()) {
      text.append(lineBreak);
      text.append(DigestText.rest(parts.subList(named, parts.size())));
    }
    return parts.size();
  }
}
