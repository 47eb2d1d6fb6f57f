/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.LiveFingerprintContract;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;

class LiveFingerprintTest extends LiveFingerprintContract {

  @Override
  protected LoggingHost start(Map<String, String> settings) {
    return LogbackHost.start(settings);
  }
}
