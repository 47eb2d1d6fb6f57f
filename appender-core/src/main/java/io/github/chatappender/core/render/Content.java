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
 * Selects the content to show for one part, independent of the format: a writer only adds words and
 * marks and cuts it to size. Nothing here is escaped. Immutable.
 */
public final class Content {

  public final Part part;
  final Headline headline;

  /** The MDC value that separates the threads, with its key; empty in the part's own thread. */
  final String threadValue;

  /** The output of the layout, which replaces text and stack; null without a layout. */
  public final @Nullable String layoutText;

  private final ContentReader reader;

  Content(ContentReader reader, Part part, String threadValue) {
    this.reader = reader;
    this.part = part;
    this.threadValue = threadValue;
    this.headline = Headline.of(part, reader.ownFrames(part));
    this.layoutText = ReadableText.ofLayout(part.entry);
  }

  /** Returns the level, and whether the event is critical. */
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

  /** Returns the subject for a list, with the beginning of the log text where it adds something. */
  public String listed(Marks marks) {
    String added = headline.addition();
    return subject(marks) + (added.isEmpty() ? "" : " — " + marks.text(added));
  }

  /** Returns the log text for formats that may cut line 1; empty if it only repeats line 1. */
  public String logText() {
    return headline.logText();
  }

  /** Returns the root cause's message, or an empty string. */
  public String exceptionMessage() {
    return headline.message();
  }

  /** Returns {@link #threadValue} after a dot, or an empty string. */
  public String threadValue(Marks marks) {
    return threadValue.isEmpty() ? "" : " · " + marks.code(threadValue);
  }

  /** Returns the count and the times for a line of its own. */
  public String news() {
    return reader.news.of(part);
  }

  /** Returns the count and the times for the line above a block, which shows some of them below. */
  public String newsOfBlock() {
    return reader.news.ofBlock(part);
  }

  public String logger() {
    return Escaper.name(Texts.abbreviated(part.entry.logger));
  }

  public String thread() {
    return Escaper.name(part.entry.thread);
  }

  /** Returns how many other threads logged the problem. */
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

  /** Returns the maximum number of chars shown of a text. */
  public int messageChars() {
    return reader.config.look.messageChars;
  }

  /** Returns the application's additions to an event: trace id, MDC values, key-value pairs. */
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
    entry.keyValues.forEach(
            (key, value) -> {
              if (!LogEntry.TRACE_KEYS.contains(key)) {
                facts.add(new Fact(key, value));
              }
            });
    return facts;
  }

  /** Returns each link: its configured label, and its address in ASCII. */
  public List<Fact> links() {
    return reader.links.of(part);
  }

  /**
   * Returns the most lines of the stack that pass a test, escaped for a fenced block; none without
   * a stack. If some lines pass the test, fewer must pass too.
   */
  public List<String> stack(Predicate<List<String>> fits) {
    SenderConfig config = reader.config;
    int maxLines = config.look.stackLines;
    return part.entry.chain.isEmpty() || layoutText != null || maxLines == 0
        ? List.of()
        : reader.stackText.fitting(part.entry, maxLines, fits);
  }
}
