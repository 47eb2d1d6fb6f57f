/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.webhook.Outcome.Verdict;
import io.github.chatappender.space.ChatSpace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTransportTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final DryRunTransport transport =
      new DryRunTransport(
          new PrintStream(printed, true, StandardCharsets.UTF_8),
          Clock.fixed(Instant.parse("2026-07-15T12:03:07Z"), ZoneOffset.UTC));

  @Test
  void request_isPrintedWithoutSecretsAndCountsAsDelivered() {
    AtomicInteger done = new AtomicInteger();
    Exchange exchange =
        Webhooks.post(transport, Webhooks.service(), ReplyOption.NONE, done::incrementAndGet);

    assertThat(printed.toString(StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "12:03:07Z  h\u00E9llo\n"
                + "           dry run, chat.googleapis.com/spaces/AAAA &requestId="
                + Webhooks.REQUEST_ID
                + " {\"text\":\"h\u00E9llo\"}");
    assertThat(done).hasValue(1);
    assertThat(verdict(exchange.poll())).isEqualTo(Verdict.DELIVERED);
  }

  @Test
  void card_isPrintedAsItsTextsWithoutHtml() {
    String card =
        "{\"text\":\"short\",\"cardsV2\":[{\"cardId\":\"c\",\"card\":{\"header\":{\"title\":\"Boom\","
            + "\"subtitle\":\"shop\"},\"sections\":[{\"header\":\"Stack\",\"widgets\":[{\"textParagraph\":{\"text\":\"<b>a"
            + " &lt; b</b><br>c\"}},{\"buttonList\":{\"buttons\":[{\"text\":\"Trace\","
            + "\"onClick\":{\"openLink\":{\"url\":\"https://example.org/t\"}}}]}}]}]}}]}";

    transport.post(
        Webhooks.service(),
        ReplyOption.NONE.parameters(Webhooks.REQUEST_ID),
        Webhooks.utf8(card),
        () -> {});

    assertThat(printed.toString(StandardCharsets.UTF_8).lines().limit(7))
        .containsExactly(
            "12:03:07Z  short",
            "           [card] Boom shop",
            "             # Stack",
            "             a < b",
            "             c",
            "             Trace",
            "             -> https://example.org/t");
  }

  /** The console of the local space shows the same lines for the same message. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "card"})
  void message_isPrintedAsTheLocalSpacesConsoleShowsIt(String form) throws Exception {
    String text = "first line\nsecond *line* & <more>";
    String card =
        ",\"cardsV2\":[{\"cardId\":\"c\",\"card\":{\"header\":{\"title\":\"Boom\",\"subtitle\":\"shop\"},"
            + "\"sections\":[{\"header\":\"A\",\"widgets\":[{\"textParagraph\":{\"text\":\"<b>a &lt; b</b><br>c\"}},"
            + "{\"buttonList\":{\"buttons\":[{\"text\":\"Trace\",\"onClick\":{\"openLink\":{\"url\":\"https://example.org/t\"}}}]}}]},"
            + "{\"widgets\":[{\"textParagraph\":{\"text\":\"d\"}}]}]}}]";
    String body =
        "{\"text\":\"" + text.replace("\n", "\\n") + "\"" + (form.equals("card") ? card : "") + "}";
    try (ChatSpace space = ChatSpace.start()) {
      int status =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(space.webhookUrl()))
                      .header("Content-Type", "application/json; charset=UTF-8")
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isEqualTo(200);

      transport.post(
          Webhooks.service(),
          ReplyOption.NONE.parameters(Webhooks.REQUEST_ID),
          Webhooks.utf8(body),
          () -> {});

      assertThat(withoutTimes(printed.toString(StandardCharsets.UTF_8)))
          .containsExactlyElementsOf(withoutTimes(space.show().replaceAll("(?m)^ {2}", "")));
    }
  }

  /** Returns the lines of messages, without their times and the request. */
  private static List<String> withoutTimes(String room) {
    return room.lines()
        .filter(line -> line.matches("([0-9:]{8}Z| {9})  .*") && !line.contains("dry run,"))
        .map(line -> line.substring(11))
        .collect(Collectors.toList());
  }

  private static Verdict verdict(Answer answer) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new OutcomeReader(clock).read(answer, ReplyOption.NONE, Webhooks::scrub).verdict;
  }
}
