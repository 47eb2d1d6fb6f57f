/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as people write them. Stateless. */
public final class Durations {

  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9})\\s*(ms|s|min|h|d)");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private Durations() {}

  /** Returns a duration such as {@code 15 min} or {@code PT1S}; null if the text is none. */
  public static @Nullable Duration parse(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (amount.matches()) {
      return Duration.of(Long.parseLong(amount.group(1)), UNITS.get(amount.group(2)));
    }
    try {
      return text.equals("0") ? Duration.ZERO : Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
