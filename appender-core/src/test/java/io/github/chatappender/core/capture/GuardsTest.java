/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {

  @ParameterizedTest
  @CsvSource({
    "ERROR, ERROR, false",
    "ERROR, FATAL, false",
    "ERROR, WARN, true",
    "TRACE, TRACE, false",
    "FATAL, ERROR, true",
    "OFF, FATAL, true",
  })
  void eventsBelowTheLevelAreRefused(String level, Severity severity, boolean refused) {
    Guards guards = new Guards(Configs.with(Setting.LEVEL, level));

    assertThat(refuses(guards, FakeEvent.of(severity, "x"), FakeReader.INSTANCE))
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.github.chatappender",
        "io.github.chatappender.core.delivery.DeliveryLoop",
        "java.net.http",
        "java.net.http.HttpClient",
        "jdk.httpclient",
        "jdk.internal.httpclient.debug",
        "jdk.internal.net.http.Http1Exchange",
      })
  void loggersUsedForPosting_areRefused(String logger) {
    assertThat(refuses(FakeEvent.error("x").logger(logger))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.github.chatappenders.Shop",
        "io.github",
        "java.net.httpserver",
        "jdk.httpclients",
        "",
      })
  void loggersWithSimilarNames_pass(String logger) {
    assertThat(refuses(FakeEvent.error("x").logger(logger))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "google-chat-appender-delivery-1, true",
    "google-chat-appender-http-12, true",
    "google-chat-appender-exit, true",
    "google-chat-poller-1, false",
    "my-google-chat-1, false",
    "exec-1, false",
  })
  void ownThreads_areRecognizedByTheEventsThreadName(String thread, boolean refused) {
    assertThat(refuses(FakeEvent.error("x").thread(thread))).isEqualTo(refused);
  }

  @Test
  void passedLogger_admitsNoOtherWithItsHash() {
    Guards guards = new Guards(Configs.with(Setting.EXCLUDE_LOGGERS, "BB"));
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

    for (int i = 0; i < 3; i++) {
      assertThat(refuses(guards, "Aa")).isFalse();
      assertThat(refuses(guards, "BB")).isTrue();
      assertThat(refuses(guards, "io.github.chatappender.X")).isTrue();
    }
  }

  private static boolean refuses(Guards guards, String logger) {
    return refuses(guards, FakeEvent.error("x").logger(logger), FakeReader.INSTANCE);
  }

  @Test
  void callingThreadsName_doesNotMatter() throws InterruptedException {
    boolean[] refused = {true};
    Thread thread =
        new Thread(
            () -> refused[0] = refuses(FakeEvent.error("x").thread("exec-1")),
            "google-chat-appender-delivery-1");

    thread.start();
    thread.join();

    assertThat(refused[0]).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme, com.acme, true",
    "com.acme, com.acme.Shop, true",
    "com.acme, com.acme.shop.Orders, true",
    "com.acme, com.acmeshop.Orders, false",
    "com.acme, com, false",
    "com.acme, org.com.acme, false",
    "com.acme., com.acme.Shop, true",
    "com.acme.Shop, com.acme.Shop$Inner, true",
    "com.acme.Shop, com.acme.Shopping, false",
    "'org.x, com.acme', com.acme.Shop, true",
  })
  void excludedLogger_coversItsChildrenOnly(String excluded, String logger, boolean refused) {
    Guards guards = new Guards(Configs.with(Setting.EXCLUDE_LOGGERS, excluded));

    assertThat(refuses(guards, FakeEvent.error("x").logger(logger), FakeReader.INSTANCE))
        .isEqualTo(refused);
  }

  @Test
  void anExcludedExceptionIsRefused() {
    assertThat(excludes("java.io.IOException", new IOException())).isTrue();
    assertThat(excludes("java.io.IOException", new SQLException())).isFalse();
  }

  @Test
  void anExcludedSuperclassIsRefused() {
    assertThat(excludes("java.io.IOException", new FileNotFoundException())).isTrue();
    assertThat(excludes("java.lang.Throwable", new FileNotFoundException())).isTrue();
    assertThat(excludes("java.io.FileNotFoundException", new IOException())).isFalse();
  }

  @Test
  void anExcludedCauseIsRefused() {
    Throwable thrown =
        new IllegalStateException("outer", new RuntimeException(new FileNotFoundException()));

    assertThat(excludes("java.io.FileNotFoundException", thrown)).isTrue();
    assertThat(excludes("java.io.IOException", thrown)).isTrue();
    assertThat(excludes("java.sql.SQLException", thrown)).isFalse();
  }

  @Test
  void anyOfSeveralExcludedExceptions_isRefused() {
    String both = "java.sql.SQLException, java.io.IOException";

    assertThat(excludes(both, new IOException())).isTrue();
    assertThat(excludes(both, new SQLException())).isTrue();
  }

  @Test
  void eventWithoutException_passesTheExclusion() {
    Guards guards = new Guards(Configs.with(Setting.EXCLUDE_EXCEPTIONS, "java.lang.Throwable"));

    assertThat(refuses(guards, FakeEvent.error("x"), FakeReader.INSTANCE)).isFalse();
  }

  @Test
  void cyclicChain_ends() {
    assertThat(excludes("java.sql.SQLException", new Cycle())).isFalse();
  }

  @Test
  void exceptionKnownByNameOnly_isRefused() {
    Guards guards = new Guards(Configs.with(Setting.EXCLUDE_EXCEPTIONS, "com.gone.GoneException"));

    assertThat(refuses(guards, "event", named("com.gone.GoneException"))).isTrue();
    assertThat(refuses(guards, "event", named("com.gone.OtherException"))).isFalse();
  }

  private static <E> boolean refuses(Guards guards, E event, EventReader<E, ?> reader) {
    return guards.refuse(reader.severity(event))
        || guards.refuse(event, reader, reader.loggerName(event));
  }

  private static boolean refuses(FakeEvent event) {
    return refuses(new Guards(Configs.defaults()), event, FakeReader.INSTANCE);
  }

  private static boolean excludes(String exceptions, Throwable thrown) {
    Guards guards = new Guards(Configs.with(Setting.EXCLUDE_EXCEPTIONS, exceptions));
    return refuses(guards, FakeEvent.error("x").thrown(thrown), FakeReader.INSTANCE);
  }

  /** Reads an event whose exception is only known by name, as Logback's proxies are. */
  @SuppressWarnings("unchecked")
  private static EventReader<String, String> named(String exception) {
    return (EventReader<String, String>)
        Proxy.newProxyInstance(
            EventReader.class.getClassLoader(),
            new Class<?>[] {EventReader.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "severity":
                  return Severity.ERROR;
                case "loggerName":
                case "threadName":
                  return "x";
                case "thrown":
                case "typeName":
                  return exception;
                default:
                  return null;
              }
            });
  }

  private static final class Cycle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }
}
