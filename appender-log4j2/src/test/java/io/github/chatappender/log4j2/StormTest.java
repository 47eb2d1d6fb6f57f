/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.testing.LoggingHost;
import io.github.chatappender.core.testing.StormContract;
import java.util.Map;

class StormTest extends StormContract {

  @Override
  protected LoggingHost start(Map<String, String> settings) {
    return Log4jHost.start(settings);
  }
}
