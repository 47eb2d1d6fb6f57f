/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.List;

/** Knows names whose values are secret: {@code db.password}, {@code X-Api-Key}. Stateless. */
final class SecretNames {

  private static final List<String> WORDS =
      List.of("password", "passwd", "passphrase", "pwd", "secret", "token", "authorization");

  /** These stand before {@code key}, with or without something between. */
  private static final List<String> KEYS = List.of("api", "access", "private", "secret");

  /** Classes that deal with secrets: what follows their names is prose. */
  private static final List<String> CLASSES =
      List.of(
          "Exception",
          "Error",
          "Service",
          "Filter",
          "Provider",
          "Manager",
          "Handler",
          "Factory",
          "Validator",
          "Encoder",
          "Controller",
          "Interceptor",
          "Resolver",
          "Converter",
          "Repository");

  private SecretNames() {}

  /** Tells whether the value of a name is secret. */
  static boolean isSecret(CharSequence name) {
    return isSecret(name, 0, name.length());
  }

  /** Tells whether the value of the name that stands there is secret. */
  static boolean isSecret(CharSequence text, int start, int end) {
    return hasWord(text, start, end) && CLASSES.stream().noneMatch(c -> ends(text, start, end, c));
  }

  /** Tells whether the name is {@code key}, one blank behind {@code api} or the like. */
  static boolean isSecretKey(CharSequence text, int start, int end) {
    if (end - start != 3
        || !Chars.startsWithIgnoreCase(text, start, "key")
        || !Chars.blank(Chars.at(text, start - 1))) {
      return false;
    }
    for (String word : KEYS) {
      int at = start - 1 - word.length();
      if (at >= 0 && Chars.startsWithIgnoreCase(text, at, word)) {
        return true;
      }
    }
    return false;
  }

  static boolean isAuthorization(CharSequence text, int start, int end) {
    return ends(text, start, end, "uthorization") || ends(text, start, end, "UTHORIZATION");
  }

  private static boolean hasWord(CharSequence text, int start, int end) {
    for (int i = start; i + 3 <= end; i++) {
      int first = Chars.lower(text.charAt(i));
      if ((first == 'p' || first == 's' || first == 't' || first == 'a')
          && (isWord(text, i, end, first) || isKey(text, i, end, first))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(CharSequence text, int at, int end, int first) {
    for (String word : WORDS) {
      if (word.charAt(0) == first
          && at + word.length() <= end
          && Chars.startsWithIgnoreCase(text, at, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKey(CharSequence text, int at, int end, int first) {
    for (String word : KEYS) {
      if (word.charAt(0) == first && Chars.startsWithIgnoreCase(text, at, word)) {
        int next = at + word.length();
        int key = Chars.word(Chars.at(text, next)) ? next : next + 1;
        return key + 3 <= end && Chars.startsWithIgnoreCase(text, key, "key");
      }
    }
    return false;
  }

  private static boolean ends(CharSequence text, int start, int end, String suffix) {
    return end - start >= suffix.length() && Chars.startsWith(text, end - suffix.length(), suffix);
  }
}
