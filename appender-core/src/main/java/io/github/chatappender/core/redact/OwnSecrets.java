/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes key and token of the webhook's address: as given, decoded and encoded. Immutable. */
public final class OwnSecrets {

  private static final String HIDDEN = "***";

  /** Fewer chars occur in ordinary text by chance. */
  private static final int TELLING_CHARS = 8;

  /** A text may be encoded more than once. */
  private static final int MOST_DECODINGS = 4;

  /** Group 1: percent-encoded; 2 and 3: a numeric entity of XML; 4: an escape of JSON. */
  private static final Pattern ENCODED =
      Pattern.compile(
          "%([0-9A-Fa-f]{2})|&#(?:([0-9]{1,6})|[xX]([0-9A-Fa-f]{1,5}));|\\\\u([0-9A-Fa-f]{4})");

  /** Invisible text: controls, tags, zero-width chars. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]|<[^<>]{0,99}>");

  private final List<String> forms;

  /** Takes key and token as they appear in the address. */
  public OwnSecrets(Collection<String> secrets) {
    Set<String> found = new LinkedHashSet<>();
    for (String secret : secrets) {
      for (String form : List.of(secret, percentDecoded(secret))) {
        found.add(form);
        found.add(URLEncoder.encode(form, StandardCharsets.UTF_8));
      }
    }
    found.remove("");
    forms = List.copyOf(found);
  }

  /** Returns what finds the secrets in log texts, even cut off. */
  List<Rule> rules() {
    return forms.stream().map(OwnSecrets::rule).collect(Collectors.toUnmodifiableList());
  }

  private static String percentDecoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /**
   * Finds the first chars of a secret and as much of the rest as follows, so that the start of a
   * truncated secret does not remain; a short secret only after its name.
   */
  private static Rule rule(String secret) {
    if (secret.length() < TELLING_CHARS) {
      return new Rule(secret, "(?:key|token)=(" + Pattern.quote(secret) + ")");
    }
    String begin = secret.substring(0, TELLING_CHARS);
    String rest = "";
    for (int i = secret.length() - 1; i >= TELLING_CHARS; i--) {
      rest = "(?:" + Pattern.quote(secret.substring(i, i + 1)) + rest + ")?+";
    }
    return new Rule(begin, "(" + Pattern.quote(begin) + rest + ")");
  }

  /**
   * Returns a text from the network without the secrets. If it contains one in another encoding,
   * returns it decoded, without it.
   */
  public String scrub(String text) {
    String scrubbed = scrubbed(text);
    String encoded = scrubbed;
    for (int i = 0; i < MOST_DECODINGS; i++) {
      String plain = decoded(encoded);
      if (plain.equals(encoded)) {
        return scrubbed;
      }
      String clean = scrubbed(plain);
      if (!clean.equals(plain)) {
        return clean;
      }
      encoded = plain;
    }
    return scrubbed;
  }

  private String scrubbed(String text) {
    String scrubbed = text;
    for (String form : forms) {
      scrubbed =
          form.length() < TELLING_CHARS
              ? scrubbed
                  .replace("key=" + form, "key=" + HIDDEN)
                  .replace("token=" + form, "token=" + HIDDEN)
              : scrubbed.replace(form, HIDDEN);
    }
    return scrubbed;
  }

  /** Returns a text with one level of encoding removed, and without invisible chars. */
  private static String decoded(String text) {
    String plain =
        ENCODED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(plain(found)));
    return UNSEEN.matcher(plain).replaceAll("");
  }

  private static String plain(MatchResult found) {
    String decimal = found.group(2);
    if (decimal != null) {
      return character(Integer.parseInt(decimal));
    }
    String hex =
        Stream.of(1, 3, 4).map(found::group).filter(Objects::nonNull).findFirst().orElse("20");
    return character(Integer.parseInt(hex, 16));
  }

  private static String character(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : " ";
  }
}
