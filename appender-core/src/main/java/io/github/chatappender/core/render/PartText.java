/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the news of one incident: line 1 with level, application, environment, exception, place
 * and message. In full, also the log text, its origin, links and the stack. Immutable.
 *
 * <p>Outside its own thread, a part names the MDC value that separates the threads, if any. The
 * thread passed to a method is the message's.
 */
final class PartText {

  private static final int CONTEXT_CHARS = 600;
  private static final int LINKS_CHARS = 1_200;
  private static final int BEFORE_CHARS = 1_200;
  private static final String BEFORE = "before:\n";
  private static final String FENCE = "```";
  private static final int FENCE_CHARS = "\n```\n\n```".length();

  /** A longer line of a list loses the end of its text, but never count and id. */
  private static final int LIST_LINE_CHARS = 300;

  private final ContentReader contents;
  private final TextMarks marks;
  private final String lineBreak;

  PartText(ContentReader contents) {
    this.contents = contents;
    this.marks = new TextMarks(contents.config.look.markup);
    this.lineBreak = marks.lineBreak();
  }

  /** Returns line 1 on its own, the only line that phones show. */
  String lineOne(@Nullable String thread, Part part) {
    Content content = contents.read(thread, part);
    return head(content) + content.news;
  }

  private String head(Content content) {
    return lead(content)
        + contents.speaker(marks)
        + " — "
        + content.headline.subject(marks)
        + content.threadValue(marks);
  }

  private String lead(Content content) {
    return content.icon + " " + marks.bold(content.level) + " ";
  }

  /** Returns line 1 for a list. */
  String shortLineOne(@Nullable String thread, Part part) {
    Content content = contents.read(thread, part);
    return cutInFrontOf(content.news, head(content));
  }

  /** Returns line 1 for a list from one application, with additions from the log text. */
  String listed(@Nullable String thread, Part part) {
    Content content = contents.read(thread, part);
    String id = part.id() == null ? "" : " · `" + part.id() + "`";
    return cutInFrontOf(
        content.threadValue(marks) + content.newsOfList + id,
        lead(content) + content.listed(marks));
  }

  /** Cuts a text to fit a list's line; an unpaired backquote would open code there. */
  private static String cutInFrontOf(String end, String text) {
    int room = LIST_LINE_CHARS - end.length();
    if (text.length() <= room) {
      return text + end;
    }
    String cut = Texts.ellipsed(text, room - 1);
    return (cut.chars().filter(c -> c == '`').count() % 2 == 0 ? cut : cut + "`") + end;
  }

  /** Returns the news in full, in at most that many chars; line 1 is never cut. */
  String whole(@Nullable String thread, Part part, int maxChars) {
    Content content = contents.read(thread, part);
    return part.full ? block(content, maxChars) : line(content, maxChars);
  }

  /** Without enough room, drops in this order: stack, lines before, links, context, message. */
  private String block(Content content, int maxChars) {
    StringBuilder out = new StringBuilder(head(content) + content.newsOfBlock);
    String origin = origin(content);
    int room = maxChars - out.length() - origin.length() - lineBreak.length();
    String body = body(content, room);
    out.append(body);
    out.append(body.endsWith(FENCE) ? "\n" : lineBreak).append(origin);
    out.append(context(content, Math.min(CONTEXT_CHARS, maxChars - out.length())));
    String linkLines = links(content, Math.min(LINKS_CHARS, maxChars - out.length()));
    int left = maxChars - out.length() - linkLines.length();
    String before = before(content, Math.min(BEFORE_CHARS, left / 2));
    String stack = stack(content, left - before.length());
    // The first link of a text gets a preview, so links go last. Nothing may follow a closing
    // fence.
    out.append(stack).append(before);
    boolean fenced = out.toString().endsWith(FENCE) && !linkLines.isEmpty();
    return fenced
        ? out.append('\n').append(linkLines, lineBreak.length(), linkLines.length()).toString()
        : out.append(linkLines).toString();
  }

