/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.List;

/**
 * Finds what is secret in addresses: user info, the query of a webhook of Google Chat, the path of
 * a webhook of Slack. For one text; linear in its length.
 */
final class SecretAddresses {

  private static final List<String> SLACK = List.of("hooks.slack.com", "hooks.slack-gov.com");

  private final CharSequence text;
  private int runEnd;
  private int lastAt;
  private int restEnd;

  SecretAddresses(CharSequence text) {
    this.text = text;
  }

  void find(Spans spans) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        int authority = skipSlash(skipSlash(i + 1));
        if (authority > skipSlash(i + 1) && skipSlash(i + 1) > i + 1) {
          findUserInfo(authority, spans);
        }
      } else if (c == '/') {
        findWebhook(i, spans);
      } else if (c == 'h') {
        findSlack(i, spans);
      }
    }
  }

  /** Marks user and password. An {@code @} in the password is part of it. */
  private void findUserInfo(int start, Spans spans) {
    int end = start;
    int at = -1;
    int colon = -1;
    while (end < text.length() && !endsAuthority(text.charAt(end)) && !isMarker(end)) {
      char c = text.charAt(end);
      at = c == '@' ? end : at;
      colon = c == ':' ? end : colon;
      end++;
    }
    if (at < 0 && colon >= 0 && Chars.runEnd(text, colon + 1, Chars::digit) < end) {
      // no port: the password goes on behind a slash or the like
      at = lastAtOfRun(end);
    }
    if (at > start) {
      spans.add(start, at);
    }
  }

  private int lastAtOfRun(int from) {
    if (from >= runEnd) {
      lastAt = -1;
      runEnd = from;
      while (runEnd < text.length()
          && !Chars.addressEnd(text.charAt(runEnd))
          && !isMarker(runEnd)) {
        lastAt = text.charAt(runEnd) == '@' ? runEnd : lastAt;
        runEnd++;
      }
    }
    return lastAt > from ? lastAt : -1;
  }

  /** What was taken out may have been of several words: it ends whatever it stands in. */
  private boolean isMarker(int at) {
    return Spans.isMarker(text, at);
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || c == '\\' || Chars.addressEnd(c);
  }

  /** Marks the query of {@code …/spaces/SPACE/messages?…}, with slashes escaped or not. */
  private void findWebhook(int slash, Spans spans) {
    if (!Chars.startsWith(text, slash + 1, "spaces")) {
      return;
    }
    int space = skipSlash(slash + 7);
    int spaceEnd = Chars.runEnd(text, space, Chars::name);
    int name = skipSlash(spaceEnd);
    if (space == slash + 7 || name == spaceEnd || !Chars.startsWith(text, name, "messages")) {
      return;
    }
    int end = name + "messages".length();
    if (Chars.at(text, end) == '?') {
      addRest(end + 1, spans);
    } else if (Chars.startsWithIgnoreCase(text, end, "%3f")) {
      addRest(end + 3, spans);
    }
  }

  /** Marks what follows {@code hooks.slack.com/services/}. */
  private void findSlack(int start, Spans spans) {
    for (String host : SLACK) {
      int hostEnd = start + host.length();
      if (Chars.startsWith(text, start, host) && skipSlash(hostEnd) > hostEnd) {
        int kindEnd = Chars.runEnd(text, skipSlash(hostEnd), Chars::name);
        if (skipSlash(kindEnd) > kindEnd) {
          addRest(skipSlash(kindEnd), spans);
        }
      }
    }
  }

  private void addRest(int start, Spans spans) {
    if (start < restEnd || isMarker(start)) {
      return;
    }
    int end = start;
    while (end < text.length() && !endsAddress(end)) {
      end++;
    }
    restEnd = end;
    while (end > start && ".,;:!?)]}".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    spans.add(start, end);
  }

  private boolean endsAddress(int at) {
    char c = text.charAt(at);
    return Chars.addressEnd(c)
        || isMarker(at)
        || (c == '\\' && Chars.at(text, at + 1) != 'u' && Chars.at(text, at + 1) != '/');
  }

  /** Skips a slash, with or without a backslash before it. */
  private int skipSlash(int from) {
    int slash = Chars.at(text, from) == '\\' ? from + 1 : from;
    return Chars.at(text, slash) == '/' ? slash + 1 : from;
  }
}
