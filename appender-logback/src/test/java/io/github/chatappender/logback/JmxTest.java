/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.JmxContract;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;

class JmxTest extends JmxContract {

  @Override
  protected LoggingHost start(Map<String, String> settings) {
    return LogbackHost.start(settings);
  }

  @Override
  protected void reload(LoggingHost host, Map<String, String> settings) {
    ((LogbackHost) host).reload(settings);
  }
}
