/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.webhook.Outcome.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DryRunTransportTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final DryRunTransport transport =
      new DryRunTransport(new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void request_isPrintedWithoutSecretsAndCountsAsDelivered() {
    AtomicInteger done = new AtomicInteger();
    Exchange exchange =
        Webhooks.post(transport, Webhooks.service(), ReplyOption.NONE, done::incrementAndGet);

    assertThat(printed.toString(StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "h\u00E9llo\n"
                + "dry run, chat.googleapis.com/spaces/AAAA &requestId="
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

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .startsWith(
            "short", "Boom", "shop", "Stack", "a < b", "c", "Trace", "https://example.org/t")
        .hasSize(9);
  }

  private static Verdict verdict(Answer answer) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new OutcomeReader(clock).read(answer, ReplyOption.NONE, Webhooks::scrub).verdict;
  }
}
