/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.ExitContract;
import io.github.chatappender.core.testing.LastWords;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ExitTest extends ExitContract {

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  @Override
  protected String sign() {
    return "class=\"io.github.chatappender.logback.GoogleChatAppender\"";
  }

  @Override
  protected String configuration(String block) {
    String start = sign() + ">";
    String patient =
        start
            + "<shutdownTimeout>30 s</shutdownTimeout>"
            + "<uncaughtExceptions>true</uncaughtExceptions>";
    return block.replace(sign() + "/>", start + "</appender>").replace(start, patient);
  }

  @Override
  protected List<String> options(Path configuration) {
    return List.of("-Dlogback.configurationFile=" + configuration);
  }

  /** Logs with what its environment configures. */
  static final class Program {

    public static void main(String[] arguments) throws InterruptedException {
      Logger logger = LoggerFactory.getLogger("com.acme.Shop");
      LastWords.say(arguments[0], logger::error);
    }
  }
}
