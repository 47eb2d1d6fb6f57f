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

/** One notice as people read it in a message of the application {@code shop}. Immutable. */
public final class ShownNotice {

  /** The kinds, each with the words that identify it. */
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

  private static final String SINCE = "(?: since [\\d:+Z -]+)?";
  private static final String HOSTS = "(?: on [\\d,]+ hosts)?";

  /**
   * Before the end, the hosts, a sparkline and an id; in a list that comes late, also since when.
   */
  private static final Pattern COUNT =
      Pattern.compile(
          "×([\\d,]+)(?: more|"
              + (HOSTS + "(?: [▁-█]+)?(?: · `\\w+`)?$|")
              + (HOSTS + SINCE + "(?: [▁-█]+)? · `\\w+`$)"));

  /** Next to place and time, if the first notice is shown in full. */
  private static final Pattern COUNT_OF_FIRST =
      Pattern.compile(
          "^`.*` · thread `.* · ×([\\d,]+)(?:"
              + (" on [\\d,]+ hosts" + SINCE + " · .*|" + SINCE)
              + ") · \\d\\d:\\d\\d:",
          Pattern.MULTILINE);

  /** How often each of the busiest hosts has counted the problem. */
  private static final Pattern BUSIEST =
      Pattern.compile(" · (?:most on )?`[^`]+` ×[\\d,]+(?: `[^`]+` ×[\\d,]+)*");

  private static final Pattern TOTAL = Pattern.compile("×([\\d,]+) since ");

  private static final Set<Kind> OF_LISTS = EnumSet.of(Kind.MORE, Kind.LOSS, Kind.LISTED);

  /** The kind of notice. */
  public final Kind kind;

  /** The first line. */
  public final String line;

  /** The whole text. */
  public final String text;

  /** How many events it reports, 0 if it does not say. */
  public final long count;

  /** How many events there were so far, 0 if it does not say. */
  public final long total;

  private ShownNotice(String text, boolean list) {
    this.text = text;
    line = BUSIEST.matcher(text.lines().findFirst().orElse("")).replaceFirst("");
    kind = kind(line, list);
    boolean one = kind == Kind.FIRST || (kind == Kind.LISTED && !text.startsWith("✅"));
    long inLine = kind == Kind.DIGEST ? 0 : number(COUNT, line, one ? 1 : 0);
    count = kind == Kind.FIRST ? number(COUNT_OF_FIRST, text, inLine) : inLine;
    total = number(TOTAL, line, 0);
  }

  /** Returns the notices in a message. */
  public static List<ShownNotice> in(String message) {
    List<ShownNotice> all = new ArrayList<>();
    boolean list = false;
    for (String text : BEGIN.split(message, -1)) {
      if (!text.isBlank()) {
        ShownNotice news = new ShownNotice(text, list);
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
