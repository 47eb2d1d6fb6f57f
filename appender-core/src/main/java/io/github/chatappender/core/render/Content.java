/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a message shows of one part, in whatever form: a writer only puts it into words and
 * marks, and cuts it to its room. Nothing in it is escaped. Immutable.
 */
public final class Content {

  public final Part part;
  final Headline headline;

  /** The MDC value that parts the threads, with its key; empty within the part's own thread. */
  final String threadValue;

  /** What a layout has written in the place of text and stack; null without a layout. */
  public final @Nullable String layoutText;

  private final ContentReader reader;

  Content(ContentReader reader, Part part, String threadValue) {
    this.reader = reader;
    this.part = part;
    this.threadValue = threadValue;
    this.headline = Headline.of(part, reader.ownFrames(part));
    this.layoutText = ReadableText.ofLayout(part.entry);
  }

  /** Returns the level, and whether the event must be delivered whatever happens. */
  public String level() {
    return part.severity + (part.entry.isCritical() ? " critical" : "");
  }

  public String icon() {
    return part.kind == Part.Kind.QUIET ? "✅" : icon(part.severity);
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

  /** Returns what happened: exception, place and message. */
  public String subject(Marks marks) {
    return headline.subject(marks);
  }

  /** Returns the same as it stands in a list, with the beginning of what the log text adds. */
  public String listed(Marks marks) {
    String added = headline.addition();
    return subject(marks) + (added.isEmpty() ? "" : " — " + marks.text(added));
  }

  /** Returns the log text, where line 1 may be cut by those who show it; empty if it repeats. */
  public String logText() {
    return headline.logText();
  }

  /** Returns the message of the root cause, possibly nothing. */
  public String exceptionMessage() {
    return headline.message();
  }

  /** Returns {@link #threadValue} behind a dot, possibly nothing. */
  public String threadValue(Marks marks) {
    return threadValue.isEmpty() ? "" : " · " + marks.code(threadValue);
  }

  /** Returns the count and the times of a line that stands alone. */
  public String news() {
    return reader.news.of(part);
  }

  /** Returns the same above a block, which shows some of it below. */
  public String newsOfBlock() {
    return reader.news.ofBlock(part);
  }

  public String logger() {
    return Escaper.name(Texts.abbreviated(part.entry.logger));
  }

  public String thread() {
    return Escaper.name(part.entry.thread);
  }

  /** Returns how many other threads logged it. */
  public int otherThreads() {
    return Math.max(0, part.threads.size() - 1);
  }

  public String time() {
    return reader.news.time(part.entry.timeMillis);
  }

  public @Nullable String instance() {
    return nameOrNull(reader.config.instance);
  }

  public @Nullable String version() {
    return nameOrNull(reader.config.version);
  }

  private static @Nullable String nameOrNull(@Nullable String raw) {
    return raw == null ? null : Escaper.name(raw);
  }

  /** Returns how many chars of a text are shown at most. */
  public int messageChars() {
    return reader.config.look.messageChars;
  }

  /** Returns what the application adds to an event: trace id, MDC values, key-value pairs. */
  public List<Fact> context() {
    LogEntry entry = part.entry;
    List<Fact> facts = new ArrayList<>();
    String traceId = Links.traceId(entry);
    if (traceId != null) {
      facts.add(new Fact("trace", traceId));
    }
    for (String key : reader.config.look.mdcKeys) {
      String value = entry.mdc(key);
      if (value != null && !value.isBlank() && !LogEntry.TRACE_KEYS.contains(key)) {
        facts.add(new Fact(key, value));
      }
    }
    entry
        .keyValues()
        .forEach(
            (key, value) -> {
              if (!LogEntry.TRACE_KEYS.contains(key)) {
                facts.add(new Fact(key, value));
              }
            });
    return facts;
  }

  /** Returns the label of each link as it was configured, and its address in ASCII. */
  public List<Fact> links() {
    return reader.links.of(part);
  }

  /**
   * Returns as many lines of the stack as pass a test that fewer lines pass more easily, escaped
   * for a fenced block; none without a stack.
   */
  public List<String> stack(Predicate<List<String>> fits) {
    SenderConfig config = reader.config;
    int maxLines = config.look.stackLines;
    return part.entry.chain.isEmpty() || layoutText != null || maxLines == 0
        ? List.of()
        : reader.stackText.fitting(part.entry, maxLines, fits);
  }
}
