/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the news of one incident: line 1 with level, application, environment, exception and
 * place; and where it is shown in full, the message, where it comes from, links, and the stack.
 * Immutable.
 */
final class PartText {

  private static final int NAME_CHARS = 100;
  private static final int HEADLINE_CHARS = 120;
  private static final int CONTEXT_CHARS = 600;
  private static final int LINKS_CHARS = 1_200;
  private static final int PAIR_CHARS = 80;
  private static final int LAYOUT_CHARS = 2_000;
  private static final int FENCE_CHARS = "```\n\n```\n".length();

  private final SenderConfig config;
  private final Markings markings;
  private final String lineBreak;
  private final NewsText news;
  private final Facts facts;
  private final Links links;
  private final OwnCode ownCode;
  private final StackText stackText;

  PartText(SenderConfig config) {
    this.config = config;
    this.markings = new Markings(config.look().markup());
    this.lineBreak = markings.lineBreak();
    this.news = new NewsText(config.look().timeZone());
    this.facts = new Facts(config);
    this.links = new Links(config);
    this.ownCode = new OwnCode(config.appPackages());
    this.stackText = new StackText(ownCode);
  }

  /** Returns who speaks, as it stands in line 1. */
  String speaker() {
    String environment = config.environment();
    return Escaper.line(config.application())
        + (environment == null ? "" : " · " + Escaper.line(environment));
  }

  /** Returns line 1 where it stands alone: on a phone nothing else is seen. */
  String lineOne(Part part) {
    return head(part) + news.of(part);
  }

  private String head(Part part) {
    return icon(part)
        + " "
        + markings.bold(level(part))
        + " "
        + speaker()
        + " — "
        + subject(part.entry());
  }

  /** Returns line 1 as it stands in a list of the same speaker. */
  String listed(Part part) {
    LogEntry entry = part.entry();
    String id = part.id() == null ? "" : " · `" + part.id() + "`";
    return icon(part)
        + " "
        + markings.bold(level(part))
        + " "
        + subject(entry)
        + message(part)
        + NewsText.listed(part)
        + id;
  }

  /** Returns in a list what happened, where line 1 has only exception and place. */
  private static String message(Part part) {
    LogEntry entry = part.entry();
    return entry.chain().isEmpty() || Escaper.isBlank(entry.message())
        ? ""
        : " — " + headline(entry);
  }

  /** Returns what happened in a few words: exception and place, or the message. */
  private String subject(LogEntry entry) {
    ThrowableInfo root = entry.root();
    if (root == null) {
      return headline(entry) + " in `" + code(Texts.simpleName(entry.logger())) + "`";
    }
    String type = Escaper.line(Escaper.cut(root.simpleType(), NAME_CHARS));
    String place = place(root);
    return markings.bold(type) + (place == null ? "" : " in `" + code(place) + "`");
  }

  /**
   * Returns the news with all that belongs to it, in at most so many chars; line 1 is never cut.
   */
  String whole(Part part, int maxChars) {
    return part.isFull() ? block(part, maxChars) : line(part, maxChars);
  }

  /** What there is no room for goes in this order: stack, links, context, message. */
  private String block(Part part, int maxChars) {
    StringBuilder out = new StringBuilder(head(part) + news.ofBlock(part));
    String origin = origin(part);
    String message = message(part.entry());
    int room = maxChars - out.length() - origin.length() - 2 * lineBreak.length();
    if (!message.isEmpty() && room > 0) {
      out.append(lineBreak).append(Texts.cut(message, room));
    }
    out.append(lineBreak).append(origin);
    out.append(context(part, Math.min(CONTEXT_CHARS, maxChars - out.length())));
    String linkLines = links(part, Math.min(LINKS_CHARS, maxChars - out.length()));
    String stack = stack(part.entry(), maxChars - out.length() - linkLines.length());
    // The first link of a text gets a preview: links go last. Nothing stands behind a closing
    // fence.
    boolean fenced = !stack.isEmpty() && !linkLines.isEmpty();
    out.append(stack);
    return fenced
        ? out.append('\n').append(linkLines, lineBreak.length(), linkLines.length()).toString()
        : out.append(linkLines).toString();
  }

