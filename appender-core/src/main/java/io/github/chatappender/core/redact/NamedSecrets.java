/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import io.github.chatappender.core.redact.SecretNames.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by the name before them. For one text; linear in its length.
 *
 * <p>Between a name and its value stand
 *
 * <ul>
 *   <li>a strong sign: {@code password=x}, {@code => -> := %3D}, {@code "token": "x"}, {@code
 *       --password x}, {@code <password>x</password>}, {@code password("x")};
 *   <li>a weak sign: {@code password: x}, {@code password was x}, {@code token 'x'}, {@code token
 *       [x]}, {@code X-Api-Key x};
 *   <li>other things, where name and value stand apart: {@code name=password, value=x}, {@code Key
 *       (id, token)=(1, x)}, {@code <entry key="password">x</entry>}, {@code password: |} and
 *       indented lines.
 * </ul>
 *
 * <p>{@link SecretValues} says what each means. Every name is looked at, also one within another's
 * value, so that a quote that was misread cannot hide what follows it.
 */
final class NamedSecrets {

  /** So far a {@code value} may stand from its name. */
  private static final int APART_CHARS = 64;

  /** What follows a name at once must be longer, unless the name is one of code or a password. */
  private static final int LEAST_CHARS = 16;

  private static final int LEAST_CHARS_OF_CODE = 6;

  /** Group 1: the name is quoted; 2: a strong sign; 3: a weak one. */
  private static final Pattern SIGN =
      Pattern.compile(
          "(\\\\*+[\"'`]|(?:%22|&quot;))?+"
              + "(?:[\"'`)\\]*]|\\\\(?!u003)|\\[(?!redacted])[\"'\\w.$-]{1,30}+]|\\(\\)|\u001B\\[[\\d;]*+m)"
              + "{0,8}+\\h*+"
              + "(?:(==?>?|:=|->|\u2192|\uFF1D|%(?:25){0,2}3[dD]|\\\\u003[dD])"
              + "|(::?|\uFF1A|%(?:25){0,2}3[aA]|\\\\u003[aA]))?+\\h*+");

  /** Group 1: an indented block of YAML; else the value stands on the next, indented line. */
  private static final Pattern BLOCK =
      Pattern.compile("[|>][+-]?+\\h*+((?:\\R\\h++[^\\r\\n]++)++)|\\R\\h++");

  /** Words between a name and its value: {@code password for bob was changed to: x}. */
  private static final Pattern FILLERS =
      Pattern.compile(
          "(?:for(?:\\h++[^\\s:=]{1,32}+){1,3}?(?=\\h*+[:=]|\\h++(?:is|was)\\h)\\h*+)?+"
              + "(?:(?:is|was|value|rejected|given|provided|set|changed|to)(?=[\\h:=])\\h*+){0,4}+"
              + "(?:[:=]\\h*+)?+");

  /** A single run in brackets or quotes, or the next item of a list of arguments. */
  private static final Pattern ENCLOSED =
      Pattern.compile("[\\[('\"`]([^\\s\"'`()\\[\\]{}=]{1,128}+)[\"'`)\\]}]");

  private final CharSequence text;
  private final Spans spans;
  private final SecretValues values;
  private final Matcher sign;
  private int named = -1;
  private int openParen = -1;
  private int apart = -1;
  private int tag = -1;
  private boolean tagIsSecret;
  private int contentEnd;
  private int blockEnd;

  NamedSecrets(CharSequence text, Spans spans) {
    this.text = text;
    this.spans = spans;
    this.values = new SecretValues(text);
    this.sign = SIGN.matcher(text).useTransparentBounds(true);
  }

  /** Returns whether a value must not be seen, since its key names a secret. */
  static boolean isSecret(String key, String value) {
    Kind kind = SecretNames.of(key, 0, key.length());
    boolean secret = kind == Kind.SECRET || kind == Kind.PLURAL || kind == Kind.HEADER;
    return secret
        && !value.isBlank()
        && new SecretValues(value).isSecret(0, value.length(), true, kind == Kind.PLURAL);
  }

