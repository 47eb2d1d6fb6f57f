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
 * Holds the parts of an {@code owner} as text; the appender checks them. Immutable.
 *
 * <pre>{@code
 * <Owner packages="com.acme.billing, com.acme.tax" label="Billing" mention="1234567890"/>
 * }</pre>
 */
@Plugin(name = "Owner", category = Core.CATEGORY_NAME, printObject = true)
public final class Owner {

  private final @Nullable String packages;
  private final @Nullable String label;
  private final @Nullable String mention;

  private Owner(@Nullable String packages, @Nullable String label, @Nullable String mention) {
    this.packages = packages;
    this.label = label;
    this.mention = mention;
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
    settings.addOwner(packages, label, mention);
  }

  @Override
  public String toString() {
    return "Owner[" + packages + ", " + label + ", " + mention + "]";
  }

  /** Accepts the attributes as text; never throws. */
  public static final class Builder implements org.apache.logging.log4j.core.util.Builder<Owner> {

    // null, not empty, if the attribute is missing: only a builder can distinguish them
    @PluginBuilderAttribute private @Nullable String packages;

    @PluginBuilderAttribute private @Nullable String label;

    @PluginBuilderAttribute private @Nullable String mention;

    private Builder() {}

    /**
     * Sets {@code packages}.
     *
     * @param text packages or classes, comma-separated
     * @return this
     */
    public Builder setPackages(@Nullable String text) {
      this.packages = text;
      return this;
    }

    /**
     * Sets {@code label}.
     *
     * @param text the owner's name as shown, 1 to 40 characters
     * @return this
     */
    public Builder setLabel(@Nullable String text) {
      this.label = text;
      return this;
    }

    /**
     * Sets {@code mention}.
     *
     * @param text who is mentioned instead, {@code all} or the id of a user
     * @return this
     */
    public Builder setMention(@Nullable String text) {
      this.mention = text;
      return this;
    }

    @Override
    public Owner build() {
      return new Owner(packages, label, mention);
    }
  }
}
