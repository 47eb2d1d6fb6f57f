/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Names threads, the same in every process and after every restart: {@code
 * gca:<application>:<environment>[:<value>][:<utc date>]}. A colon in the first two becomes an
 * underscore. Immutable.
 */
final class ThreadKeys {

  /** The service takes 4,000 chars; a longer value is cut, so equal beginnings share a thread. */
  private static final int VALUE_CHARS = 1_000;

  private final SenderConfig config;
  private final Clock clock;

  ThreadKeys(SenderConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  String key(String thread) {
    // a colon ends each of these names: with one in them, other services could share a key
    String environment = Objects.requireNonNullElse(config.environment, "").replace(':', '_');
    StringBuilder key = new StringBuilder("gca:").append(config.application.replace(':', '_'));
    key.append(':').append(environment);
    if (!thread.isEmpty()) {
      key.append(':').append(Texts.ellipsed(thread, VALUE_CHARS));
    }
    if (config.rotatesThreadsDaily) {
      key.append(':').append(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
    return Cleaner.clean(key.toString(), false);
  }
}
