/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.text.Chars;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log text or an exception's message as people would: it skips the decoration at the start,
 * and keeps only description and action of Spring Boot's failure report. Immutable.
 */
final class ReadableText {

  static final String NO_MESSAGE = "no message";

  private static final int HEADLINE_CHARS = 120;
  private static final int LAYOUT_CHARS = 2_000;

  private static final String BOOT_TITLE = "APPLICATION FAILED TO START";
  private static final String BOOT_DESCRIPTION = "Description:";
  private static final String BOOT_ACTION = "Action:";

  /** A class with its package. */
  private static final Pattern QUALIFIED =
      Pattern.compile("(?<![\\w.$])(?:[a-z_]\\w*+\\.){2,}+([A-Z][\\w$]*)");

  /** The whole text, possibly empty. */
  final String whole;

  /** The whole text in one line, never empty. */
  final String oneLine;

  /** The beginning of that line. */
  final String headline;

  /** The text after the headline, possibly empty. */
  final String rest;

  /** Whether this is Spring Boot's report. */
  final boolean isBootReport;

  private ReadableText(
      String whole, String oneLine, String beginning, String rest, boolean isBootReport) {
    this.whole = whole;
    this.oneLine = oneLine;
    this.headline = Texts.ellipsed(beginning, HEADLINE_CHARS);
    this.rest = rest;
    this.isBootReport = isBootReport;
  }

  static ReadableText of(String raw) {
    // clean before cutting: an unterminated control sequence would reveal hidden text
    List<String> lines = Cleaner.clean(raw, true).strip().lines().collect(Collectors.toList());
    int start = first(lines, ReadableText::isText);
    if (start == lines.size()) {
      return plain(String.join("\n", lines));
    }
    return lines.get(start).strip().equals(BOOT_TITLE)
        ? bootReport(lines.subList(start + 1, lines.size()))
        : plain(String.join("\n", lines.subList(start, lines.size())));
  }

  /** Returns the output of the layout for display; null without a layout, or if that is blank. */
  static @Nullable String ofLayout(LogEntry entry) {
    String raw = entry.layoutText;
    if (raw == null || Escaper.isBlank(raw)) {
      return null;
    }
    String text = Cleaner.clean(raw, true).stripTrailing();
    return Texts.ellipsed(text.substring(Chars.runEnd(text, 0, Chars::lineEnd)), LAYOUT_CHARS);
  }

  private static ReadableText plain(String text) {
    if (Escaper.isBlank(text) || text.equals("null")) {
      return new ReadableText("", NO_MESSAGE, NO_MESSAGE, "", false);
    }
    String oneLine = oneLine(text);
    boolean fits = oneLine.length() <= HEADLINE_CHARS && text.indexOf('\n') < 0;
    return new ReadableText(text, oneLine, oneLine, fits ? "" : text, false);
  }

  private static ReadableText bootReport(List<String> lines) {
    int action = first(lines, line -> line.strip().equals(BOOT_ACTION));
    int from = first(lines, line -> line.strip().equals(BOOT_DESCRIPTION)) + 1;
    String description = text(lines.subList(Math.min(from, action), action));
    String remedy = text(lines.subList(Math.min(action + 1, lines.size()), lines.size()));
    String title = "Application failed to start";
    if (description.isEmpty()) {
      return new ReadableText(title + "\n" + remedy, title, title, remedy, true);
    }
    String oneLine = title + ": " + oneLine(description);
    // the names of packages would push those of beans off the line
    String shorter = QUALIFIED.matcher(oneLine).replaceAll("$1");
    boolean fits = oneLine.length() <= HEADLINE_CHARS;
    String rest = (fits ? remedy : description + "\n\n" + remedy).strip();
    return new ReadableText(
        title + ": " + description + "\n\n" + remedy,
        oneLine,
        fits ? oneLine : shorter,
        rest,
        true);
  }

  private static String text(List<String> lines) {
    List<String> found = lines.subList(first(lines, ReadableText::isText), lines.size());
    return String.join("\n", found).strip();
  }

  /** Returns the lines that contain text, with single spaces between words. */
  private static String oneLine(String text) {
    boolean decorated = text.lines().anyMatch(ReadableText::isText);
    return text.lines()
        .filter(line -> !decorated || isText(line))
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining(" "));
  }

  private static int first(List<String> lines, Predicate<String> wanted) {
    int i = 0;
    while (i < lines.size() && !wanted.test(lines.get(i))) {
      i++;
    }
    return i;
  }

  private static boolean isText(String line) {
    return line.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
