/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.text;

import java.util.regex.Pattern;

/**
 * Removes chars that readers do not want and parsers disagree on: control characters, terminal
 * control sequences, directional marks, unpaired surrogates. Stateless; linear in the length of the
 * text.
 */
public final class Cleaner {

  /**
   * Control sequences (ECMA-48), such as a change of color; links and titles, of an unclosed one
   * only its start; the first of two chars that end a line.
   */
  private static final Pattern REMOVED =
      Pattern.compile(
          "(?=[^ -~\n\t])(?:"
              + "\u001B(?:\\[[ -?]*+[@-~]?"
              + "|\\](?:[^\u001B\u0007\n\r\u2028\u2029]*+(?:\u0007|\u001B\\\\))?"
              + "|[()](?s:.)?)?"
              + "|\r(?=\n)"
              + "|[\\p{Cc}\\p{Cs}\u202A-\u202E\u2066-\u2069&&[^\n\r\t]])");

  private static final Pattern LINE_END = Pattern.compile("[\n\r\u2028\u2029]");

  private Cleaner() {}

  /**
   * Returns the text without these chars.
   *
   * @param severalLines whether new lines and tabs stay; else each becomes a space
   */
  public static String clean(String raw, boolean severalLines) {
    String text = REMOVED.matcher(raw).replaceAll("");
    String lines = LINE_END.matcher(text).replaceAll(severalLines ? "\n" : " ");
    return severalLines ? lines : lines.replace('\t', ' ');
  }
}
