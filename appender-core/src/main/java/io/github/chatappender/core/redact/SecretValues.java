/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds where a value ends, and decides whether it is a secret. For one text; all its searches
 * together take time linear in that text's length, since each remembers how far it has read.
 *
 * <p>A value in quotes ends where they close, else at the end of its line. A value in brackets ends
 * after them, or after any run joined to them: {@code {noop}secret}. Any other value is a run: it
 * ends at a space, at a closing quote, or at a comma, semicolon, {@code &} or {@code |} before the
 * next name; unmatched closing brackets are not part of it.
 *
 * <p>A name alone makes no secret. How much a value must look like one depends on the sign before
 * it:
 *
 * <ul>
 *   <li>A strong sign ({@code =}, {@code ->}, a colon before a quote): everything is a secret,
 *       except {@code null}, {@code true} and the like, a placeholder, and a number after a plural.
 *   <li>A weak sign (a colon, {@code is}, a bracket or quote right after the name): prose stays.
 *       Prose consists of words (letters, also joined by {@code . _ - /} as in class names, {@code
 *       camelCase}), numbers of up to three digits, numbers with a unit, dates, paths, addresses,
 *       names of files and of algorithms. A value with anything else in it is a secret.
 * </ul>
 */
final class SecretValues {

  private static final String QUOTES = "\"'`";

  /** A quotation nested three deep has three. */
  private static final int MOST_BACKSLASHES = 3;

  /** The number of chars read to decide; longer values without a space are secrets. */
  private static final int MOST_CHARS = 64;

  /** Marks brackets that are still open at the end of the text. */
  private static final int NEVER = Integer.MAX_VALUE;

  private static final String SPACE = "[\\s\\p{Z}\u0085]";

  /** The opening quote, after letters as in {@code b'x'}, {@code N'x'}. */
  private static final Pattern OPENING =
      Pattern.compile("(?:\\p{L}{1,2}(?=[\"'`]))?+\\\\{0,3}([\"'`])(?:\\1\\1)?+");

  /** The closing quote, which no letter follows: {@code don't}. */
  private static final Pattern CLOSING = Pattern.compile("[\"'`](?![A-Za-z0-9]|\\[redacted])");

  private static final Pattern LINE = Pattern.compile("[^\\n\\r\\u2028\\u2029]*+");

  private static final Pattern BRACKET = Pattern.compile("[{\\[(]");

  private static final Pattern JSON = Pattern.compile("[{\\[(][\"'`\\\\]");

  /** The start of a run that forms one value with the bracket before it: {@code {noop}secret}. */
  private static final Pattern JOINED =
      Pattern.compile("(?!\\[redacted])[A-Za-z0-9$+/_!@#%^*~\\\\{\\[(-]");

  /** Between the old value and the new one: {@code "old" -> "new"}. */
  private static final Pattern CHANGE = Pattern.compile("\\\\{0,3}[\"'`] -> \\\\{0,3}[\"'`]");

  /** A value without quotes around it. */
  private static final Pattern RUN =
      Pattern.compile(
          "(?:[^\"'`,;&|\\\\<\\[\\s\\p{Z}\u0085]"
              // a quote that closes nothing, as in don't
              + "|[\"'`](?=[A-Za-z0-9]|\\[redacted])"
              // no other name, space, quote or bracket follows
              + "|[,;&|](?![\"'`(){}\\[\\]\\s\\p{Z}\u0085]|\\z|[\\p{L}\\d_.$-]++[=:])"
              + "|\\\\(?!\\\\{0,2}[\"'`])"
              + "|<(?!/)"
              + "|\\[(?!redacted]))*+");

  /** Values without information: no value, a placeholder, asterisks. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?i)null|true|false|none|nil|undefined|empty|n/a|\\{}|\\[]|\\(\\)|\\?|%s|\\*++"
              + "|[\\[(<]?(?:hidden|masked|redacted|filtered|protected|omitted)[\\])>]?"
              + "|[$#]\\{[\\w.-]++}");

  private static final Pattern DIGITS = Pattern.compile("\\d++");

  /** A run of prose without spaces, in brackets or quotes and with punctuation. */
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
  private final Memo[] quotations = new Memo[QUOTES.length() * (MOST_BACKSLASHES + 1)];
  private final Memo lines = new Memo();
  private final Memo runs = new Memo();
  private final Memo brackets = new Memo();

