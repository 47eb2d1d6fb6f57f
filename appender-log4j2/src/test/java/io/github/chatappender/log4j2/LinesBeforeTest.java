/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.testing.LinesBefore;
import io.github.chatappender.core.testing.LinesBeforeContract;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;

class LinesBeforeTest extends LinesBeforeContract {

  @Override
  protected LoggingHost start(Map<String, String> settings) {
    return Log4jHost.start(settings);
  }

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  /** What runs on a JDK with virtual threads. */
  static final class Program {

    public static void main(String[] arguments) throws Exception {
      LinesBefore.onVirtualThreads(Log4jHost.start(LinesBefore.settings(arguments[0])));
    }
  }
}
