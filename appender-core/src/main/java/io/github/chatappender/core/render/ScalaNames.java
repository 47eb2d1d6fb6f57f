/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes names that Scala encodes for the JVM: {@code ::} becomes {@code $colon$colon}, and {@code
 * name_=} becomes {@code name_$eq}. Source: {@code scala.reflect.NameTransformer}. Keeps a dollar
 * sign within other names: Kotlin calls a local function {@code order$plus}. Linear in the length
 * of a name. Stateless.
 */
final class ScalaNames {

  private static final int LONGEST_OPERATOR = "greater".length();

  private static final Map<String, Character> OPERATORS =
      Map.ofEntries(
          Map.entry("tilde", '~'),
          Map.entry("eq", '='),
          Map.entry("less", '<'),
          Map.entry("greater", '>'),
          Map.entry("bang", '!'),
          Map.entry("hash", '#'),
          Map.entry("percent", '%'),
          Map.entry("up", '^'),
          Map.entry("amp", '&'),
          Map.entry("bar", '|'),
          Map.entry("times", '*'),
          Map.entry("div", '/'),
          Map.entry("plus", '+'),
          Map.entry("minus", '-'),
          Map.entry("colon", ':'),
          Map.entry("bslash", '\\'),
          Map.entry("qmark", '?'),
          Map.entry("at", '@'));

  private ScalaNames() {}

  /**
   * Returns a method's name as in the source; decodes an operator on its own or after an
   * underscore.
   */
  static String method(String encoded) {
    return decoded(encoded, "_");
  }

  /** Returns a class's name; decodes it only if the whole name is an operator. */
  static String type(String encoded) {
    return decoded(encoded, ".$");
  }

  private static String decoded(String encoded, String before) {
    if (encoded.indexOf('$') < 0) {
      return encoded;
    }
    StringBuilder out = new StringBuilder(encoded.length());
    boolean atStart = true;
    for (int i = 0; i < encoded.length(); ) {
      int end = tokenEnd(encoded, i);
      Character operator = atStart ? operator(encoded, i, end) : null;
      if (operator != null) {
        out.append(operator.charValue());
        i = end;
      } else if (before.equals("_") && isCodeUnit(encoded, i)) {
        out.append((char) Integer.parseInt(encoded.substring(i + 2, i + 6), 16));
        i += 6;
      } else {
        atStart = before.indexOf(encoded.charAt(i)) >= 0;
        out.append(encoded.charAt(i));
        i++;
      }
    }
    return out.toString();
  }

  /** Returns the end of the letters after the char at an index, as far as it matters. */
  private static int tokenEnd(String text, int start) {
    int end = start + 1;
    while (end < text.length()
        && end <= start + LONGEST_OPERATOR + 1
        && text.charAt(end) >= 'a'
        && text.charAt(end) <= 'z') {
      end++;
    }
    return end;
  }

  private static @Nullable Character operator(String text, int start, int end) {
    boolean whole = end == text.length() || text.charAt(end) == '$';
    return text.charAt(start) == '$' && whole
        ? OPERATORS.get(text.substring(start + 1, end))
        : null;
  }

  /** Returns whether an encoded char that is no letter or operator starts here: {@code $u0020}. */
  private static boolean isCodeUnit(String text, int start) {
    if (start + 6 > text.length() || !text.startsWith("$u", start)) {
      return false;
    }
    return text.substring(start + 2, start + 6)
        .chars()
        .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
  }
}