  SecretValues(CharSequence text) {
    this.text = text;
    Arrays.setAll(quotations, kind -> new Memo());
  }

  /** Marks the value that begins at an index if it is a secret. */
  void find(int at, boolean strong, boolean plural, Spans spans) {
    int from = Match.end(OPENING, text, at);
    int to = from > at ? closing(from) : end(at);
    if (isSecret(from, to, strong, plural)) {
      spans.add(from, to);
      int changed = from > at ? Match.end(CHANGE, text, to) : to;
      if (changed > to) {
        spans.add(changed, closing(changed));
      }
    }
  }

  /** Returns whether a value is a secret, if its name is a secret's. */
  boolean isSecret(int from, int to, boolean strong, boolean plural) {
    if (from >= to || Spans.isMarker(text, from) || matches(PLAIN, from, to)) {
      return false;
    }
    return !(plural && matches(DIGITS, from, to)) && (strong || !isProse(from, to));
  }

  private boolean matches(Pattern pattern, int from, int to) {
    return Match.matcher(pattern, text, from, to).matches();
  }

  /**
   * Returns where the quotation's closing mark begins, or the end of the line if there is none.
   *
   * @param content where the quotation's content begins, just after the opening mark
   */
  private int closing(int content) {
    char quote = text.charAt(content - 1);
    int backslashes = backslashesBefore(content - 1, 0);
    int kind = QUOTES.indexOf(quote) * (MOST_BACKSLASHES + 1) + backslashes;
    int at = quotations[kind].end(content, from -> search(from, quote, backslashes));
    return at == text.length()
        ? lines.end(content, from -> Match.end(LINE, text, from))
        : at - Math.min(backslashes, backslashesBefore(at, content));
  }

  private int search(int from, char quote, int backslashes) {
    int run = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      // an escape inside the quotation doubles the backslashes and adds one
      if (c == quote
          && run % (2 * (backslashes + 1)) <= backslashes
          && Match.isAt(CLOSING, text, i)) {
        return i;
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return text.length();
  }

  private int backslashesBefore(int at, int from) {
    int i = at;
    while (i > from && at - i < MOST_BACKSLASHES && text.charAt(i - 1) == '\\') {
      i--;
    }
    return at - i;
  }

  /** Returns the end of a value without quotes. */
  int end(int start) {
    if (!Match.isAt(BRACKET, text, start)) {
      return runs.end(start, this::runEnd);
    }
    int end = brackets.end(start, this::bracketsEnd);
    if (end == NEVER) {
      // JSON that was cut off
      return Match.isAt(JSON, text, start) ? text.length() : runs.end(start, this::runEnd);
    }
    return Match.isAt(JOINED, text, end) ? Math.max(end, runs.end(end, this::runEnd)) : end;
  }

  private int bracketsEnd(int start) {
    int depth = 0;
    boolean inString = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && "{[(".indexOf(c) >= 0) {
        depth++;
      } else if (!inString && "}])".indexOf(c) >= 0 && --depth == 0) {
        return i + 1;
      }
    }
    return NEVER;
  }

  private int runEnd(int start) {
    int end = Match.end(RUN, text, start);
    int open = 0;
    for (int i = start; i < end; i++) {
      open += depthOf(text.charAt(i));
    }
    while (open < 0 && end > start && depthOf(text.charAt(end - 1)) < 0) {
      open++;
      end--;
    }
    return end;
  }

  private static int depthOf(char c) {
    return "{[(<".indexOf(c) >= 0 ? 1 : "}])>".indexOf(c) >= 0 ? -1 : 0;
  }

  /** Returns whether all words of a value are prose. */
  private boolean isProse(int from, int to) {
    String begin = text.subSequence(from, Math.min(to, from + MOST_CHARS)).toString();
    String[] words = begin.split(SPACE, -1);
    boolean endless = words.length == 1 && begin.length() < to - from;
    return !endless && Arrays.stream(words).allMatch(word -> WORD.matcher(word).matches());
  }

  /** Remembers the last search: a search that begins within its range has the same end. */
  private static final class Memo {

    private int from;
    private int end = -1;

    int end(int at, IntUnaryOperator search) {
      if (at < from || at > end) {
        from = at;
        end = search.applyAsInt(at);
      }
      return end;
    }
  }
}
