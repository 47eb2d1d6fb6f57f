/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Finds secrets by the name before them: {@code password=x}, {@code "token": "x"}, {@code
 * Authorization: Bearer x}, {@code --password x}. For one text; linear in its length.
 *
 * <p>Every name is looked at, also one inside of another's value, so that a quotation mark that was
 * misread cannot hide what follows it.
 */
final class NamedSecrets {

  private static final int MOST_CLOSERS = 8;
  private static final int INDEX_CHARS = 32;

  private final CharSequence text;
  private final SecretValues values;

  NamedSecrets(CharSequence text) {
    this.text = text;
    this.values = new SecretValues(text);
  }

  void find(Spans spans) {
    int i = 0;
    while (i < text.length()) {
      if (!Chars.name(text.charAt(i))) {
        i++;
        continue;
      }
      int end = Chars.runEnd(text, i, Chars::name);
      if (SecretNames.isSecret(text, i, end) || SecretNames.isSecretKey(text, i, end)) {
        int value = valueStart(i, end);
        if (value >= 0) {
          values.add(value, SecretNames.isAuthorization(text, i, end));
        }
      }
      i = end;
    }
    values.find(spans);
  }

  /** Returns where the value of a name begins, -1 if it has none. */
  private int valueStart(int nameStart, int nameEnd) {
    int afterName = skipBlanks(skipClosers(nameEnd));
    int separator = separatorEnd(afterName);
    if (separator > afterName) {
      return skipBlanks(skipColours(skipBlanks(separator)));
    }
    return afterName > nameEnd && isOption(nameStart, nameEnd) ? afterName : -1;
  }

  /** Tells whether two hyphens stand before a name. */
  private boolean isOption(int nameStart, int nameEnd) {
    for (int i = nameEnd - 2; i >= nameStart; i--) {
      if (Chars.startsWith(text, i, "--")) {
        return SecretNames.isSecret(text, i, nameEnd);
      }
    }
    return false;
  }

  /** Skips what may close a name: a quotation mark, a bracket, an index, a change of colour. */
  private int skipClosers(int from) {
    int i = from;
    for (int closers = 0; closers < MOST_CLOSERS; closers++) {
      int c = Chars.at(text, i);
      int next = i;
      if (Chars.quote(c) || c == '\\' || c == ')' || c == ']' || c == '*') {
        next = separatorEnd(i) > i ? i : i + 1;
      } else if (c == '[') {
        next = skipIndex(i);
      } else if (c == '(' && Chars.at(text, i + 1) == ')') {
        next = i + 2;
      } else if (Chars.startsWith(text, i, "%22")) {
        next = i + 3;
      } else if (Chars.startsWith(text, i, "&quot;")) {
        next = i + 6;
      } else {
        next = skipColours(i);
      }
      if (next == i) {
        break;
      }
      i = next;
    }
    return i;
  }

  private int skipIndex(int from) {
    int i = from + 1;
    while (i - from < INDEX_CHARS
        && (Chars.name(Chars.at(text, i)) || Chars.quote(Chars.at(text, i)))) {
      i++;
    }
    return Chars.at(text, i) == ']' && !Spans.isMarker(text, from) ? i + 1 : from;
  }

  private int skipColours(int from) {
    int i = from;
    while (Chars.at(text, i) == '\u001B' && Chars.at(text, i + 1) == '[') {
      i = Chars.runEnd(text, i + 2, c -> Chars.digit(c) || c == ';');
      i = Chars.at(text, i) == 'm' ? i + 1 : i;
    }
    return i;
  }

  private int skipBlanks(int from) {
    return Chars.runEnd(text, from, Chars::blank);
  }

  /** Returns the end of {@code =} or {@code :}, plain or encoded; the start if there is none. */
  private int separatorEnd(int from) {
    int c = Chars.at(text, from);
    int next = Chars.at(text, from + 1);
    if (c == '=') {
      return from + (next == '>' || next == '=' ? 2 : 1);
    }
    if (c == ':' && next != ':') {
      return from + (next == '=' ? 2 : 1);
    }
    if (Chars.startsWithIgnoreCase(text, from, "%3d")
        || Chars.startsWithIgnoreCase(text, from, "%3a")) {
      return from + 3;
    }
    if (Chars.startsWithIgnoreCase(text, from, "\\u003d")
        || Chars.startsWithIgnoreCase(text, from, "\\u003a")) {
      return from + 6;
    }
    return Chars.startsWith(text, from, "&#61;") ? from + 5 : from;
  }
}
