/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts, compares, shortens and hashes texts. Stateless. */
public final class Texts {

  /** The maximum number of chars kept of the name of a logger, a class or a marker. */
  public static final int NAME_CHARS = 512;

  private Texts() {}

  /** Returns the first chars of a text, even if they end within a surrogate pair. */
  public static String beginning(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }

  /**
   * Returns whether a text begins with a {@link #beginning}, or both are missing.
   *
   * @param beginning at most {@code chars} chars of a text
   */
  public static boolean equalUpTo(int chars, @Nullable String beginning, @Nullable String text) {
    if (beginning == null || text == null) {
      return beginning == null && text == null;
    }
    return beginning.equals(text)
        || (text.length() > chars && beginning.length() == chars && text.startsWith(beginning));
  }

  /** Returns at most that many chars of a text, never half a surrogate pair. */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    return text.substring(0, codePointEnd(text, maxChars));
  }

  /** Returns at most that many chars, with an ellipsis as the last one if some were cut off. */
  public static String ellipsed(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    return text.substring(0, codePointEnd(text, Math.max(0, maxChars - 1))) + "…";
  }

  /** Returns about that many chars at most, and says how many more there are. */
  public static String cutAndCount(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = codePointEnd(text, maxChars);
    return text.substring(0, end) + more(text.length() - end);
  }

  /** Returns a note about that many chars that were cut off. */
  public static String more(int chars) {
    return String.format(Locale.ROOT, "… (%,d more chars)", chars);
  }

  /** Returns {@code c.a.shop.OrderService} for {@code com.acme.shop.OrderService}. */
  public static String abbreviated(String className) {
    String[] parts = className.split("\\.", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean whole = i >= parts.length - 2 || parts[i].length() <= 1;
      out.append(i == 0 ? "" : ".").append(whole ? parts[i] : parts[i].substring(0, 1));
    }
    return out.toString();
  }

  public static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Returns the first 64 bits of a text's SHA-256, as 16 hexadecimal digits. */
  public static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format("%016x", ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Returns an end that does not split a surrogate pair. */
  private static int codePointEnd(String text, int end) {
    return end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))
        ? end - 1
        : end;
  }
}
