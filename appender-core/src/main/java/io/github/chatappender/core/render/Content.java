/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Build;
import io.github.chatappender.core.config.Owner;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.text.Chars;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects the content to show for one part, independent of the format: a writer only adds words and
 * marks and cuts it to size. Nothing here is escaped. Immutable.
 */
public final class Content {

  /** The age up to which a process may fail because it has just been deployed. */
  private static final long YOUNG_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final int LINE_CHARS = 200;
  private static final int LOGGER_CHARS = 60;
  private static final Pattern BEFORE_QUERY = Pattern.compile("[?#]");

  public final Part part;

  /** What happened. */
  public final Headline headline;

  /** The level, and whether the event is critical. */
  public final String level;

  public final String icon;

  /** The count and the times for a line of its own. */
  public final String news;

  /** The count and the times for the line above a block, which shows some of them below. */
  public final String newsOfBlock;

  /** The count that {@link #newsOfBlock} leaves to the line with place and time. */
  public final String newsBelow;

  /** The count and the times for a line of a list. */
  public final String newsOfList;

  /** The count of all events. */
  public final String total;

  public final String logger;

  public final String time;
  public final @Nullable String instance;

  /**
   * The version, with the commit in parentheses; null if both are unknown, or if the event is of an
   * earlier process, which may have been of another version.
   */
  public final @Nullable String version;

  /** How long the process had been running, null if long enough not to matter. */
  public final @Nullable String uptime;

  /** The maximum number of chars shown of a text. */
  public final int messageChars;

  /** The output of the layout, which replaces text and stack; null without a layout. */
  public final @Nullable String layoutText;

  private final ContentReader reader;
  private final String threadValue;

  /**
   * Selects the content of a part.
   *
   * @param threadValue the MDC value that separates the threads, with its key; empty in the part's
   *     own thread
   */
  Content(ContentReader reader, Part part, String threadValue) {
    LogEntry entry = part.entry;
    this.reader = reader;
    this.part = part;
    this.threadValue = threadValue;
    headline = new Headline(part, reader.config.ownCode);
    level = part.severity + (entry.isCritical() ? " critical" : "");
    icon = icon(part);
    news = reader.news.of(part);
    newsOfBlock = reader.news.ofBlock(part);
    newsBelow = reader.news.below(part);
    newsOfList = reader.news.listed(part);
    total = reader.news.total(part);
    logger = Escaper.name(Texts.abbreviated(entry.logger));
    time = reader.news.time(entry.timeMillis);
    instance = nameOrNull(reader.config.instance);
    version = part.leftBehind ? null : version(reader.config.build);
    uptime = part.leftBehind ? null : uptime(reader.config.build);
    messageChars = reader.config.look.messageChars;
    layoutText = ReadableText.ofLayout(entry);
  }

  private static String icon(Part part) {
    switch (part.kind) {
      case QUIET:
        return "✅";
      case MUTED:
        return "🔇";
      case ENTRY:
      case FIRST:
      case UPDATE:
      case ESCALATION:
      case AGAIN:
      case UNMUTED:
      case BLOCK:
        return icon(part.severity);
    }
    throw new AssertionError(part.kind);
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

  private static @Nullable String version(Build build) {
    String version = nameOrNull(build.version());
    String commit = nameOrNull(build.shortCommit());
    if (version == null) {
      return commit == null ? null : "commit " + commit;
    }
    boolean number = Chars.digit(version.charAt(0));
    return (number ? "v" : "") + version + (commit == null ? "" : " (" + commit + ")");
  }

  private @Nullable String uptime(Build build) {
    Long start = build.startMillis();
    long millis = start == null ? -1 : part.entry.timeMillis - start;
    return millis < 0 || millis >= YOUNG_MILLIS ? null : NewsText.duration(millis / 1_000);
  }

  private static @Nullable String nameOrNull(@Nullable String raw) {
    return raw == null ? null : Escaper.name(raw);
  }

  /** Returns the subject for a list, with the beginning of the log text where it adds something. */
  public String listed(Marks marks) {
    String added = headline.addition();
    return headline.subject(marks) + (added.isEmpty() ? "" : " — " + marks.text(added));
  }

  /** Returns the thread, and how many others logged the problem. */
  public String threads(Marks marks) {
    int others = part.threads.size() - 1;
    return marks.code(Escaper.name(part.entry.thread))
        + (others > 0 ? " and " + others + " more" : "");
  }

  /** Returns the hosts of a fleet with most events and their counts; empty for one host. */
  public String hosts(Marks marks) {
    return part.hosts < 2
        ? ""
        : (part.hosts > part.busiest.size() ? "most on " : "")
            + part.busiest.stream()
                .map(
                    one -> marks.code(Escaper.name(one.host)) + " ×" + NewsText.number(one.counted))
                .collect(Collectors.joining(", "));
  }

  /** Returns the MDC value that separates the threads after a dot; empty in the own thread. */
  public String threadValue(Marks marks) {
    return threadValue.isEmpty() ? "" : " · " + marks.code(threadValue);
  }

  /**
   * Returns what else is known of an event: the owner of the code, the request, the database's
   * codes, and the application's additions: trace id, MDC values, key-value pairs.
   */
  public List<Fact> context() {
    LogEntry entry = part.entry;
    List<Fact> facts = new ArrayList<>();
    Owner owner = Owners.of(entry, reader.config);
    if (owner != null && owner.label != null) {
      facts.add(new Fact("owner", owner.label));
    }
    String request = request(entry);
    if (!request.isEmpty()) {
      facts.add(new Fact("request", request));
    }
    if (entry.sqlState != null) {
      facts.add(new Fact("SQLState", entry.sqlState));
    }
    if (entry.vendorCode != 0) {
      facts.add(new Fact("vendor code", "" + entry.vendorCode));
    }
    String traceId = Links.traceId(entry);
    if (traceId != null) {
      facts.add(new Fact("trace", traceId));
    }
    for (String key : reader.config.look.mdcKeys) {
      String value = entry.mdc(key);
      boolean shown =
          LogEntry.TRACE_KEYS.contains(key)
              || LogEntry.METHOD_KEYS.contains(key)
              || LogEntry.ROUTE_KEY.equals(key);
      if (value != null && !value.isBlank() && !shown) {
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

  /**
   * Returns the newest lines before the event that pass a test, the oldest first, escaped for a
   * fenced block; none with news that do not show them. If some lines pass, fewer must pass too.
   */
  public List<String> before(Predicate<List<String>> fits) {
    if (part.kind == Part.Kind.UPDATE || part.kind == Part.Kind.QUIET) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    part.entry.before.forEach(line -> lines.add(shown(line)));
    while (!lines.isEmpty() && !fits.test(lines)) {
      lines.remove(0);
    }
    return lines;
  }

  private String shown(EarlierLine line) {
    String text = Escaper.cut(line.text, LINE_CHARS);
    String logger = Escaper.cut(CodeNames.logger(line.logger), LOGGER_CHARS);
    String time = reader.news.time(line.timeMillis);
    return Escaper.fenced(time + " " + line.severity + " " + logger + ": " + text);
  }

  /** Returns method and route pattern, as far as known; a query is not part of a pattern. */
  private static String request(LogEntry entry) {
    String method = "";
    for (String key : LogEntry.METHOD_KEYS) {
      String value = entry.mdc(key);
      method = method.isEmpty() && value != null ? value.strip() : method;
    }
    String route = entry.mdc(LogEntry.ROUTE_KEY);
    String pattern = route == null ? "" : BEFORE_QUERY.split(route.strip(), 2)[0];
    return (method + " " + pattern).strip();
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
