/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes common mistakes in copying an address from the space's page to the configuration.
 * Stateless.
 */
final class AddressMistakes {

  private static final String QUOTES = "\"'`\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB";
  private static final Set<String> PAGES = Set.of("mail.google.com", "chat.google.com");
  private static final Pattern ESCAPED_AMPERSAND =
      Pattern.compile("&amp;|&#38;|&#x26;", Pattern.CASE_INSENSITIVE);
  private static final String HTTPS = "https://";

  private AddressMistakes() {}

  /** Returns the rule that an address breaks, as in "must …"; null if no mistake is recognized. */
  static @Nullable String in(String address) {
    if (address.isEmpty()) {
      return "not be empty";
    }
    if (address.indexOf('\0') >= 0) {
      return "be UTF-8 text: it looks like UTF-16";
    }
    if (isQuote(address.charAt(0)) || isQuote(address.charAt(address.length() - 1))) {
      return "not be in quotes";
    }
    if (address.startsWith("<") || address.endsWith(">")) {
      return "not be in angle brackets";
    }
    if (address.startsWith("[") && address.contains("](")) {
      return "be the address alone, not a Markdown link";
    }
    String gap = gap(address);
    if (gap != null) {
      return gap;
    }
    if (ESCAPED_AMPERSAND.matcher(address).find() || address.contains("\\u0026")) {
      return "have a plain & between its parameters: it was escaped once too often";
    }
    if (address.indexOf('\\') >= 0) {
      return "contain no backslashes";
    }
    return beginning(address);
  }

  /** Returns whether a host serves the page that shows a space. */
  static boolean isPage(String host) {
    return PAGES.contains(host.toLowerCase(Locale.ROOT));
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private static @Nullable String gap(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        return "be one line";
      }
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        return "contain no spaces";
      }
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        return "contain no invisible characters";
      }
    }
    return null;
  }

  private static @Nullable String beginning(String address) {
    if (address.indexOf(HTTPS) > 0) {
      return "begin with https://: there is text before it";
    }
    if (address.indexOf(HTTPS, 1) > 0) {
      return "be one address, not two";
    }
    return address.contains("://") || address.indexOf('.') < 0 ? null : "begin with https://";
  }
}
