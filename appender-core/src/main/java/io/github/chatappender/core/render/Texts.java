/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.Locale;

/** Cuts texts and shortens names. Stateless. */
final class Texts {

  private Texts() {}

  /** Returns at most so many chars, the last of them an ellipsis if something was cut off. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    return text.substring(0, codePointEnd(text, Math.max(0, maxChars - 1))) + "…";
  }

  /** Returns at most about so many chars, and says how many there are more. */
  static String cutAndCount(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = codePointEnd(text, maxChars);
    return text.substring(0, end)
        + String.format(Locale.ROOT, "… (%,d more chars)", text.length() - end);
  }

  /** Returns {@code c.a.shop.OrderService} for {@code com.acme.shop.OrderService}. */
  static String abbreviated(String className) {
    String[] parts = className.split("\\.", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean whole = i >= parts.length - 2 || parts[i].length() <= 1;
      out.append(i == 0 ? "" : ".").append(whole ? parts[i] : parts[i].substring(0, 1));
    }
    return out.toString();
  }

  static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Returns an end that does not part a surrogate pair. */
  private static int codePointEnd(String text, int end) {
    return end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))
        ? end - 1
        : end;
  }
}
