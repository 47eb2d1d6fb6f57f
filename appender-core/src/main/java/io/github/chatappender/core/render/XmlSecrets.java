/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Finds secrets in elements of XML that are named like one: {@code <db:password>x</db:password>}.
 * Stateless; linear in the length of the text.
 */
final class XmlSecrets {

  private static final String CDATA = "<![CDATA[";
  private static final String CDATA_END = "]]>";

  private XmlSecrets() {}

  static void find(CharSequence text, Spans spans) {
    int i = 0;
    while (i < text.length()) {
      int content = text.charAt(i) == '<' ? contentOfSecret(text, i) : i;
      if (content > i) {
        int end = contentEnd(text, content);
        if (!Spans.isMarker(text, content) && isClosed(text, content, end)) {
          spans.add(content, end);
        }
        i = end;
      } else {
        i++;
      }
    }
  }

  /** Returns where the content of a secret element begins; the start if there is none. */
  private static int contentOfSecret(CharSequence text, int start) {
    int nameEnd = Chars.runEnd(text, start + 1, c -> Chars.name(c) || c == ':');
    if (!SecretNames.isSecret(text, start + 1, nameEnd)) {
      return start;
    }
    int end = nameEnd;
    while (end < text.length() && isInside(text, end) && text.charAt(end) != '>') {
      end++;
    }
    boolean opened =
        Chars.at(text, end) == '>'
            && text.charAt(end - 1) != '/'
            && (end == nameEnd || Chars.space(text.charAt(nameEnd)));
    return opened ? end + 1 : start;
  }

  private static int contentEnd(CharSequence text, int content) {
    if (!Chars.startsWith(text, content, CDATA)) {
      int end = content;
      while (end < text.length() && isInside(text, end)) {
        end++;
      }
      return end;
    }
    int i = content;
    while (i < text.length() && !Chars.startsWith(text, i, CDATA_END)) {
      i++;
    }
    return Math.min(text.length(), i + CDATA_END.length());
  }

  /** A marker is looked upon as a tag: nobody knows what stood in its place. */
  private static boolean isInside(CharSequence text, int at) {
    return text.charAt(at) != '<' && !Spans.isMarker(text, at);
  }

  /** What is cut off is secret too, but not a text behind {@code List<Token>}. */
  private static boolean isClosed(CharSequence text, int content, int end) {
    return end == text.length()
        ? Chars.runEnd(text, content, c -> !Chars.space(c)) == end
            || Chars.startsWith(text, content, CDATA)
        : Chars.startsWith(text, end, "</");
  }
}
