/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThreadBy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the news of one incident: line 1 with level, application, environment, exception, place
 * and message; and where it is shown in full, the log text, where it comes from, links, and the
 * stack. Immutable.
 *
 * <p>A part that stands outside its own thread names the MDC value that parts the threads, if there
 * is one: the threads that are passed in are those of the messages.
 */
final class PartText {

  private static final int NAME_CHARS = 100;
  private static final int CONTEXT_CHARS = 600;
  private static final int LINKS_CHARS = 1_200;
  private static final int PAIR_CHARS = 80;
  private static final String FENCE = "```";
  private static final int FENCE_CHARS = "\n```\n\n```".length();

  /** A line of a list that is longer loses the end of its text, never count and id. */
  private static final int LIST_LINE_CHARS = 300;

  private final SenderConfig config;
  private final Markings markings;
  private final String lineBreak;
  private final NewsText news;
  private final Facts facts;
  private final Links links;
  private final StackText stackText;

  PartText(SenderConfig config) {
    this.config = config;
    this.markings = new Markings(config.look().markup());
    this.lineBreak = markings.lineBreak();
    this.news = new NewsText(config.look().timeZone());
    this.facts = new Facts(config);
    this.links = new Links(config);
    this.stackText = new StackText(config.ownCode());
  }

  /** Returns who speaks, as it stands in line 1. */
  String speaker() {
    String environment = config.environment();
    return Escaper.line(config.application())
        + (environment == null ? "" : " · " + Escaper.line(environment));
  }

  /** Returns line 1 where it stands alone: on a phone nothing else is seen. */
  String lineOne(@Nullable String thread, Part part) {
    return head(thread, part) + news.of(part);
  }

  private String head(@Nullable String thread, Part part) {
    return lead(part) + speaker() + " — " + subject(headline(part)) + valueInCode(thread, part);
  }

  private String valueInCode(@Nullable String thread, Part part) {
    String value = threadValue(thread, part);
    return value.isEmpty() ? "" : " · " + inCode(value);
  }

  /** Returns the MDC value of a part's thread, and its key; empty within that thread. */
  String threadValue(@Nullable String thread, Part part) {
    ThreadBy threadBy = config.threadBy();
    String key = threadBy.mdcKey();
    String value = key == null ? null : part.entry().mdc(key);
    boolean ofAll = part.others() != null && part.others().isEmpty();
    if (value == null || ofAll || Escaper.isBlank(value)) {
      return "";
    }
    boolean atHome = Objects.equals(thread, threadBy.valueOf(part.entry(), ""));
    return atHome ? "" : Escaper.cut(key + "=" + value, PAIR_CHARS);
  }

  /** Returns line 1 as one of a list. */
  String shortLineOne(@Nullable String thread, Part part) {
    return cutInFrontOf(news.of(part), head(thread, part));
  }

  /** Returns line 1 as it stands in a list of the same speaker, with what the log text adds. */
  String listed(@Nullable String thread, Part part) {
    Headline headline = headline(part);
    String added = headline.addition();
    String id = part.id() == null ? "" : " · `" + part.id() + "`";
    return cutInFrontOf(
        valueInCode(thread, part) + NewsText.listed(part) + id,
        lead(part) + subject(headline) + (added.isEmpty() ? "" : " — " + Escaper.line(added)));
  }

  /** Cuts a text so that it fits into a list's line; an odd backquote would open code there. */
  private static String cutInFrontOf(String end, String text) {
    int room = LIST_LINE_CHARS - end.length();
    if (text.length() <= room) {
      return text + end;
    }
    String cut = Texts.cut(text, room - 1);
    return (cut.chars().filter(c -> c == '`').count() % 2 == 0 ? cut : cut + "`") + end;
  }

  private String lead(Part part) {
    return icon(part) + " " + markings.bold(level(part)) + " ";
  }

  /** Returns in a few words what happened in a part. */
  Headline headline(Part part) {
    return Headline.of(part, new OwnFrames(config.ownCode(), part.entry().logger()));
  }

  private static String inCode(String raw) {
    return "`" + Escaper.inlineCode(raw) + "`";
  }

  private String subject(Headline headline) {
    String lead = headline.lead(PartText::inCode);
    String place = headline.place == null ? "" : " in " + inCode(headline.place);
    String text = Escaper.line(headline.text);
    return headline.type == null
        ? lead + text + place
        : lead + markings.bold(Escaper.line(headline.type)) + place + ": " + text;
  }

  /**
   * Returns the news with all that belongs to it, in at most so many chars; line 1 is never cut.
   */
  String whole(@Nullable String thread, Part part, int maxChars) {
    return part.isFull() ? block(thread, part, maxChars) : line(thread, part, maxChars);
  }

  /** What there is no room for goes in this order: stack, links, context, message. */
  private String block(@Nullable String thread, Part part, int maxChars) {
    StringBuilder out = new StringBuilder(head(thread, part) + news.ofBlock(part));
    String origin = origin(part);
    int room = maxChars - out.length() - origin.length() - lineBreak.length();
    String body = body(part, room);
    out.append(body);
    out.append(body.endsWith(FENCE) ? "\n" : lineBreak).append(origin);
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

  private String line(@Nullable String thread, Part part, int maxChars) {
    StringBuilder out = new StringBuilder(lineOne(thread, part));
    if (part.hasNewText()) {
      out.append(body(part, maxChars - out.length()));
    }
    if (part.hasNewExceptionMessage()) {
      String message = headline(part).messageBelow();
      out.append(below(message, out.toString().endsWith(FENCE), maxChars - out.length()));
    }
    return out.toString();
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

  /** Returns log text or layout with what parts it from the line above, in so many chars. */
  private String body(Part part, int room) {
    String layoutText = ReadableText.ofLayout(part.entry());
    return layoutText == null
        ? below(headline(part).textBelow(), false, room)
        : layout(layoutText, room);
  }

  private String below(String raw, boolean afterCode, int room) {
    String lead = afterCode ? "\n" : lineBreak;
    String cut = Texts.cutAndCount(raw, config.look().messageChars());
    return raw.isEmpty() || room <= lead.length()
        ? ""
        : lead + Texts.cut(text(cut), room - lead.length());
  }

  private String layout(String raw, int room) {
    boolean severalLines = raw.indexOf('\n') >= 0;
    int frame = severalLines ? FENCE_CHARS : lineBreak.length();
    if (raw.isEmpty() || room <= frame) {
      return "";
    }
    return severalLines
        ? "\n```\n" + Texts.cut(Escaper.fenced(raw), room - frame) + "\n```"
        : lineBreak + Texts.cut(Escaper.text(raw), room - frame);
  }

  private String text(String raw) {
    return Escaper.text(raw).replace("\n", lineBreak);
  }

  private String stack(LogEntry entry, int room) {
    int maxLines = config.look().stackLines();
    if (entry.chain().isEmpty() || ReadableText.ofLayout(entry) != null || maxLines == 0) {
      return "";
    }
    List<String> lines = stackText.fitting(entry, maxLines, room - FENCE_CHARS);
    return lines.isEmpty() ? "" : "\n```\n" + String.join("\n", lines) + "\n```";
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
