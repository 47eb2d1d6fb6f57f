/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.Configs;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadKeysTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-15T12:03:07Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "prod, daily, logger:com.acme.Orders, gca:orders-api:prod:logger:com.acme.Orders:2026-07-15",
    "prod, never, com.acme.Orders, gca:orders-api:prod:com.acme.Orders",
    "'', daily, com.acme.Orders, gca:orders-api::com.acme.Orders:2026-07-15",
    "'', never, com.acme.Orders, gca:orders-api::com.acme.Orders",
    "prod, daily, '', gca:orders-api:prod:2026-07-15",
    "prod, never, '', gca:orders-api:prod",
    "prod, daily, digest, gca:orders-api:prod:digest:2026-07-15",
    "prod, daily, mdc:digest, gca:orders-api:prod:mdc:digest:2026-07-15",
    "prod, never, mdc:a:b, gca:orders-api:prod:mdc:a:b",
  })
  void key_namesApplicationEnvironmentValueAndDay(
      String environment, String rotation, String thread, String key) {
    ThreadKeys keys = keys(environment, rotation, CLOCK);

    assertThat(keys.key(thread)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "a:b, c, gca:a_b:c:mdc:x:y",
    "a, b:c, gca:a:b_c:mdc:x:y",
    "'::', ':', gca:__:_:mdc:x:y",
    "a:b, '', gca:a_b::mdc:x:y",
  })
  void colonsInApplicationAndEnvironment_areEscaped(
      String application, String environment, String key) {
    ThreadKeys keys =
        new ThreadKeys(
            Configs.with(
                Map.of(
                    Setting.APPLICATION, application,
                    Setting.ENVIRONMENT, environment,
                    Setting.THREAD_ROTATION, "never")),
            CLOCK);

    assertThat(keys.key("mdc:x:y")).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-15T23:59:59.999Z, 2026-07-15",
    "2026-07-16T00:00:00Z, 2026-07-16",
    "2026-12-31T23:59:59Z, 2026-12-31",
  })
  void day_isInUtc(Instant now, String day) {
    ThreadKeys keys = keys("prod", "daily", Clock.fixed(now, ZoneId.of("Pacific/Auckland")));

    assertThat(keys.key("")).isEqualTo("gca:orders-api:prod:" + day);
  }

  @Test
  void longValue_isCutToTheServicesLimit() {
    String key = keys("e".repeat(64), "daily", CLOCK).key("v".repeat(5_000));

    assertThat(key).contains(":" + "v".repeat(999) + "…:2026-07-15").hasSizeLessThan(4_000);
  }

  @Test
  void key_needsNoJsonEscapes() {
    assertThat(keys("prod", "never", CLOCK).key("a\u0000b\nc\uD83Dd\u202Ee\t"))
        .isEqualTo("gca:orders-api:prod:ab cde ");
  }

  private static ThreadKeys keys(String environment, String rotation, Clock clock) {
    return new ThreadKeys(
        Configs.with(Map.of(Setting.ENVIRONMENT, environment, Setting.THREAD_ROTATION, rotation)),
        clock);
  }
}
