/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.testing.ReportedCounts;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.message.ParameterizedMessageFactory;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs messages of every class that Log4j2 has, directly and asynchronously: what differs in its
 * arguments is one problem, what differs in anything else is another.
 */
class MessageKindsTest {

  private static final String SETTINGS =
      "messagesPerMinute=\"6000\" burst=\"60\" firstWait=\"60 s\" application=\"kinds\" ";

  private static final Map<Mode, ChatSpace> SPACES = new EnumMap<>(Mode.class);
  private static final Map<Mode, Host> HOSTS = new EnumMap<>(Mode.class);

  @BeforeAll
  static void startAll() {
    for (Mode mode : Mode.values()) {
      ChatSpace space = ChatSpace.start();
      SPACES.put(mode, space);
      HOSTS.put(mode, mode.start(Host.webhook(space.webhookUrl()) + SETTINGS));
    }
  }

  @AfterAll
  static void closeAll() {
    HOSTS.values().forEach(Host::close);
    SPACES.values().forEach(ChatSpace::close);
  }

  static Stream<Arguments> casesAndModes() {
    return MessageCase.all().stream()
        .flatMap(message -> Stream.of(Mode.values()).map(mode -> Arguments.of(message, mode)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("casesAndModes")
  void messagesThatDifferOnlyInArguments_areOneProblem(MessageCase message, Mode mode) {
    Host host = HOSTS.get(mode);
    Map<String, Long> before = told(mode);
    long accepted = host.appender().getDeliveryStats().accepted();

    Logger logger = mode.logger(host, "com.acme." + message.toString().replaceAll("\\W", ""));
    message.log(logger, 1, "failed");
    message.log(logger, 2, "failed");
    message.log(logger, 1, "refused");
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> host.appender().getDeliveryStats().accepted() == accepted + 3);
    host.flush();

    Map<String, Long> news = told(mode);
    news.keySet().removeAll(before.keySet());
    assertThat(news.values()).containsExactlyInAnyOrder(2L, 1L);
  }

  private static Map<String, Long> told(Mode mode) {
    return new TreeMap<>(ReportedCounts.by(SPACES.get(mode).messages()).counts());
  }

  /** How a message gets to our appender. */
  enum Mode {
    DIRECTLY,
    DIRECTLY_AS_NEW_MESSAGES,
    THROUGH_ASYNC_LOGGERS,
    THROUGH_AN_ASYNC_APPENDER;

    Logger logger(Host host, String name) {
      return host.context.getLogger(
          name,
          this == DIRECTLY_AS_NEW_MESSAGES
              ? ParameterizedMessageFactory.INSTANCE
              : ReusableMessageFactory.INSTANCE);
    }

    Host start(String attributes) {
      switch (this) {
        case DIRECTLY:
        case DIRECTLY_AS_NEW_MESSAGES:
          return Host.withAppender(attributes);
        case THROUGH_ASYNC_LOGGERS:
          return Host.withAsyncLoggers(attributes);
        case THROUGH_AN_ASYNC_APPENDER:
          return Host.withAsyncAppender(attributes);
      }
      throw new AssertionError(this);
    }
  }
}
