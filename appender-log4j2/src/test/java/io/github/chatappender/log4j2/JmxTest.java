/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.testing.JmxContract;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;

class JmxTest extends JmxContract {

  @Override
  protected LoggingHost start(Map<String, String> settings) {
    return Log4jHost.start(settings);
  }

  @Override
  protected void reload(LoggingHost host, Map<String, String> settings) {
    ((Log4jHost) host).reload(settings);
  }
}
