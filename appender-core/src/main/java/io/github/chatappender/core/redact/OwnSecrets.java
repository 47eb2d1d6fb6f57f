/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

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

  /** Shorter ones stand in ordinary text by chance; they are removed only behind their name. */
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
    String whole = text.toString();
    anywhere.forEach(secret -> find(whole, secret, 0, spans));
    behindName.forEach(secret -> find(whole, secret, secret.indexOf('=') + 1, spans));
  }

  private static void find(String text, String secret, int nameChars, Spans spans) {
    for (int i = text.indexOf(secret); i >= 0; i = text.indexOf(secret, i + 1)) {
      spans.add(i + nameChars, i + secret.length());
    }
    // what the end of the text has cut off is telling too
    for (int chars = secret.length() - 1; chars >= nameChars + TELLING_CHARS; chars--) {
      int start = text.length() - chars;
      if (text.regionMatches(start, secret, 0, chars)) {
        spans.add(start + nameChars, text.length());
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
