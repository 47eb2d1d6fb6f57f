/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Reads real events with the reader that is chosen for the running Logback. */
class LogbackReaderTest {

  private static final String AT_LEAST_13 =
      "io.github.chatappender.logback.LogbackVersion#isAtLeast13";

  private final Logger logger = new LoggerContext().getLogger("com.acme.A");
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final LogbackReader reader = Objects.requireNonNull(HostReaders.of(null));

  LogbackReaderTest() {
    events.start();
    logger.addAppender(events);
  }

  @Test
  @EnabledIf(AT_LEAST_13)
  void since13_theReaderIsNoSubclass() {
    assertThat(reader).isExactlyInstanceOf(LogbackReader.class);
  }

  @Test
  @DisabledIf(AT_LEAST_13)
  void before13_theReaderAsksForNothingThatIsMissing() {
    assertThat(reader).isExactlyInstanceOf(Logback12Reader.class);
  }

  @Test
  void eventWithoutMarker_hasNone() {
    logger.error("x");

    assertThat(markers()).isEmpty();
    assertThat(reader.hasMarker(event(), "OUTER")).isFalse();
  }

  @Test
  void nestedMarkers_areFoundByName() {
    logger.error(nested(), "x");

    assertThat(markers()).containsExactly("OUTER", "INNER");
    assertThat(reader.hasMarker(event(), "INNER")).isTrue();
    assertThat(reader.hasMarker(event(), "OTHER")).isFalse();
  }

  @Test
  @EnabledIf(AT_LEAST_13)
  void severalMarkers_areAllRead() {
    logger.atError().addMarker(nested()).addMarker(marker("SECOND")).log("x");

    assertThat(markers()).containsExactly("OUTER", "INNER", "SECOND");
    assertThat(reader.hasMarker(event(), "SECOND")).isTrue();
  }

  @Test
  void pairsAreReadWhereTheHostHasThem() {
    if (LogbackVersion.isAtLeast13()) {
      logger.atError().addKeyValue("orderId", 8123).log("x");
    } else {
      logger.error("x");
    }
    List<String> pairs = new ArrayList<>();

    reader.keyValues(event(), (key, value) -> pairs.add(key + "=" + value));

    assertThat(pairs).isEqualTo(LogbackVersion.isAtLeast13() ? List.of("orderId=8123") : List.of());
  }

  @Test
  void causesEndWhereTheyTurnInACircle() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalArgumentException("second", first);
    first.initCause(second);

    logger.error("x", first);

    assertThat(messagesOfChain()).containsExactly("first", "second");
  }

  @Test
  void causeWithoutFrames_isACause() {
    Exception root = new IllegalStateException("root");
    root.setStackTrace(new StackTraceElement[0]);

    logger.error("x", new IllegalArgumentException("outer", root));

    assertThat(messagesOfChain()).containsExactly("outer", "root");
  }

  private List<String> messagesOfChain() {
    List<String> messages = new ArrayList<>();
    IThrowableProxy thrown = reader.thrown(event());
    while (thrown != null) {
      messages.add(String.valueOf(reader.thrownMessage(thrown)));
      thrown = reader.cause(thrown);
    }
    return messages;
  }

  private List<String> markers() {
    List<String> names = new ArrayList<>();
    reader.markers(event(), names::add);
    return names;
  }

  private ILoggingEvent event() {
    return events.list.get(0);
  }

  @SuppressWarnings("deprecation") // the one way to nest markers that every SLF4J has
  private static Marker nested() {
    Marker outer = marker("OUTER");
    outer.add(marker("INNER"));
    return outer;
  }

  private static Marker marker(String name) {
    return MarkerFactory.getDetachedMarker(name);
  }
}
