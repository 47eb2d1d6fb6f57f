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
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    links =
        elements(
            Setting.LINK,
            MOST_LINKS,
            in,
            (parts, problems) -> LinkTemplate.of(parts.get(0), parts.get(1), problems));
    timeZone =
        in.value(
            Setting.TIME_ZONE, Presentation::zone, "be a time zone such as UTC or Europe/Berlin");
    mention =
        in.optional(
            Setting.MENTION, text -> isMention(text) ? text : null, "be all or a numeric user id");
    mentionLevel = in.oneOf(Setting.MENTION_LEVEL, Severity.values());
    mentionInterval = in.duration(Setting.MENTION_INTERVAL, "0", "1 d");
    owners =
        elements(
            Setting.OWNER,
            MOST_OWNERS,
            in,
            (parts, problems) -> Owner.of(parts.get(0), parts.get(1), parts.get(2), problems));
    redact = elements(Setting.REDACT, Integer.MAX_VALUE, in, Presentation::rule);
    redactDefaults = in.flag(Setting.REDACT_DEFAULTS);
  }

  /** Reads the first elements of a setting; the parser returns null for one that breaks a rule. */
  private static <V> List<V> elements(
      Setting setting,
      int most,
      ConfigReader in,
      BiFunction<List<@Nullable String>, BiConsumer<String, String>, @Nullable V> parser) {
    List<List<@Nullable String>> elements = in.texts.elements(setting);
    if (elements.isEmpty()) {
      return List.of(); // the usual case should load no streams
    }
    if (elements.size() > most) {
      in.problems.add(
          setting, "appear at most " + most + " times", "" + elements.size(), "the first " + most);
    }
    return elements.stream()
        .limit(most)
        .map(parts -> parser.apply(parts, (rule, value) -> in.problems.add(setting, rule, value)))
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableList());
  }

  private static @Nullable String rule(
      List<@Nullable String> parts, BiConsumer<String, String> problems) {
    String rule = parts.get(0);
    if (rule == null || rule.isBlank()) {
      problems.accept("be a regular expression", "none");
      return null;
    }
    return rule;
  }

  /** Returns whether a text is a valid mention. */
  static boolean isMention(String text) {
    return MENTION.matcher(text).matches();
  }

  private static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text).normalized(); // UTC is the same zone under every name
    } catch (DateTimeException e) {
      return null;
    }
  }
}
