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
 * without exception the beginning of the log text, and the logger. Knows what that leaves for the
 * lines below. Nothing in it is escaped. Immutable.
 */
final class Headline {

  /** A shorter message may be in a log text by chance. */
  private static final int REPEATED_CHARS = 8;

  private static final int SEARCHED_CHARS = 400;
  private static final int ADDED_CHARS = 120;

  /** The root's type, null without an exception. */
  private final @Nullable String type;

  /** The class and method of the frame at which people look first, or the logger; may be null. */
  private final @Nullable String place;

  /** The logger whose other problems these are, empty for the application's; null for one. */
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

  /** Returns what stands in front of the newest of other problems; empty for one problem. */
  private String lead(Marks marks) {
    if (others == null) {
      return "";
    }
    return "other problems" + (others.isEmpty() ? "" : " of " + marks.code(others)) + ": ";
  }

  /** Returns what the log text says besides, possibly nothing. */
  String textBelow() {
    return repeated || message == null ? said().rest : logged.whole;
  }

  /** Returns the log text, where line 1 may be cut by those who show it; empty if it repeats. */
  String logText() {
    return repeated && said().rest.isEmpty() ? "" : logged.whole;
  }

  /** Returns the beginning of what the log text adds to the root's message, possibly nothing. */
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

  /** Returns the root's message if the text here is only its beginning; else nothing. */
  String messageBelow() {
    return message == null ? "" : message.rest;
  }

  /** Returns the root's message, possibly nothing. */
  String message() {
    return message == null ? "" : message.whole;
  }

  private ReadableText said() {
    return message == null ? logged : message;
  }
}
