/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the news of one incident: line 1 with level, application, environment, exception and
 * place; and where it is shown in full, the message, where it comes from, and the stack. Immutable.
 */
final class PartText {

  private static final int NAME_CHARS = 100;
  private static final int HEADLINE_CHARS = 120;
  private static final int PLACE_CHARS = 600;
  private static final int PAIR_CHARS = 80;
  private static final int FENCE_CHARS = "```\n\n```\n".length();

  private final SenderConfig config;

  PartText(SenderConfig config) {
    this.config = config;
  }

  /** Returns who speaks, as it stands in line 1. */
  String speaker() {
    String environment = config.environment();
    return Escaper.line(config.application())
        + (environment == null ? "" : " · " + Escaper.line(environment));
  }

  /** Returns line 1: on a phone nothing else is seen. */
  String lineOne(Part part) {
    return icon(part)
        + " *"
        + part.severity()
        + "* "
        + speaker()
        + " — "
        + subject(part.entry())
        + NewsText.of(part);
  }

  /** Returns line 1 as it stands in a list of the same speaker. */
  String listed(Part part) {
    LogEntry entry = part.entry();
    String id = part.id() == null ? "" : " · `" + part.id() + "`";
    String count = part.count() > 1 ? " ×" + NewsText.number(part.count()) : "";
    return icon(part) + " *" + part.severity() + "* " + subject(entry) + message(part) + count + id;
  }

  /** Returns in a list what happened, where line 1 has only exception and place. */
  private static String message(Part part) {
    LogEntry entry = part.entry();
    return entry.chain().isEmpty() || entry.message().isBlank() ? "" : " — " + headline(entry);
  }

  /** Returns what happened in a few words: exception and place, or the message. */
  private String subject(LogEntry entry) {
    ThrowableInfo root = entry.root();
    if (root == null) {
      return headline(entry) + " in `" + code(Texts.simpleName(entry.logger())) + "`";
    }
    String type = Escaper.line(Texts.cut(root.simpleType(), NAME_CHARS));
    String place = place(root);
    return "*" + type + "*" + (place == null ? "" : " in `" + code(place) + "`");
  }

  /**
   * Returns the news with all that belongs to it, in at most so many chars; line 1 is never cut.
   */
  String whole(Part part, int maxChars) {
    return part.isFull() ? block(part, maxChars) : line(part, maxChars);
  }

  private String block(Part part, int maxChars) {
    LogEntry entry = part.entry();
    String lineOne = lineOne(part);
    String origin = "\n" + origin(part);
    int room = maxChars - lineOne.length() - origin.length() - 1;
    String message = message(entry);
    String body = message.isEmpty() ? "" : "\n" + Texts.cut(message, Math.max(1, room));
    String stack = stack(entry, room - body.length());
    return lineOne + body + origin + stack;
  }

  private String line(Part part, int maxChars) {
    String lineOne = lineOne(part);
    String message = part.hasNewText() ? message(part.entry()) : "";
    int room = maxChars - lineOne.length() - 1;
    return message.isEmpty() || room < 1 ? lineOne : lineOne + "\n" + Texts.cut(message, room);
  }

  /** Returns when and where it happened. */
  private String origin(Part part) {
    LogEntry entry = part.entry();
    StringBuilder out = new StringBuilder();
    out.append('`').append(code(Texts.abbreviated(entry.logger()))).append('`');
    out.append(" · thread `").append(code(entry.thread())).append('`');
    String instance = config.instance();
    if (instance != null) {
      out.append(" · `").append(code(instance)).append('`');
    }
    if (part.total() > 1) {
      out.append(" · ×").append(NewsText.number(part.total()));
    }
    out.append(" · ").append(NewsText.time(entry.timeMillis()));
    if (part.id() != null) {
      out.append(" · id `").append(part.id()).append('`');
    }
    for (Map.Entry<String, String> pair : entry.keyValues().entrySet()) {
      String text = pair.getKey() + "=" + pair.getValue();
      String shown = " · `" + Escaper.inlineCode(Texts.cut(text, PAIR_CHARS)) + "`";
      if (out.length() + shown.length() > PLACE_CHARS) {
        break;
      }
      out.append(shown);
    }
    return out.toString();
  }

  private String message(LogEntry entry) {
    String layoutText = entry.layoutText();
    if (layoutText != null) {
      return Escaper.text(Texts.cut(layoutText.stripTrailing(), 2_000));
    }
    String raw = entry.message();
    if (entry.chain().isEmpty() && isToldByLineOne(raw)) {
      return "";
    }
    return Escaper.text(Texts.cutAndCount(raw.strip(), config.messageChars()));
  }

  private String stack(LogEntry entry, int room) {
    if (entry.chain().isEmpty() || entry.layoutText() != null || config.stackLines() == 0) {
      return "";
    }
    List<String> lines = StackText.lines(entry.chain(), config.stackLines());
    StringBuilder out = new StringBuilder();
    int left = room - FENCE_CHARS;
    for (String line : lines) {
      left -= line.length() + 1;
      if (left < 0) {
        break;
      }
      out.append(line).append('\n');
    }
    return out.length() == 0 ? "" : "\n```\n" + out + "```";
  }

  private static String headline(LogEntry entry) {
    String text = entry.message().strip();
    return text.isEmpty() ? "no message" : Escaper.line(Texts.cut(text, HEADLINE_CHARS));
  }

  private static boolean isToldByLineOne(String message) {
    String text = message.strip();
    return text.length() <= HEADLINE_CHARS && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
  }

  /** Returns where the root was thrown: the first frame that is not the JDK's. */
  private static @Nullable String place(ThrowableInfo root) {
    StackTraceElement chosen = root.frames().isEmpty() ? null : root.frames().get(0);
    for (StackTraceElement frame : root.frames()) {
      if (!isJdk(frame.getClassName())) {
        chosen = frame;
        break;
      }
    }
    return chosen == null
        ? null
        : Texts.simpleName(chosen.getClassName()) + "." + chosen.getMethodName();
  }

  private static boolean isJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("javax.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("com.sun.");
  }

  private static String code(String raw) {
    String text = Escaper.inlineCode(Texts.cut(raw, NAME_CHARS));
    return text.isEmpty() ? "–" : text;
  }

  private static String icon(Part part) {
    return part.kind() == Part.Kind.QUIET ? "✅" : icon(part.severity());
  }

  private static String icon(Severity severity) {
    switch (severity) {
      case OFF:
      case FATAL:
        return "🔥";
      case ERROR:
        return "🔴";
      case WARN:
        return "🟠";
      case INFO:
        return "🔵";
      case DEBUG:
      case TRACE:
        return "⚪";
    }
    throw new AssertionError(severity);
  }
}
