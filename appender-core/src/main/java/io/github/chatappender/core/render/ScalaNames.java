/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static java.util.regex.Matcher.quoteReplacement;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decodes names that Scala encodes for the JVM: {@code ::} becomes {@code $colon$colon}, and {@code
 * name_=} becomes {@code name_$eq}. Source: {@code scala.reflect.NameTransformer}. Keeps a dollar
 * sign within other names: Kotlin calls a local function {@code order$plus}. Linear in the length
 * of a name. Stateless.
 */
final class ScalaNames {

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

  private static final String OPERATOR =
      "\\$(" + String.join("|", OPERATORS.keySet()) + ")(?=\\$|\\z)";

  /** At the start of a method's name, after another operator, or after an underscore. */
  private static final Pattern IN_METHOD = Pattern.compile("(?:\\G|(?<=_))" + OPERATOR);

  /** At the start of a class's name, after another operator, or after a package or outer class. */
  private static final Pattern IN_TYPE = Pattern.compile("(?:\\G|(?<=[.$]))" + OPERATOR);

  /** A char that is no letter or operator, such as {@code $u0020}. */
  private static final Pattern CODE_UNIT = Pattern.compile("\\$u([0-9A-F]{4})");

  private ScalaNames() {}

  /**
   * Returns a method's name as in the source; decodes an operator on its own or after an
   * underscore.
   */
  static String method(String encoded) {
    return CODE_UNIT
        .matcher(decoded(encoded, IN_METHOD))
        .replaceAll(found -> quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)));
  }

  /** Returns a class's name; decodes it only if the whole name is an operator. */
  static String type(String encoded) {
    return decoded(encoded, IN_TYPE);
  }

  private static String decoded(String encoded, Pattern operator) {
    return operator
        .matcher(encoded)
        .replaceAll(found -> quoteReplacement("" + OPERATORS.get(found.group(1))));
  }
}
