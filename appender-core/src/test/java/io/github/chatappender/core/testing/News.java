/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One piece of news as people read it in a message of the application {@code shop}. Immutable. */
public final class News {

  /** The kinds, each with the words by which a reader knows it. */
  public enum Kind {
    /** The head of a list. */
    DIGEST("^📋 "),
    /** The rest of a list. */
    MORE("^… and "),
    LOSS("^⚠️ "),
    QUIET(" · quiet, last at "),
    RISING(" · rising: ×"),
    AGAIN(" · again after "),
    UPDATE(" · ×[\\d,]+ more, ×"),
    BLOCK(" · ×[\\d,]+ since "),
    FIRST(""),
    /** A line of a list. */
    LISTED("");

    private final Pattern words;

    Kind(String words) {
      this.words = Pattern.compile(words);
    }
  }

  private static final Pattern BEGIN =
      Pattern.compile("^(?=(?:🔥|🔴|🟠|🔵|⚪|✅) \\*|📋 |… and |⚠️ )", Pattern.MULTILINE);

  private static final Pattern COUNT = Pattern.compile("×([\\d,]+)(?: more|$| · `\\w+`$)");

  /** Beside place and time, where the first news is shown in full. */
  private static final Pattern COUNT_OF_FIRST =
      Pattern.compile("^`.*` · thread `.* · ×([\\d,]+) · \\d\\d:\\d\\d:", Pattern.MULTILINE);

  private static final Pattern TOTAL = Pattern.compile("×([\\d,]+) since ");

  private static final Set<Kind> OF_LISTS = EnumSet.of(Kind.MORE, Kind.LOSS, Kind.LISTED);

  /** What it is. */
  public final Kind kind;

  /** Its first line. */
  public final String line;

  /** All of it. */
  public final String text;

  /** How many events it tells; 0 where the words do not say. */
  public final long count;

  /** How many there were so far; 0 where the words do not say. */
  public final long total;

  private News(String text, boolean list) {
    this.text = text;
    line = text.lines().findFirst().orElse("");
    kind = kind(line, list);
    boolean one = kind == Kind.FIRST || (kind == Kind.LISTED && !text.startsWith("✅"));
    long inLine = kind == Kind.DIGEST ? 0 : number(COUNT, line, one ? 1 : 0);
    count = kind == Kind.FIRST ? number(COUNT_OF_FIRST, text, inLine) : inLine;
    total = number(TOTAL, line, 0);
  }

  /** Reads a message. */
  public static List<News> in(String message) {
    List<News> all = new ArrayList<>();
    boolean list = false;
    for (String text : BEGIN.split(message, -1)) {
      if (!text.isBlank()) {
        News news = new News(text, list);
        all.add(news);
        list |= news.kind == Kind.DIGEST;
      }
    }
    return all;
  }

  private static Kind kind(String line, boolean list) {
    for (Kind kind : list ? OF_LISTS : EnumSet.allOf(Kind.class)) {
      if (kind.words.matcher(line).find()) {
        return kind;
      }
    }
    throw new AssertionError(line);
  }

  private static long number(Pattern pattern, String line, long otherwise) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? Long.parseLong(matcher.group(1).replace(",", "")) : otherwise;
  }
}
