/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what happened: exception, place, and the beginning of the root's message;
 * without an exception, the beginning of the log text and the logger. Also returns the text left
 * for the lines below. Nothing here is escaped. Immutable.
 */
final class Headline {

  /** A shorter message may occur in a log text by chance. */
  private static final int REPEATED_CHARS = 8;

  private static final int SEARCHED_CHARS = 400;
  private static final int ADDED_CHARS = 120;

  /** The root's type, null without an exception. */
  private final @Nullable String type;

  /** The class and method of the frame to look at first, or the logger; may be null. */
  private final @Nullable String place;

  /**
   * For a block of other problems: their logger, empty for the application's; null for one problem.
   */
  private final @Nullable String others;

  /** The beginning of the text that says what happened, never empty. */
  private final String text;

  private final ReadableText logged;
  private final @Nullable ReadableText message;
  private final boolean repeated;

  private Headline(
      @Nullable String others,
      @Nullable String type,
      @Nullable String place,
      ReadableText logged,
      @Nullable ReadableText message,
      boolean repeated) {
    this.others = others;
    this.type = type;
    this.place = place;
    this.text = message == null ? logged.headline : message.headline;
    this.logged = logged;
    this.message = message;
    this.repeated = repeated;
  }

  static Headline of(Part part, OwnFrames frames) {
    LogEntry entry = part.entry;
    String of = part.others;
    String others = of == null || of.isEmpty() ? of : Escaper.name(Texts.abbreviated(of));
    ReadableText logged = ReadableText.of(entry.message);
    ThrowableInfo root = entry.root();
    if (root == null) {
      boolean named = logged.isBootReport || (others != null && !others.isEmpty());
      String logger = named ? null : Escaper.name(CodeNames.logger(entry.logger));
      return new Headline(others, null, logger, logged, null, false);
    }
    String type = Escaper.name(CodeNames.simpleType(root.type));
    StackTraceElement frame = frames.place(entry.chain);
    String place = frame == null ? null : Escaper.name(CodeNames.place(frame));
    ReadableText message = ReadableText.of(root.message == null ? "" : root.message);
    if (message.whole.isEmpty()) {
      return new Headline(others, type, place, logged, null, false);
    }
    boolean repeated =
        logged.whole.equals(message.whole) || logged.whole.equals(root.type + ": " + message.whole);
    return new Headline(others, type, place, logged, message, repeated);
  }

  /** Returns the whole line. */
  String subject(Marks marks) {
    String where = place == null ? "" : " in " + marks.code(place);
    String what = marks.text(text);
    return lead(marks) + (type == null ? what + where : marks.bold(type) + where + ": " + what);
  }

  /** Returns the words before the newest of other problems; empty for one problem. */
  private String lead(Marks marks) {
    if (others == null) {
      return "";
    }
    return "other problems" + (others.isEmpty() ? "" : " from " + marks.code(others)) + ": ";
  }

  /** Returns the rest of the log text, possibly empty. */
  String textBelow() {
    return repeated || message == null ? said().rest : logged.whole;
  }

  /** Returns the log text for formats that may cut line 1; empty if it only repeats line 1. */
  String logText() {
    return repeated && said().rest.isEmpty() ? "" : logged.whole;
  }

  /** Returns the beginning of the log text where it adds to the root's message; possibly empty. */
  String addition() {
    if (repeated || message == null || logged.whole.isEmpty()) {
      return "";
    }
    String searched = Texts.ellipsed(logged.oneLine, SEARCHED_CHARS);
    String added =
        message.oneLine.length() < REPEATED_CHARS
            ? searched
            : searched.replace(message.oneLine, "…");
    return added.equals("…") ? "" : Texts.ellipsed(added, ADDED_CHARS);
  }

  /** Returns the root's message if this line shows only its beginning; else an empty string. */
  String messageBelow() {
    return message == null ? "" : message.rest;
  }

  /** Returns the root's message, or an empty string. */
  String message() {
    return message == null ? "" : message.whole;
  }

  private ReadableText said() {
    return message == null ? logged : message;
  }
}