  private String line(Part part, int maxChars) {
    String lineOne = lineOne(part);
    String message = part.hasNewText() ? message(part.entry()) : "";
    int room = maxChars - lineOne.length() - lineBreak.length();
    return message.isEmpty() || room < 1 ? lineOne : lineOne + lineBreak + Texts.cut(message, room);
  }

  /** Returns where, how often and when it happened. */
  private String origin(Part part) {
    LogEntry entry = part.entry();
    StringBuilder out = new StringBuilder();
    out.append('`').append(code(Texts.abbreviated(entry.logger()))).append('`');
    out.append(" · thread `").append(code(entry.thread())).append('`');
    if (part.threads().size() > 1) {
      out.append(" and ").append(part.threads().size() - 1).append(" more");
    }
    if (config.instance() != null) {
      out.append(" · `").append(code(config.instance())).append('`');
    }
    if (config.version() != null) {
      out.append(" · version `").append(code(config.version())).append('`');
    }
    out.append(NewsText.timesBelow(part));
    out.append(" · ").append(news.time(entry.timeMillis()));
    if (part.id() != null) {
      out.append(" · id `").append(part.id()).append('`');
    }
    return out.toString();
  }

  /** Returns what the application says of the event, as much as there is room for. */
  private String context(Part part, int room) {
    StringBuilder out = new StringBuilder();
    for (Fact fact : facts.context(part)) {
      String text = Escaper.cut(fact.label + "=" + fact.value, PAIR_CHARS);
      String shown = " · `" + Escaper.inlineCode(text) + "`";
      if (out.length() + shown.length() > room) {
        break;
      }
      out.append(shown);
    }
    return out.toString();
  }

  private String links(Part part, int room) {
    StringBuilder out = new StringBuilder();
    for (Fact link : links.of(part)) {
      String shown = lineBreak + markings.link(Escaper.label(link.label), link.value);
      if (out.length() + shown.length() <= room) {
        out.append(shown);
      }
    }
    return out.toString();
  }

  private String message(LogEntry entry) {
    String layoutText = entry.layoutText();
    if (layoutText != null) {
      return text(Texts.cut(Escaper.clean(layoutText, true).stripTrailing(), LAYOUT_CHARS));
    }
    // clean before it is cut: a control sequence without its end would show what it hides
    String message = Escaper.clean(entry.message(), true).strip();
    if (entry.chain().isEmpty() && isToldByLineOne(message)) {
      return "";
    }
    return text(Texts.cutAndCount(message, config.look().messageChars()));
  }

  private String text(String raw) {
    return Escaper.text(raw).replace("\n", lineBreak);
  }

  private String stack(LogEntry entry, int room) {
    int maxLines = config.look().stackLines();
    if (entry.chain().isEmpty() || entry.layoutText() != null || maxLines == 0) {
      return "";
    }
    List<String> lines = stackText.fitting(entry.chain(), maxLines, room - FENCE_CHARS);
    return lines.isEmpty() ? "" : "\n```\n" + String.join("\n", lines) + "\n```";
  }

  private static String headline(LogEntry entry) {
    return Escaper.line(CardLines.headline(entry));
  }

  private static boolean isToldByLineOne(String message) {
    return message.length() <= HEADLINE_CHARS && message.indexOf('\n') < 0;
  }

  /** Returns where the root was thrown: its first own frame, or where there is none its first. */
  @Nullable String place(ThrowableInfo root) {
    StackTraceElement chosen = root.frames().isEmpty() ? null : root.frames().get(0);
    for (StackTraceElement frame : root.frames()) {
      if (ownCode.isOwn(frame.getClassName())) {
        chosen = frame;
        break;
      }
    }
    return chosen == null
        ? null
        : Texts.simpleName(chosen.getClassName()) + "." + chosen.getMethodName();
  }

  private static String code(String raw) {
    return Escaper.inlineCode(Escaper.cut(raw, NAME_CHARS));
  }

  /** Returns the level, and whether the event must be delivered whatever happens. */
  static String level(Part part) {
    return part.severity() + (part.entry().isCritical() ? " critical" : "");
  }

  static String icon(Part part) {
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
