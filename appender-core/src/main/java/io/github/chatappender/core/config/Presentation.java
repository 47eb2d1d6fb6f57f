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
import java.util.regex.Pattern;
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

  private static final Pattern MENTION = Pattern.compile("all|[0-9]{1,40}");
  private static final int MOST_LINKS = 5;
  private static final int MOST_OWNERS = 50;

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

  /** How many lines before an event are shown: 0 to 20. */
  public final int before;

  /** The lowest level of these lines. */
  public final Severity beforeLevel;

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

  /** Who looks after which code, the first that matches: at most 50. */
  public final List<Owner> owners;

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
    before = in.integer(Setting.BEFORE, 0, 20);
    beforeLevel = in.oneOf(Setting.BEFORE_LEVEL, Severity.values());
    links = readLinks(in);
    timeZone =
        in.value(
            Setting.TIME_ZONE, Presentation::zone, "be a time zone such as UTC or Europe/Berlin");
    mention =
        in.optional(
            Setting.MENTION, text -> isMention(text) ? text : null, "be all or a numeric user id");
    mentionLevel = in.oneOf(Setting.MENTION_LEVEL, Severity.values());
    mentionInterval = in.duration(Setting.MENTION_INTERVAL, "0", "1 d");
    owners = readOwners(in);
    redact = readRedact(in);
    redactDefaults = in.flag(Setting.REDACT_DEFAULTS);
  }

  private static List<LinkTemplate> readLinks(ConfigReader in) {
    List<LinkTemplate> links = new ArrayList<>();
    for (List<@Nullable String> element : first(MOST_LINKS, Setting.LINK, in)) {
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

  private static List<Owner> readOwners(ConfigReader in) {
    List<Owner> owners = new ArrayList<>();
    for (List<@Nullable String> element : first(MOST_OWNERS, Setting.OWNER, in)) {
      Owner owner =
          Owner.of(
              element.get(0),
              element.get(1),
              element.get(2),
              (rule, value) -> in.problems.add(Setting.OWNER, rule, value));
      if (owner != null) {
        owners.add(owner);
      }
    }
    return List.copyOf(owners);
  }

  private static List<List<@Nullable String>> first(int most, Setting setting, ConfigReader in) {
    List<List<@Nullable String>> elements = in.texts.elements(setting);
    if (elements.size() <= most) {
      return elements;
    }
    in.problems.add(
        setting, "appear at most " + most + " times", "" + elements.size(), "the first " + most);
    return elements.subList(0, most);
  }

  /** Returns whether a text is a valid mention. */
  static boolean isMention(String text) {
    return MENTION.matcher(text).matches();
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
