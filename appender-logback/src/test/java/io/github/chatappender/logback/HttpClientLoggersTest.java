/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Lets the HTTP client speak of every post, through System.Logger and JUL, to the appender. */
@Timeout(120)
class HttpClientLoggersTest {

  @Test
  void httpClientsOwnLogs_areNotPosted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("logback.xml");
    try (ChatSpace space = ChatSpace.start()) {
      Files.writeString(
          file,
          "<configuration>"
              + Host.appender(
                  Host.webhook(space.webhookUrl())
                      + "<level>TRACE</level><shutdownTimeout>30 s</shutdownTimeout>")
              + "<root level=\"TRACE\"><appender-ref ref=\"CHAT\"/></root></configuration>");

      ChildJvm child =
          ChildJvm.run(
              Program.class,
              List.of(
                  "-Djdk.httpclient.HttpClient.log=all", "-Dlogback.configurationFile=" + file));

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output()).contains("accepted 1").containsPattern("bridged [1-9]");
      assertThat(space.messages()).singleElement().asString().contains("one of ours");
    }
  }

  /** Logs one event, posts it, and counts the events that the client logs meanwhile. */
  static final class Program {

    public static void main(String[] arguments) {
      LogManager.getLogManager().reset();
      SLF4JBridgeHandler.install();
      java.util.logging.Logger.getLogger("").setLevel(Level.ALL);
      Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
      ListAppender<ILoggingEvent> all = new ListAppender<>();
      all.start();
      root.addAppender(all);
      GoogleChatAppender chat =
          (GoogleChatAppender) Objects.requireNonNull(root.getAppender("CHAT"));

      LoggerFactory.getLogger("com.acme.Shop").error("one of ours");
      root.getLoggerContext().stop();

      long bridged =
          List.copyOf(all.list).stream()
              .filter(event -> event.getLoggerName().startsWith("jdk.httpclient"))
              .count();
      System.out.println("accepted " + chat.getDeliveryStats().accepted());
      System.out.println("bridged " + bridged);
    }
  }
}
