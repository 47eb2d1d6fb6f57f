/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.Hosts;
import io.github.chatappender.core.testing.VirtualThreads;
import io.github.chatappender.core.testing.VirtualThreadsContract;

class VirtualThreadsTest extends VirtualThreadsContract {

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  /** What runs on a JDK with virtual threads. */
  static final class Program {

    public static void main(String[] arguments) throws Exception {
      VirtualThreads.logWith(LogbackHost.start(Hosts.plain(arguments[0])));
    }
  }
}
