/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.testing.ExitContract;
import io.github.chatappender.core.testing.LastWords;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

class ExitTest extends ExitContract {

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  @Override
  protected String sign() {
    return "<GoogleChat ";
  }

  @Override
  protected String configuration(String block) {
    return block.replace(
        "<GoogleChat ", "<GoogleChat shutdownTimeout=\"30 s\" uncaughtExceptions=\"true\" ");
  }

  @Override
  protected List<String> options(Path configuration) {
    return List.of("-Dlog4j2.configurationFile=" + configuration.toUri());
  }

  /** Logs with what its environment configures. */
  static final class Program {

    public static void main(String[] arguments) throws InterruptedException {
      Logger logger = LogManager.getLogger("com.acme.Shop");
      LastWords.say(arguments[0], logger::error);
    }
  }
}
