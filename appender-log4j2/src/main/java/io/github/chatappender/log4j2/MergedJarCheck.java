/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.util.PluginManager;
import org.jspecify.annotations.Nullable;

/**
 * Reports a jar in which this module's {@code Log4j2Plugins.dat} has replaced Log4j's own. Log4j
 * then knows no plugin but ours and ignores its configuration, so that no appender ever runs; it
 * still creates every configuration factory. This one never reads a configuration.
 */
@Plugin(name = "GoogleChatMergedJarCheck", category = ConfigurationFactory.CATEGORY)
public final class MergedJarCheck extends ConfigurationFactory {

  /** Checks the plugins; called by Log4j, once for each class loader. */
  public MergedJarCheck() {
    PluginManager plugins = new PluginManager(Core.CATEGORY_NAME);
    plugins.collectPlugins();
    if (plugins.getPluginType("Appenders") == null) {
      System.err.println(
          "GoogleChat appender: Log4j finds none of its own plugins and ignores its configuration:"
              + " this jar was merged from several and kept one Log4j2Plugins.dat; build it with a"
              + " transformer that merges these files (docs/hosts.md, \"Fat jars\")");
    }
  }

  @Override
  protected String[] getSupportedTypes() {
    return new String[0];
  }

  @Override
  public @Nullable Configuration getConfiguration(
      LoggerContext context, ConfigurationSource source) {
    return null;
  }
}
