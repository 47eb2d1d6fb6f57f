/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An address with placeholders such as {@code {traceId}}, and its label. Immutable. */
public final class LinkTemplate {

  /** Begins a placeholder for the value of an MDC key. */
  public static final String MDC = "mdc:";

  /** The placeholder for a source file, whose slashes stay. */
  private static final String PATH = "path";

  private static final List<String> NAMES =
      List.of(
          "traceId",
          "fingerprint",
          "logger",
          "instance",
          "application",
          "environment",
          "version",
          "commit",
          "from",
          "to",
          "class",
          "method",
          "file",
          "line",
          PATH);

  private static final String KNOWN = String.join(", ", NAMES) + ", " + MDC + "KEY";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern BEFORE_PATH = Pattern.compile("[^/?#]*//[^/?#]*");
  private static final Pattern USER_INFO = Pattern.compile("//.*@", Pattern.DOTALL);
  private static final Pattern DOTS = Pattern.compile("\\.+");
  private static final int LABEL_CHARS = 40;
  private static final int URL_CHARS = 1_000;
  private static final int EXPANDED_CHARS = 2_000;
  private static final int SHOWN_CHARS = 100;

  /** The text shown for the link: 1 to 40 characters. */
  public final String label;

  /** The MDC keys that the address needs, possibly none. */
  public final List<String> mdcKeys;

  private final String url;

  private LinkTemplate(String label, String url) {
    this.label = label;
    this.url = url;
    this.mdcKeys =
        placeholders(url)
            .filter(name -> name.startsWith(MDC))
            .map(name -> name.substring(MDC.length()))
            .collect(Collectors.toUnmodifiableList());
  }

  /**
   * Checks a label and an address.
   *
   * @param label the label
   * @param url the address, absolute https, with placeholders after its host
   * @param problems accepts the broken rule and the value
   * @return the template, null if it breaks a rule
   */
  static @Nullable LinkTemplate of(
      @Nullable String label, @Nullable String url, BiConsumer<String, String> problems) {
    String words = label == null ? "" : label.trim();
    if (words.isEmpty() || words.length() > LABEL_CHARS) {
      problems.accept("have a label of 1 to " + LABEL_CHARS + " characters", shown(words));
      return null;
    }
    String address = url == null ? "" : url.trim();
    String rule = brokenRule(address);
    if (rule != null) {
      problems.accept(rule, shown(address));
      return null;
    }
    String unknown = unknownPlaceholder(address);
    if (unknown != null) {
      problems.accept("have only the placeholders " + KNOWN, shown(unknown));
      return null;
    }
    return new LinkTemplate(words, address);
  }

  private static @Nullable String brokenRule(String url) {
    if (url.length() > URL_CHARS) {
      return "have a url of at most " + URL_CHARS + " characters";
    }
    Matcher beforePath = BEFORE_PATH.matcher(url);
    if (beforePath.lookingAt() && beforePath.group().indexOf('{') >= 0) {
      return "have a url without placeholders before its path";
    }
    try {
      URI uri = new URI(PLACEHOLDER.matcher(url).replaceAll("x"));
      if (uri.getRawUserInfo() != null) {
        return "have a url without user info";
      }
      boolean absolute = "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
      return absolute ? null : "have an absolute https url";
    } catch (URISyntaxException e) {
      return "have an absolute https url";
    }
  }

  private static @Nullable String unknownPlaceholder(String url) {
    return placeholders(url)
        .filter(name -> !NAMES.contains(name))
        .filter(name -> !name.startsWith(MDC) || name.equals(MDC))
        .map(name -> "{" + name + "}")
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> placeholders(String url) {
    return PLACEHOLDER.matcher(url).results().map(result -> result.group(1));
  }

  /**
   * Shortens a value for a status line, and hides the password and the query, which may hold a
   * token.
   */
  private static String shown(String value) {
    String harmless = USER_INFO.matcher(value).replaceFirst("//***@");
    int query = harmless.indexOf('?');
    harmless = query < 0 ? harmless : harmless.substring(0, query) + "?…";
    if (harmless.isEmpty()) {
      return "none";
    }
    return harmless.length() > SHOWN_CHARS ? harmless.substring(0, SHOWN_CHARS) + "…" : harmless;
  }

  /**
   * Returns the address with its placeholders filled in, each value URL-encoded, except for the
   * slashes of {@code path}.
   *
   * @param values the value of a placeholder, null if there is none
   * @return the address; null if a value is missing, or it would be too long
   */
  public @Nullable String expand(Function<String, @Nullable String> values) {
    Matcher matcher = PLACEHOLDER.matcher(url);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = values.apply(name);
      String encoded = value == null ? null : encoded(value, name.equals(PATH));
      if (encoded == null) {
        return null;
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(encoded));
    }
    matcher.appendTail(out);
    return out.length() > EXPANDED_CHARS ? null : out.toString();
  }

  /** Returns a value in a form for any place of an address; null if none is safe. */
  private static @Nullable String encoded(String value, boolean path) {
    StringBuilder out = new StringBuilder();
    for (String part : path ? value.split("/", -1) : new String[] {value}) {
      // dots alone would leave the path's folder; encoding does not prevent it
      if (part.isEmpty() || DOTS.matcher(part).matches()) {
        return null;
      }
      // a space as %20: in a path a plus is a plus
      String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
      out.append(out.length() == 0 ? "" : "/").append(encoded);
    }
    return out.toString();
  }
}