  void find() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Chars.name(c)) {
        int end = Chars.runEnd(text, i, Chars::name);
        findNamed(i, end, SecretNames.of(text, i, end));
        i = end;
      } else {
        findMark(i, c);
        i++;
      }
    }
  }

  private void findNamed(int start, int end, Kind kind) {
    if (kind == Kind.NAME) {
      apart = -1;
    } else if (kind == Kind.VALUE && apart >= 0 && start - apart <= APART_CHARS) {
      findAfterSign(start, end, false);
    } else if (kind == Kind.SECRET || kind == Kind.PLURAL) {
      named = start;
      tagIsSecret |= tag >= 0 && isInTag(start);
      boolean plural = kind == Kind.PLURAL;
      if (!findAfterSign(start, end, plural)) {
        apart = end;
        if (isOption(start)) {
          findArgument(sign.end());
        } else {
          findApart(start, end, sign.end(), plural);
        }
      }
    }
  }

  /** Looks for a value behind a sign, or behind words that stand for one; false if none follows. */
  private boolean findAfterSign(int start, int end, boolean plural) {
    sign.region(end, text.length()).lookingAt();
    boolean strong = sign.start(2) >= 0;
    boolean colon = sign.start(3) >= 0;
    int signEnd = sign.end();
    int value = strong ? signEnd : afterFillers(colon ? afterBlock(signEnd) : signEnd);
    boolean filled = !strong && value > signEnd;
    if (!strong && !colon && !filled) {
      return false;
    }
    boolean quotedName = sign.start(1) >= 0;
    boolean bare = !quotedName && Chars.startsWithIgnoreCase(text, start, "token");
    int c = Chars.at(text, value);
    strong |= isQuote(value) && !bare;
    strong |= (quotedName || filled) && (Chars.opening(c) || Chars.digit(c));
    boolean directory = Chars.startsWithIgnoreCase(text, end - 3, "pwd");
    if (!(directory && (c == '/' || c == '~' || Chars.at(text, value + 1) == ':'))) {
      values.find(value, strong, plural, spans);
    }
    return true;
  }

  private boolean isQuote(int at) {
    return values.openingEnd(at) > at
        || Chars.startsWith(text, at, "%22")
        || Chars.startsWith(text, at, "&quot;");
  }

  /** Marks a block of YAML; returns where a value on the next line begins. */
  private int afterBlock(int from) {
    Matcher block = BLOCK.matcher(text).region(from, text.length());
    if (from < blockEnd || !block.lookingAt()) {
      return from;
    }
    if (block.start(1) >= 0) {
      blockEnd = block.end();
      spans.add(Chars.runEnd(text, block.start(1), Chars::space), blockEnd);
      return from;
    }
    return block.end();
  }

  private int afterFillers(int from) {
    Matcher fillers = FILLERS.matcher(text).region(from, text.length());
    return fillers.lookingAt() ? fillers.end() : from;
  }

  private boolean isOption(int start) {
    int before = Chars.at(text, start - 1);
    return text.charAt(start) == '-'
        && (before < 0 || Chars.space(before) || Chars.quote(before) || before == '[');
  }

  /** Marks what follows an option, unless that is prose: a word before another word. */
  private void findArgument(int from) {
    boolean list = Chars.at(text, from) == ',';
    int at = list ? Chars.runEnd(text, from + 1, Chars::blank) : from;
    int to = values.end(at);
    int next = Chars.at(text, Chars.runEnd(text, to, Chars::blank));
    boolean option = Chars.at(text, at) == '-';
    boolean gap = list || Chars.blank(Chars.at(text, at - 1));
    if (gap && !option && !(values.isWord(at, to) && Chars.letter(next))) {
      values.find(at, true, false, spans);
    }
  }

  /** Looks for the value of a name that no sign follows. */
  private void findApart(int start, int end, int at, boolean plural) {
    int c = Chars.at(text, at);
    boolean gap = Chars.blank(Chars.at(text, at - 1));
    boolean sql = Chars.runEnd(text, start, i -> Chars.upper(i) || i == '_') >= end;
    if (c == '(' && Chars.quote(Chars.at(text, at + 1))) {
      values.find(at + 1, true, plural, spans);
    } else if (Chars.quote(c) && gap && sql) {
      values.find(at, true, plural, spans);
    } else if (c == '[' || c == '(' || (Chars.quote(c) && gap)) {
      findEnclosed(at, plural);
    } else if (gap && Chars.word(c) && !isPair(at)) {
      int to = values.end(at);
      boolean code =
          sql
              || Chars.startsWithIgnoreCase(text, start, "pass")
              || Chars.runEnd(text, start, Chars::word) < end;
      boolean enough = to - at >= (code ? LEAST_CHARS_OF_CODE : LEAST_CHARS);
      if (enough && values.isSecret(at, to, false, plural)) {
        spans.add(at, to);
      }
    }
  }

  private boolean isPair(int at) {
    int c = Chars.at(text, Chars.runEnd(text, at, Chars::name));
    return c == '=' || c == ':';
  }

  private void findEnclosed(int at, boolean plural) {
    Matcher enclosed = ENCLOSED.matcher(text).region(at, text.length());
    if (enclosed.lookingAt() && !Spans.isMarker(text, at)) {
      int end = enclosed.end(1);
      if (values.isSecret(at + 1, end, false, plural)) {
        spans.add(at + 1, end);
      }
    }
  }

  /** Looks at a char that belongs to no name: brackets of columns, and of tags. */
  private void findMark(int at, char c) {
    if (c == '(') {
      openParen = at;
    } else if (c == ')' && named > openParen) {
      findTuple(at + 1);
    } else if (c == '<' || (c == ';' && Chars.startsWith(text, at - 3, "&lt"))) {
      tag = at;
      tagIsSecret = false;
    } else if (tagIsSecret && (c == '>' || (c == ';' && Chars.startsWith(text, at - 3, "&gt")))) {
      tagIsSecret = false;
      if (text.charAt(at - 1) != '/') {
        findContent(at + 1);
      }
    }
  }

  /** Marks the values of several columns: {@code (id, token)=(1, x)}. */
  private void findTuple(int closed) {
    int at = Chars.runEnd(text, closed, Chars::blank);
    int sign =
        Chars.startsWithIgnoreCase(text, at, "values") ? 6 : Chars.at(text, at) == '=' ? 1 : 0;
    int tuple = Chars.runEnd(text, at + sign, Chars::blank);
    if (sign > 0 && Chars.at(text, tuple) == '(') {
      values.find(tuple, true, false, spans);
    }
  }

  /** Returns whether a name is an element's, or the value of an attribute. */
  private boolean isInTag(int start) {
    int before = Chars.at(text, start - 1);
    return start == tag + 1 || Chars.quote(before) || before == ':';
  }

  /** Marks the content of an element, also if it was cut off, but not a text behind a type. */
  private void findContent(int from) {
    if (from < contentEnd) {
      return;
    }
    boolean data = Chars.startsWith(text, from, "<![CDATA[");
    int end = from;
    while (end < text.length() && !endsContent(end, data)) {
      end++;
    }
    contentEnd = end;
    boolean closed =
        data
            || Chars.startsWith(text, end, "</")
            || Chars.startsWith(text, end, "&lt;/")
            || (end == text.length() && Chars.runEnd(text, from, c -> !Chars.space(c)) == end);
    spans.add(from, closed ? Math.min(text.length(), data ? end + 3 : end) : from);
  }

  private boolean endsContent(int at, boolean data) {
    if (data) {
      return Chars.startsWith(text, at, "]]>");
    }
    return text.charAt(at) == '<' || Chars.startsWith(text, at, "&lt;") || Spans.isMarker(text, at);
  }
}
