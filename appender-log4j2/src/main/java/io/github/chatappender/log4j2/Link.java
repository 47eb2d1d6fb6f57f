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
 * Holds the parts of a {@code link} as text; the appender checks them. Immutable.
 *
 * <pre>{@code
 * <Link label="Logs" url="https://logs.example/search?trace={traceId}"/>
 * }</pre>
 */
@Plugin(name = "Link", category = Core.CATEGORY_NAME, printObject = true)
public final class Link {

  private final @Nullable String label;
  private final @Nullable String url;

  private Link(@Nullable String label, @Nullable String url) {
    this.label = label;
    this.url = url;
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
    settings.addLink(label, url);
  }

  @Override
  public String toString() {
    return "Link[" + label + ", " + url + "]";
  }

  /** Accepts the attributes as text; never throws. */
  public static final class Builder implements org.apache.logging.log4j.core.util.Builder<Link> {

    // null, not empty, if the attribute is missing: only a builder can distinguish them
    @PluginBuilderAttribute private @Nullable String label;

    @PluginBuilderAttribute private @Nullable String url;

    private Builder() {}

    /**
     * Sets {@code label}.
     *
     * @param text the text shown for the link, 1 to 40 characters
     * @return this
     */
    public Builder setLabel(@Nullable String text) {
      this.label = text;
      return this;
    }

    /**
     * Sets {@code url}.
     *
     * @param text its address, absolute https, with placeholders such as {@code {traceId}}
     * @return this
     */
    public Builder setUrl(@Nullable String text) {
      this.url = text;
      return this;
    }

    @Override
    public Link build() {
      return new Link(label, url);
    }
  }
}
