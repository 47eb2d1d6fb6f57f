/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metrics and endpoint of an application with deliveries, drops, an outage and a reconfiguration.
 */
class ActuatorIT {

  private static final Duration IN_TIME = Duration.ofSeconds(30);

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void metersAndEndpoint_showWhatWasDelivered(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        App app =
            actuator(line, space)
                .argument(
                    "--management.endpoints.web.exposure.include=prometheus,googlechat,env,health")
                .argument("--management.endpoint.env.show-values=ALWAYS")
                .start()) {
      String address = app.awaitReady();
      String start = App.get(address + "/actuator/prometheus").body();
      for (String reason : List.of("queue_full", "closed")) {
        assertThat(meters(start))
            .as(app.output())
            .contains(
                "google_chat_dropped_events_total{appender=\"google-chat\",reason=\""
                    + reason
                    + "\"} 0.0");
      }

      App.get(address + "/orders/8123");
      assertThat(space.awaitMessages(1, IN_TIME)).as(app.output()).isTrue();
      space.answerWith(1, Misbehavior.status(400));
      space.answerWith(2, Misbehavior.status(400));
      App.get(address + "/orders/8123/mail");
      assertThat(space.awaitArrivals(4, IN_TIME)).as(app.output()).isTrue();
      space.answerWith(Misbehavior.status(503));
      App.get(address + "/reset");
      App.get(address + "/orders/8123/label");
      assertThat(space.awaitArrivals(5, IN_TIME)).as(app.output()).isTrue();

      String text = App.get(address + "/actuator/prometheus").body();
      print(line, text);
      assertThat(meters(text)).containsAll(meters(documented()));

      space.answerNormally();
      assertThat(App.post(address + "/actuator/googlechat").body()).contains("\"flushed\"");
      String read = App.get(address + "/actuator/googlechat").body();
      assertThat(read).contains("\"google-chat\"", "\"state\"", "\"pending\"", "\"QUEUE_FULL\"");
      assertProblemIsExplainedAndMuted(address + "/actuator/googlechat/", read);
      String environment = App.get(address + "/actuator/env").body();
      assertThat(environment).contains("GOOGLE_CHAT_WEBHOOK_URL").doesNotContain("token=");
      assertThat(App.get(address + "/actuator/health").body()).doesNotContain("hat");
    }
  }

  private static void assertProblemIsExplainedAndMuted(String endpoint, String read)
      throws Exception {
    Matcher id = Pattern.compile("\"id\":\"([0-9a-f]{8})\"").matcher(read);
    assertThat(id.find()).as(read).isTrue();
    String problem = endpoint + id.group(1);

    assertThat(App.get(problem).body()).contains("\"rule\"", "\"canonicalText\"", "\"advice\"");
    assertThat(App.post(problem, "{\"duration\": \"4h\"}").body()).contains("\"mutedUntil\":\"20");
    assertThat(App.delete(problem).body()).isEqualTo("{\"unmuted\":true}");
    assertThat(App.delete(problem).body()).isEqualTo("{\"unmuted\":false}");
    HttpResponse<String> tooShort = App.post(problem, "{\"duration\": \"1s\"}");
    assertThat(tooShort.statusCode()).as(tooShort.body()).isEqualTo(400);
    assertThat(App.get(endpoint + "no-id").statusCode()).isEqualTo(400);
    assertThat(App.get(endpoint + "00000000").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void endpoint_isNotExposedByDefault(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        App app = actuator(line, space).start()) {
      String address = app.awaitReady();

      assertThat(App.get(address + "/actuator/health").statusCode()).isEqualTo(200);
      assertThat(App.get(address + "/actuator/googlechat").statusCode()).isEqualTo(404);
    }
  }

  /** Returns our meters; before Spring Boot 3 each list of tags ends with a comma. */
  private static List<String> meters(String text) {
    return text.replace(",}", "}")
        .lines()
        .filter(line -> line.startsWith("google_chat"))
        .collect(Collectors.toList());
  }

  private static String documented() {
    return String.join(
        "\n", Documents.blocks(Documents.ROOT.resolve("docs/spring-boot.md"), "text"));
  }

  private static App.Start actuator(Line line, ChatSpace space) {
    return new App.Start(
            line.with(
                "actuator",
                "micrometer-core",
                "micrometer-jakarta9",
                "micrometer-metrics",
                "spring-boot-micrometer",
                "prometheus"))
        .webhook(space.webhookUrl())
        .argument("--server.port=0");
  }

  private static void print(Line line, String text) {
    System.out.println(line + "\n" + String.join("\n", meters(text)));
  }
}
