/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import java.util.Map;

/** Creates configurations of {@code orders-api} for tests that do not test their parsing. */
public final class Configs {

  private Configs() {}

  /** Returns the defaults, with the application's name set. */
  public static SenderConfig defaults() {
    return with(Map.of());
  }

  public static SenderConfig with(Setting setting, String text) {
    return with(Map.of(setting, text));
  }

  public static SenderConfig with(Setting setting, String text, Setting other, String otherText) {
    return with(Map.of(setting, text, other, otherText));
  }

  /** Returns the defaults with other, valid values for some settings. */
  public static SenderConfig with(Map<Setting, String> texts) {
    return with(texts, new FakeProcessFacts());
  }

  public static SenderConfig with(Map<Setting, String> texts, FakeProcessFacts facts) {
    Settings settings = new Settings().set(Setting.APPLICATION, "orders-api");
    texts.forEach(settings::set);
    return of(settings, facts);
  }

  /** Returns the configuration of valid settings. */
  public static SenderConfig of(Settings settings) {
    return of(settings, new FakeProcessFacts());
  }

  private static SenderConfig of(Settings settings, FakeProcessFacts facts) {
    try {
      return SenderConfig.parse(settings, facts);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
