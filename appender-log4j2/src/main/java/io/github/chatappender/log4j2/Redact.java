/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.api.Settings;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds a redaction rule as text; the appender checks it. Immutable.
 *
 * <pre>{@code
 * <Redact pattern="customer-[0-9]+"/>
 * }</pre>
 */
@Plugin(name = "Redact", category = Core.CATEGORY_NAME, printObject = true)
public final class Redact {

  private final @Nullable String pattern;

  private Redact(@Nullable String pattern) {
    this.pattern = pattern;
  }

  /**
   * Creates a builder, for Log4j and for configuration in code.
   *
   * @return an empty builder
   */
  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  void addTo(Settings settings) {
    settings.addRedact(pattern);
  }

  @Override
  public String toString() {
    return "Redact[" + pattern + "]";
  }

  /** Accepts the attribute as text; never throws. */
  public static final class Builder implements org.apache.logging.log4j.core.util.Builder<Redact> {

    // null, not empty, if the attribute is missing: only a builder can distinguish them
    @PluginBuilderAttribute private @Nullable String pattern;

    private Builder() {}

    /**
     * Sets {@code pattern}.
     *
     * @param text a regular expression
     * @return this
     */
    public Builder setPattern(@Nullable String text) {
      this.pattern = text;
      return this;
    }

    @Override
    public Redact build() {
      return new Redact(pattern);
    }
  }
}
