/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;

/** Log4j2's {@code Null} with a gate, for use behind an asynchronous appender. */
@Plugin(name = "Counting", category = "Core", elementType = "appender")
public final class CountingSink extends AbstractAppender {

  private final Gate gate = new Gate();

  private CountingSink(String name) {
    super(name, null, null, true, Property.EMPTY_ARRAY);
  }

  /**
   * Creates an appender, for Log4j2.
   *
   * @param name its name
   * @return the appender
   */
  @PluginFactory
  public static CountingSink create(@PluginAttribute("name") String name) {
    return new CountingSink(name);
  }

  Gate gate() {
    return gate;
  }

  @Override
  public void append(LogEvent event) {
    gate.pass();
  }
}
