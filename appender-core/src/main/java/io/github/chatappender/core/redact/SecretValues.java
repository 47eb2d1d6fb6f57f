/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Finds where a value ends, and decides whether it is a secret. For one text; all its searches
 * together take time linear in that text's length, since each remembers how far it has read.
 *
 * <p>A value in quotes ends where they close, else at the end of its line. A value in brackets ends
 * behind them, or, if something is joined to them, with that: {@code {noop}secret}. Any other value
 * is a run: it ends at a space, at a quote that closes, or at a comma, semicolon, {@code &} or
 * {@code |} before the next name; brackets that close more than was opened are not part of it.
 *
 * <p>A name alone makes no secret. How much of a value must look like one depends on what stands
 * between:
 *
 * <ul>
 *   <li>A strong sign ({@code =}, {@code ->}, a colon before a quote): everything is a secret,
 *       except {@code null}, {@code true} and the like, a placeholder, and a number after a plural.
 *   <li>A weak sign (a colon, {@code is}, a bracket or quote right behind the name): prose stays.
 *       Prose is made of words (letters, also joined by {@code . _ - /} as in class names, {@code
 *       camelCase}), numbers of up to three digits, numbers with a unit, dates, paths, addresses,
 *       names of files and of algorithms. A value with anything else in it is a secret.
 * </ul>
 */
final class SecretValues {

  private static final String QUOTES = "\"'`";

  /** A quotation within a quotation within a quotation has three. */
  private static final int MOST_BACKSLASHES = 3;

  /** So much of a value is read to decide; longer ones without a space are secrets. */
  private static final int MOST_CHARS = 64;

  /** Says nothing: no value, a placeholder, asterisks. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?i)null|true|false|none|nil|undefined|empty|n/a|\\{}|\\[]|\\(\\)|\\?|%s|\\*++"
              + "|[\\[(<]?(?:hidden|masked|redacted|filtered|protected|omitted)[\\])>]?"
              + "|[$#]\\{[\\w.-]++}");

  private static final Pattern DIGITS = Pattern.compile("\\d++");

  /** A run without spaces that is prose, in brackets or quotes and with punctuation. */
  private static final Pattern WORD =
      Pattern.compile(
          "[(\\[{<\"'`]*+(?:"
              // words of letters, joined: socketTimeout, java.util.List, invalid_grant
              + "(?:\\p{Lu}++|[\\p{L}&&[^\\p{Lu}]]{1,20}+(?![\\p{L}&&[^\\p{Lu}]])"
              + "|[_./'’:,;()\\[\\]<>|-]++)++"
              // up to three digits, groups of these, a number with a unit, a date
              + "|\\d{1,3}(?:[.,:/+-]\\d{1,3})*+%?|\\d{1,5}[a-zA-Z]{1,2}|\\d{4}-\\d\\d-[\\d.:TZ+-]++"
              // a path, an address, a file
              + "|(?:[.~]?/|[A-Za-z]:\\\\|\\p{L}++://).*"
              + "|.+\\.(?:pem|key|crt|cer|jks|p12|pfx|json|xml|ya?ml|properties|txt|conf|java|kt|log)(?::\\d++)?"
              // an algorithm, an object: SHA-256, com.acme.Key@1b2c3d
              + "|(?i:sha|[rhep]s|aes|rsa|utf|http|tlsv?|ssl|x|md|oauth|base|ipv|iso)[\\d._/-]{1,5}"
              + "|[\\p{L}.$]++@\\w{1,8}"
              + ")?[.,;:!?)\\]}>\"'`]*+",
          Pattern.DOTALL);

  private final CharSequence text;
  private final int[] searchedFrom = new int[QUOTES.length() * (MOST_BACKSLASHES + 1)];
  private final int[] found = new int[searchedFrom.length];
  private int lineFrom;
  private int lineEnd = -1;
  private int runFrom;
  private int runEnd;
  private int valueEnd;
  private int bracketFrom;
  private int bracketRead;
  private int bracketEnd;

  SecretValues(CharSequence text) {
    this.text = text;
    Arrays.fill(found, -1);
  }

  /** Marks the value that begins there if it is a secret. */
  void find(int at, boolean strong, boolean plural, Spans spans) {
    int start = literalStart(at);
    if (Spans.isMarker(text, start)) {
      return;
    }
    int opening = openingEnd(start);
    int from = opening > start ? opening : start;
    int to = opening > start ? closing(opening) : end(start);
    if (isSecret(from, to, strong, plural)) {
      spans.add(from, to);
      findChange(opening > start ? to : -1, spans);
    }
  }

  /** Marks the new value where a quoted one is shown as it changes: {@code "old" -> "new"}. */
  private void findChange(int closing, Spans spans) {
    int quoteEnd = closing < 0 ? -1 : openingEnd(closing);
    if (quoteEnd > closing && Chars.startsWith(text, quoteEnd, " -> ")) {
      int next = quoteEnd + 4;
      int opening = openingEnd(next);
      if (opening > next) {
        spans.add(opening, closing(opening));
      }
    }
  }

  /** Skips the letters before a quote in {@code b'x'} or {@code N'x'}. */
  private int literalStart(int at) {
    int letters = at;
    while (letters - at < 2 && Chars.letter(Chars.at(text, letters))) {
      letters++;
    }
    return letters > at && Chars.quote(Chars.at(text, letters)) ? letters : at;
  }

  /** Returns whether a value is a secret, if its name is a secret's. */
  boolean isSecret(int from, int to, boolean strong, boolean plural) {
    if (from >= to || Spans.isMarker(text, from) || matches(PLAIN, from, to)) {
      return false;
    }
    return !(plural && matches(DIGITS, from, to)) && (strong || !isProse(from, to));
  }

