/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.Presentation.Markup;
import java.util.List;
import java.util.Random;

/** Chooses presentation settings, with the nastiest names and labels allowed. */
public final class NastySettings {

  private static final List<String> LABELS =
      List.of(
          "Logs",
          "a|b>c",
          "](https://evil.example)",
          "[x]: y",
          "two\nlines",
          "\u202Eback\u202C",
          "\u200B",
          "`` ` ``",
          "<users/all>",
          "**b** _i_ \\",
          "# h");

  private static final List<String> PACKAGES =
      List.of("com", "com.acme", "java", "a.b.C", "users", "\u4E2D", "x$y, com.acme.Shop1");

  private static final List<String> PATHS =
      List.of(
          "x",
          "?t={traceId}&m={mdc:m}&f={from}&to={to}",
          "{fingerprint}/(a)/b)",
          "\u00FCber/\u4E2D?q=*_~*a*",
          "{logger}#(x",
          "{path}#L{line}",
          "{commit}/{path}?c={class}.{method}&f={file}",
          "\u202E\u200Bx");

  private NastySettings() {}

  /** Sets random presentation settings and the given markup. */
  public static void set(Settings settings, Markup markup, Random random) {
    settings
        .set(Setting.MARKUP, markup.name())
        .set(Setting.MENTION, MessageOracle.MENTIONED)
        .set(Setting.MENTION_LEVEL, "TRACE")
        .set(Setting.MDC_KEYS, "m")
        .set(Setting.MESSAGE_CHARS, "" + (50 + random.nextInt(1_951)))
        .set(Setting.STACK_LINES, "" + random.nextInt(101))
        .set(Setting.TIME_ZONE, random.nextBoolean() ? "UTC" : "Asia/Kathmandu");
    if (random.nextBoolean()) {
      settings
          .set(Setting.ENVIRONMENT, "<users/all>*_`](#")
          .set(Setting.INSTANCE, "`<b>\u202E")
          .set(Setting.VERSION, "[1](https://evil.example)")
          .set(Setting.COMMIT, "<users/all> `*7e3c1f2*");
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String mention = random.nextBoolean() ? MessageOracle.OWNER : null;
      settings.addOwner(pick(PACKAGES, random), pick(LABELS, random), mention);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      settings.addLink(pick(LABELS, random), MessageOracle.LINKS + pick(PATHS, random));
    }
  }

  private static String pick(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
