/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Method and route pattern of the request that failed are in its message; path and query are not.
 */
class RequestsIT {

  private static final Duration IN_TIME = Duration.ofSeconds(30);
  private static final String PATH = "/orders/8123/slowly?customer=4711";

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void failureInAServlet_showsMethodAndRoute(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        App app = web(line, space).argument("--server.tomcat.threads.max=1").start()) {
      String address = app.awaitReady();
      assertThat(App.get(address + "/orders/8123?customer=4711").statusCode()).isEqualTo(500);
      // the only thread has served a request with a route before this one, which has none
      assertThat(App.get(address + "/actuator-is-not-here").statusCode()).isEqualTo(404);
      assertThat(App.post(address + "/orders/8123/mail").statusCode()).isEqualTo(405);
      assertThat(App.get(address + "/orders/8123/mail").statusCode()).isEqualTo(200);
      assertThat(App.get(address + PATH).statusCode()).isEqualTo(500);
      assertThat(space.awaitMessages(3, IN_TIME)).as(app.output()).isTrue();
      String output = app.end();

      assertThat(textWith(space, "no warehouse has"))
          .as(output)
          .contains("`request=GET /orders/{id}`");
      assertThat(textWith(space, "slow warehouse has"))
          .as(output)
          .contains("`request=GET /orders/{id}/slowly`");
      // on another thread, which has no request
      assertThat(textWith(space, "mail server refused")).doesNotContain("request=");
      assertThat(space.show()).doesNotContain("4711", "orders/8123");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void requestMdcSwitchedOff_showsNothing(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        App app = web(line, space).argument("--google-chat.request-mdc=false").start()) {
      assertThat(App.get(app.awaitReady() + "/orders/8123").statusCode()).isEqualTo(500);
      assertThat(space.awaitMessages(1, IN_TIME)).as(app.output()).isTrue();

      assertThat(textWith(space, "no warehouse has")).doesNotContain("request=");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void failureInWebFlux_showsMethodAndRoute(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        App app =
            web(line.with("webflux", "reactor-netty", "netty"), space)
                .argument("--spring.main.web-application-type=reactive")
                .start()) {
      String address = app.awaitReady();
      assertThat(App.get(address + "/orders/8123?customer=4711").statusCode()).isEqualTo(500);
      assertThat(space.awaitMessages(1, IN_TIME)).as(app.output()).isTrue();

      assertThat(textWith(space, "no warehouse has"))
          .as(app.output())
          .contains("`request=GET /orders/{id}`");
    }
  }

  private static App.Start web(Line line, ChatSpace space) {
    return new App.Start(line).webhook(space.webhookUrl()).argument("--server.port=0");
  }

  private static String textWith(ChatSpace space, String part) {
    return space.messages().stream()
        .map(message -> message.text())
        .filter(text -> text.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is not in " + space.show()));
  }
}
