/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.Hosts;
import io.github.chatappender.core.testing.JobPool;
import io.github.chatappender.core.testing.JobPoolContract;

class JobPoolTest extends JobPoolContract {

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  /** Starts the host. */
  static final class Program {

    public static void main(String[] arguments) throws Exception {
      JobPool.logWith(LogbackHost.start(Hosts.quiet(arguments[0])));
    }
  }
}
