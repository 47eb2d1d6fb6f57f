/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.Setting;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides the webhooks' addresses and the proxy in {@code /actuator/env} and {@code
 * /actuator/configprops}, even where these show values. Thread-safe.
 */
final class ChatSanitizer implements SanitizingFunction {

  private static final Set<String> SECRETS =
      Arrays.stream(Setting.values())
          .filter(Setting::isSensitive)
          .map(setting -> uniform(ChatProperties.nameOf(setting)))
          .collect(Collectors.toSet());

  private static final String ROOMS = uniform(ChatProperties.PREFIX + ChatProperties.ROOMS);

  @Override
  public SanitizableData apply(SanitizableData data) {
    String name = uniform(data.getKey());
    boolean secret =
        SECRETS.contains(name)
            || (name.startsWith(ROOMS) && SECRETS.stream().anyMatch(s -> name.endsWith(last(s))))
            || holdsAddress(data.getValue());
    return secret ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
  }

  /** A variable of any name may hold an address, such as one that {@code env:NAME} names. */
  private static boolean holdsAddress(Object value) {
    return value instanceof CharSequence
        && Stream.of("/v1/spaces/", "token=").allMatch(value.toString()::contains);
  }

  private static String last(String uniformName) {
    return uniformName.substring("googlechat".length());
  }

  /** Returns a name without its separators, so that spellings and variables are equal. */
  private static String uniform(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
