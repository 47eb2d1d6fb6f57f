/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of how messages look and what they redact. Immutable. */
public final class Presentation {

  /** The markup syntaxes that the service can read. */
  public enum Markup {
    /** Requests no syntax; the text is readable and safe in both. */
    AUTO,
    /** The service's own: {@code *bold*}, {@code <address|label>}. */
    CHAT,
    /** CommonMark: {@code **bold**}, {@code [label](address)}. */
    MARKDOWN
  }

  private static final String MENTION = "all|[0-9]{1,40}";
  private static final int MOST_LINKS = 5;

  /** Whether messages are cards, with a short text beside them for the pop-up. */
  public final boolean cards;

  /** The syntax of texts. */
  public final Markup markup;

  /** The maximum lines of a stack: 0 to 100, 0 for no stack. */
  public final int stackLines;

  /** The maximum characters of a message text: 50 to 2,000. */
  public final int messageChars;

  /** The MDC keys to show. */
  public final List<String> mdcKeys;

  /** The links to show: at most 5. */
  public final List<LinkTemplate> links;

  /** The time zone of the times shown. */
  public final ZoneId timeZone;

  /** Who is mentioned: {@code all} or a user id, null for no one. */
  public final @Nullable String mention;

  /** The lowest level that mentions people. */
  public final Severity mentionLevel;

  /** The minimum time between mentions: 0 to 1 d. */
  public final Duration mentionInterval;

  /** The user's own redaction rules. */
  public final List<String> redact;

  /** Whether the built-in redaction rules apply. */
  public final boolean redactDefaults;

  Presentation(ConfigReader in) {
    cards = !in.either(Setting.FORMAT, "text", "card");
    markup = in.oneOf(Setting.MARKUP, Markup.values());
    stackLines = in.integer(Setting.STACK_LINES, 0, 100);
    messageChars = in.integer(Setting.MESSAGE_CHARS, 50, 2_000);
    mdcKeys = in.texts.list(Setting.MDC_KEYS);
    links = readLinks(in);
    timeZone =
        in.value(
            Setting.TIME_ZONE, Presentation::zone, "be a time zone such as UTC or Europe/Berlin");
    mention =
        in.optional(
            Setting.MENTION,
            text -> text.matches(MENTION) ? text : null,
            "be all or a numeric user id");
    mentionLevel = in.oneOf(Setting.MENTION_LEVEL, Severity.values());
    mentionInterval = in.duration(Setting.MENTION_INTERVAL, "0", "1 d");
    redact = readRedact(in);
    redactDefaults = in.flag(Setting.REDACT_DEFAULTS);
  }

  private static List<LinkTemplate> readLinks(ConfigReader in) {
    List<LinkTemplate> links = new ArrayList<>();
    List<List<@Nullable String>> elements = in.texts.elements(Setting.LINK);
    int most = Math.min(elements.size(), MOST_LINKS);
    if (elements.size() > MOST_LINKS) {
      in.problems.add(
          Setting.LINK,
          "appear at most " + MOST_LINKS + " times",
          "" + elements.size(),
          "the first " + MOST_LINKS);
    }
    for (List<@Nullable String> element : elements.subList(0, most)) {
      LinkTemplate link =
          LinkTemplate.of(
              element.get(0),
              element.get(1),
              (rule, value) -> in.problems.add(Setting.LINK, rule, value));
      if (link != null) {
        links.add(link);
      }
    }
    return List.copyOf(links);
  }

  private static List<String> readRedact(ConfigReader in) {
    List<String> rules = new ArrayList<>();
    for (List<@Nullable String> element : in.texts.elements(Setting.REDACT)) {
      String rule = element.get(0);
      if (rule == null || rule.isBlank()) {
        in.problems.add(Setting.REDACT, "be a regular expression", "none");
      } else {
        rules.add(rule);
      }
    }
    return List.copyOf(rules);
  }

  private static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text).normalized(); // UTC is the same zone under every name
    } catch (DateTimeException e) {
      return null;
    }
  }
}
