/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds secrets that are known word by word: key and token of the webhook that we post to, as they
 * were given, decoded and encoded. Immutable.
 */
final class OwnSecrets {

  /** Shorter ones stand in ordinary text by chance; they are taken out only behind their name. */
  private static final int TELLING_CHARS = 8;

  private final List<String> anywhere = new ArrayList<>();
  private final List<String> behindName = new ArrayList<>();

  OwnSecrets(Collection<String> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    for (String secret : secrets) {
      String decoded = decoded(secret);
      forms.add(secret);
      forms.add(decoded);
      forms.add(URLEncoder.encode(decoded, StandardCharsets.UTF_8));
      forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
    for (String form : forms) {
      if (form.length() >= TELLING_CHARS) {
        anywhere.add(form);
      } else if (!form.isEmpty()) {
        behindName.add("key=" + form);
        behindName.add("token=" + form);
      }
    }
  }

  void find(CharSequence text, Spans spans) {
    for (String secret : anywhere) {
      find(text, secret, 0, spans);
    }
    for (String secret : behindName) {
      find(text, secret, secret.indexOf('=') + 1, spans);
    }
  }

  private static void find(CharSequence text, String secret, int nameChars, Spans spans) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == secret.charAt(0)) {
        int end = matchEnd(text, i, secret);
        // what the end of the text has cut off is telling too
        if (end - i == secret.length()
            || (end == text.length() && end - i >= nameChars + TELLING_CHARS)) {
          spans.add(i + nameChars, end);
        }
      }
    }
  }

  private static int matchEnd(CharSequence text, int start, String secret) {
    int i = 0;
    while (i < secret.length() && Chars.at(text, start + i) == secret.charAt(i)) {
      i++;
    }
    return start + i;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