  private boolean matches(Pattern pattern, int from, int to) {
    return pattern.matcher(text).region(from, to).matches();
  }

  /** Returns the end of the mark that opens a quotation there; the start if none does. */
  int openingEnd(int start) {
    int i = start;
    while (i - start < MOST_BACKSLASHES && Chars.at(text, i) == '\\') {
      i++;
    }
    int quote = Chars.at(text, i);
    if (!Chars.quote(quote)) {
      return start;
    }
    boolean triple = Chars.at(text, i + 1) == quote && Chars.at(text, i + 2) == quote;
    return triple ? i + 3 : i + 1;
  }

  /**
   * Returns where the mark that closes a quotation begins, or the end of the line if none does.
   *
   * @param content where the quotation's content begins, just behind the mark that opens it
   */
  int closing(int content) {
    char quote = text.charAt(content - 1);
    int backslashes = backslashesBefore(content - 1, 0);
    int kind = QUOTES.indexOf(quote) * (MOST_BACKSLASHES + 1) + backslashes;
    if (content < searchedFrom[kind] || content > found[kind]) {
      searchedFrom[kind] = content;
      found[kind] = search(content, quote, backslashes);
    }
    int at = found[kind];
    return at == text.length()
        ? lineEnd(content)
        : at - Math.min(backslashes, backslashesBefore(at, content));
  }

  private int search(int from, char quote, int backslashes) {
    int run = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      // an escape inside of the quotation doubles the backslashes and adds one
      if (c == quote && run % (2 * (backslashes + 1)) <= backslashes && mayClose(i)) {
        return i;
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return text.length();
  }

  /** Returns whether a quote may close: no letter follows, as in {@code don't}. */
  private boolean mayClose(int quote) {
    return !Chars.word(Chars.at(text, quote + 1)) && !Spans.isMarker(text, quote + 1);
  }

  private int backslashesBefore(int at, int from) {
    int i = at;
    while (i > from && at - i < MOST_BACKSLASHES && text.charAt(i - 1) == '\\') {
      i--;
    }
    return at - i;
  }

  /** Returns the end of the line that an index is on. */
  int lineEnd(int from) {
    if (from < lineFrom || from > lineEnd) {
      lineFrom = from;
      lineEnd = Chars.runEnd(text, from, c -> !Chars.lineEnd(c));
    }
    return lineEnd;
  }

  /** Returns the end of a value that has no quotes around it. */
  int end(int start) {
    if (!Chars.opening(Chars.at(text, start))) {
      return runEnd(start);
    }
    int end = bracketEnd(start);
    if (end < 0) {
      // JSON that was cut off
      int next = Chars.at(text, start + 1);
      return Chars.quote(next) || next == '\\' ? text.length() : runEnd(start);
    }
    int c = Chars.at(text, end);
    boolean joined = Chars.word(c) || (c > 0 && "$+/_-!@#%^*~\\{[(".indexOf(c) >= 0);
    return joined && !Spans.isMarker(text, end) ? Math.max(end, runEnd(end)) : end;
  }

  /** Returns where brackets close, for those within them too; -1 if they never do. */
  private int bracketEnd(int start) {
    if (start < bracketFrom || start >= bracketRead) {
      bracketFrom = start;
      bracketEnd = readBrackets(start);
      bracketRead = bracketEnd < 0 ? text.length() : bracketEnd;
    }
    return bracketEnd;
  }

  private int readBrackets(int start) {
    int depth = 0;
    boolean inString = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && Chars.opening(c)) {
        depth++;
      } else if (!inString && Chars.closing(c) && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private int runEnd(int start) {
    if (start < runFrom || start >= runEnd) {
      runFrom = start;
      runEnd = start;
      int open = 0;
      while (runEnd < text.length() && !endsRun(runEnd)) {
        char c = text.charAt(runEnd++);
        open += Chars.opening(c) || c == '<' ? 1 : Chars.closing(c) || c == '>' ? -1 : 0;
      }
      valueEnd = runEnd;
      while (open < 0 && valueEnd > start && isClosing(text.charAt(valueEnd - 1))) {
        open++;
        valueEnd--;
      }
    }
    return valueEnd;
  }

  private static boolean isClosing(char c) {
    return Chars.closing(c) || c == '>';
  }

  private boolean endsRun(int at) {
    char c = text.charAt(at);
    if (Chars.quote(c)) {
      return mayClose(at);
    }
    if (c == ',' || c == ';' || c == '&' || c == '|') {
      return isBetweenValues(at + 1);
    }
    if (c == '\\') {
      return openingEnd(at) > at;
    }
    return Chars.space(c)
        || (c == '<' && Chars.at(text, at + 1) == '/')
        || Spans.isMarker(text, at);
  }

  /** Returns whether another name, a blank or a bracket follows, so that the value ends before. */
  private boolean isBetweenValues(int at) {
    int c = Chars.at(text, at);
    if (c < 0 || Chars.space(c) || Chars.quote(c) || Chars.opening(c) || Chars.closing(c)) {
      return true;
    }
    int end = Chars.runEnd(text, at, Chars::name);
    int next = Chars.at(text, end);
    return end > at && (next == '=' || next == ':');
  }

  /** Returns whether all words of a value are prose. */
  private boolean isProse(int from, int to) {
    int most = Math.min(to, from + MOST_CHARS);
    int i = from;
    while (i < most) {
      int end = i;
      while (end < most && !Chars.space(text.charAt(end))) {
        end++;
      }
      if ((end == most && most < to && i == from) || !isWord(i, end)) {
        return false;
      }
      i = end + 1;
    }
    return true;
  }

  /** Returns whether a run without spaces is prose; of a long one, whether it begins so. */
  boolean isWord(int from, int to) {
    return matches(WORD, from, Math.min(to, from + MOST_CHARS));
  }
}