  private String line(Content content, int maxChars) {
    StringBuilder out = new StringBuilder(head(content) + content.news + hosts(content));
    if (content.part.newText) {
      out.append(body(content, maxChars - out.length()));
    }
    if (content.part.newExceptionMessage) {
      String message = content.headline.messageBelow();
      boolean afterCode = out.toString().endsWith(FENCE);
      out.append(below(message, content.messageChars, afterCode, maxChars - out.length()));
    }
    out.append(before(content, Math.min(BEFORE_CHARS, maxChars - out.length())));
    return out.toString();
  }

  /** Returns where, how often and when it happened. */
  private String origin(Content content) {
    StringBuilder out = new StringBuilder(marks.code(content.logger));
    out.append(" · thread ").append(content.threads(marks));
    if (content.instance != null) {
      out.append(" · ").append(marks.code(content.instance));
    }
    if (content.version != null) {
      out.append(" · ").append(marks.text(content.version));
    }
    if (content.uptime != null) {
      out.append(" · up ").append(content.uptime);
    }
    out.append(content.newsBelow).append(hosts(content)).append(" · ").append(content.time);
    if (content.part.id() != null) {
      out.append(" · id `").append(content.part.id()).append('`');
    }
    return out.toString();
  }

  private String hosts(Content content) {
    String hosts = content.hosts(marks);
    return hosts.isEmpty() ? "" : " · " + hosts;
  }

  /** Returns the application's additions to the event, as many as fit. */
  private String context(Content content, int room) {
    StringBuilder out = new StringBuilder();
    for (Fact fact : content.context()) {
      String shown = " · " + marks.code(fact.pair());
      if (out.length() + shown.length() > room) {
        break;
      }
      out.append(shown);
    }
    return out.toString();
  }

  private String links(Content content, int room) {
    StringBuilder out = new StringBuilder();
    for (Fact link : content.links()) {
      String shown = lineBreak + marks.link(Escaper.label(link.label), link.value);
      if (out.length() + shown.length() <= room) {
        out.append(shown);
      }
    }
    return out.toString();
  }

  /** Returns log text or layout with the break from the line above, in at most that many chars. */
  private String body(Content content, int room) {
    return content.layoutText == null
        ? below(content.headline.textBelow(), content.messageChars, false, room)
        : layout(content.layoutText, room);
  }

  private String below(String raw, int messageChars, boolean afterCode, int room) {
    String lead = afterCode ? "\n" : lineBreak;
    String cut = Texts.cutAndCount(raw, messageChars);
    return raw.isEmpty() || room <= lead.length()
        ? ""
        : lead + Texts.ellipsed(text(cut), room - lead.length());
  }

  private String layout(String raw, int room) {
    boolean severalLines = raw.indexOf('\n') >= 0;
    int frame = severalLines ? FENCE_CHARS : lineBreak.length();
    if (raw.isEmpty() || room <= frame) {
      return "";
    }
    return severalLines
        ? fenced(Texts.ellipsed(Escaper.fenced(raw), room - frame))
        : lineBreak + Texts.ellipsed(Escaper.text(raw), room - frame);
  }

  private String text(String raw) {
    return Escaper.text(raw).replace("\n", lineBreak);
  }

  private static String stack(Content content, int room) {
    List<String> lines = content.stack(some -> StackText.chars(some) <= room - FENCE_CHARS);
    return lines.isEmpty() ? "" : fenced(String.join("\n", lines));
  }

  /** Returns the lines before an event, as many of the newest as fit. */
  private static String before(Content content, int room) {
    int chars = room - FENCE_CHARS - BEFORE.length();
    List<String> lines = content.before(some -> StackText.chars(some) <= chars);
    return lines.isEmpty() ? "" : fenced(BEFORE + String.join("\n", lines));
  }

  private static String fenced(String escaped) {
    return "\n" + FENCE + "\n" + escaped + "\n" + FENCE;
  }
}
