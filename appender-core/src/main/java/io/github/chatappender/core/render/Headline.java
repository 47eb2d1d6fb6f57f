/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what happened: exception, place, and the beginning of the root's message;
 * without an exception, the beginning of the log text and the logger. Also returns the text left
 * for the lines below. Nothing here is escaped. Immutable.
 */
public final class Headline {

  /** A shorter message may occur in a log text by chance. */
  private static final int REPEATED_CHARS = 8;

  private static final int SEARCHED_CHARS = 400;
  private static final int ADDED_CHARS = 120;
  private static final Pattern FAILED_BEAN =
      Pattern.compile("\\AError creating bean with name '([^'\\n]{1,200})'");

  /** The root's type, null without an exception. */
  private final @Nullable String type;

  /** The class and method of the frame to look at first, or the logger; may be null. */
  private final @Nullable String place;

  /**
   * For a block of other problems: their logger, empty for the application's; null for one problem.
   */
  private final @Nullable String others;

  /** The Spring bean that could not be created, null if this is no such failure. */
  private final @Nullable String bean;

  private final ReadableText logged;

  /** The root's message, null if it has none. */
  private final @Nullable ReadableText message;

  /** Whether the log text only repeats the root's message. */
  private final boolean repeated;

  Headline(Part part, OwnCode ownCode) {
    LogEntry entry = part.entry;
    ThrowableInfo root = entry.root();
    String of = part.others;
    others = of == null || of.isEmpty() ? of : Escaper.name(Texts.abbreviated(of));
    logged = ReadableText.of(entry.message);
    if (root == null) {
      boolean named = logged.isBootReport || (others != null && !others.isEmpty());
      type = null;
      place = named ? null : Escaper.name(CodeNames.logger(entry.logger));
      bean = null;
      message = null;
      repeated = false;
    } else {
      StackTraceElement frame = place(entry.chain, ownCode.framesOf(entry.logger));
      ReadableText rootMessage = ReadableText.of(root.message == null ? "" : root.message);
      String whole = rootMessage.whole;
      type = Escaper.name(CodeNames.simpleType(root.type));
      place = frame == null ? null : Escaper.name(CodeNames.place(frame));
      bean = bean(entry.chain, whole);
      message = whole.isEmpty() ? null : rootMessage;
      repeated =
          message != null
              && (logged.whole.equals(whole) || logged.whole.equals(root.type + ": " + whole));
    }
  }

  /**
   * Returns the frame to look at first: the root's top own frame, else that of its nearest wrapper;
   * without own frames, the top frame that is not the JDK's.
   *
   * @param chain the logged exception first, the root last
   * @return the frame, null if there is none
   */
  static @Nullable StackTraceElement place(
      List<ThrowableInfo> chain, Predicate<StackTraceElement> own) {
    StackTraceElement frame = top(chain, own);
    return frame == null ? top(chain, Headline::isWritten) : frame;
  }

  /** Returns the root's top frame that is wanted, else that of its nearest wrapper. */
  static @Nullable StackTraceElement top(
      List<ThrowableInfo> chain, Predicate<StackTraceElement> wanted) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      for (StackTraceElement frame : chain.get(i).frames) {
        if (wanted.test(frame)) {
          return frame;
        }
      }
    }
    return null;
  }

  private static boolean isWritten(StackTraceElement frame) {
    return OwnCode.namesLibrary(frame) && !OwnCode.isAppenders(frame.getClassName());
  }

  /**
   * Returns the bean that failed first, as Spring's innermost exception about it names it; null if
   * there is none, or if the root's message already names it.
   */
  private static @Nullable String bean(List<ThrowableInfo> chain, String rootMessage) {
    for (int i = chain.size() - 2; i >= 0; i--) {
      ThrowableInfo wrapper = chain.get(i);
      boolean aboutBeans = wrapper.type.startsWith("org.springframework.beans.factory.");
      if (aboutBeans && wrapper.message != null) {
        Matcher named = FAILED_BEAN.matcher(wrapper.message);
        if (named.find()) {
          String bean = named.group(1);
          return rootMessage.contains("'" + bean + "'") ? null : Escaper.name(bean);
        }
      }
    }
    return null;
  }

  /** Returns the whole line. */
  public String subject(Marks marks) {
    String where = place == null ? "" : " in " + marks.code(place);
    String what =
        (bean == null ? "" : "bean " + marks.code(bean) + ": ") + marks.text(said().headline);
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
  public String logText() {
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
  public String message() {
    return message == null ? "" : message.whole;
  }

  /** Returns the text that says what happened. */
  private ReadableText said() {
    return message == null ? logged : message;
  }
}
