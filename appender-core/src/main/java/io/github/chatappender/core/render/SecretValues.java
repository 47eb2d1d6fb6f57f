/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds where the value behind a secret's name ends. For one text; all its searches together take
 * time linear in the length of that text, since each remembers how far it has read.
 *
 * <p>In doubt more is taken than less: a bracket that is never closed lasts to the end of the text,
 * a quotation that is never closed to the end of the line.
 */
final class SecretValues {

  private static final List<String> SCHEMES =
      List.of("bearer", "basic", "token", "negotiate", "ntlm", "apikey", "dpop");

  /** Their credentials have several parts, on one line. */
  private static final List<String> LONG_SCHEMES =
      List.of("digest", "oauth", "hawk", "signature", "aws4-hmac-sha256");

  /** A state of things, not a secret. */
  private static final List<String> PLAIN = List.of("null", "true", "false", "{}", "[]", "none");

  private final CharSequence text;
  private final QuotedText quoted;
  private final List<Integer> starts = new ArrayList<>();
  private final BitSet headers = new BitSet();
  private int runStart;
  private int runEnd;
  private int valueEnd;
  private int bracketEnd;

  SecretValues(CharSequence text) {
    this.text = text;
    this.quoted = new QuotedText(text);
  }

  /**
   * Adds a value. All of them must be known before any is looked at: where one begins with a
   * quotation mark, that mark does not close another.
   *
   * @param start where it begins
   * @param header whether it is that of an authorization header: a scheme, then credentials
   */
  void add(int start, boolean header) {
    // a map of lists, as HTTP clients print it
    boolean list = header && Chars.at(text, start) == '[' && !Spans.isMarker(text, start);
    int first = list ? start + 1 : start;
    quoted.open(first);
    starts.add(first);
    headers.set(first, header);
  }

  /** Marks the values, or the secret parts of them. */
  void find(Spans spans) {
    for (int start : starts) {
      boolean header = headers.get(start);
      int opening = quoted.openingEnd(start);
      if (header && opening > start) {
        int end = quoted.closing(opening);
        add(credentialStart(opening, end), end, spans);
      } else if (!findAfterScheme(start, header, spans)) {
        findValue(start, spans);
      }
    }
  }

  private void findValue(int start, Spans spans) {
    int opening = quoted.openingEnd(start);
    int c = Chars.at(text, start);
    if (opening > start) {
      add(opening, quoted.closing(opening), spans);
    } else if ((c == '{' || c == '[') && !Spans.isMarker(text, start)) {
      add(start, bracketEnd(start), spans);
    } else {
      add(start, runEnd(start), spans);
    }
  }

  /** Keeps a word like {@code Bearer}, if one stands there, and marks what follows it. */
  private boolean findAfterScheme(int start, boolean header, Spans spans) {
    int word = Chars.runEnd(text, start, Chars::base64Url);
    int next = Chars.runEnd(text, word, Chars::blank);
    if (word == start || next == word || next == text.length()) {
      return false;
    }
    if (header && isOneOf(LONG_SCHEMES, start, word)) {
      add(next, quoted.lineEnd(next), spans);
    } else if (isOneOf(SCHEMES, start, word)) {
      findValue(next, spans);
    } else if (header) {
      findValue(start, spans);
      findValue(next, spans);
    } else {
      return false;
    }
    return true;
  }

  /** Tells whether a value is no secret whatever its name. */
  static boolean isPlain(CharSequence value) {
    return isOneOf(PLAIN, value, 0, value.length());
  }

  private void add(int start, int end, Spans spans) {
    if (!Spans.isMarker(text, start) && !isOneOf(PLAIN, start, end)) {
      spans.add(start, end);
    }
  }

  /** Returns where the credentials begin in a header's value that is quoted. */
  private int credentialStart(int start, int end) {
    int word = Chars.runEnd(text, start, Chars::base64Url);
    int next = Chars.runEnd(text, word, Chars::blank);
    boolean scheme = isOneOf(SCHEMES, start, word) || isOneOf(LONG_SCHEMES, start, word);
    return scheme && next > word && next < end ? next : start;
  }

  private boolean isOneOf(List<String> words, int start, int end) {
    return isOneOf(words, text, start, end);
  }

  private static boolean isOneOf(List<String> words, CharSequence text, int start, int end) {
    return words.stream()
        .anyMatch(
            word -> word.length() == end - start && Chars.startsWithIgnoreCase(text, start, word));
  }

  /** Returns the end of a value without quotation marks, less the brackets that close behind it. */
  private int runEnd(int start) {
    if (start < runStart || start >= runEnd) {
      runStart = start;
      runEnd = Chars.at(text, start) == '<' ? start + 1 : start;
      while (runEnd < text.length() && !endsRun(runEnd)) {
        runEnd++;
      }
      valueEnd = runEnd;
      while (valueEnd > start && isClosing(text.charAt(valueEnd - 1))) {
        valueEnd--;
      }
    }
    return valueEnd;
  }

  private boolean endsRun(int at) {
    char c = text.charAt(at);
    if (Chars.quote(c)) {
      return quoted.mayClose(at);
    }
    if (c == ',' || c == ';' || c == '&' || c == '|') {
      return isBetweenValues(at + 1);
    }
    if (c == '\\') {
      return quoted.openingEnd(at) > at;
    }
    return c == '<' || c == '>' || Chars.space(c) || Spans.isMarker(text, at);
  }

  /** Tells whether another name, a blank or a bracket follows, so that the value ends before. */
  private boolean isBetweenValues(int at) {
    int c = Chars.at(text, at);
    if (c < 0 || Chars.space(c) || Chars.quote(c) || c == '{' || c == '[' || isClosing(c)) {
      return true;
    }
    int end = Chars.runEnd(text, at, Chars::name);
    return end > at && (Chars.at(text, end) == '=' || Chars.at(text, end) == ':');
  }

  private static boolean isClosing(int c) {
    return c == ')' || c == ']' || c == '}';
  }

  /**
   * Returns the end of what is in brackets; what lies in brackets that were read ends with them.
   */
  private int bracketEnd(int start) {
    if (start >= bracketEnd) {
      bracketEnd = readBrackets(start);
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
      } else if (!inString && (c == '{' || c == '[')) {
        depth++;
      } else if (!inString && (c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
