/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.FALLBACK;
import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void anArrivalHoldsTheRequestWithoutItsSecrets() throws Exception {
    try (ChatSpace space =
        ChatSpace.builder().token("verysecret").nanoClock(() -> 42).clock(NOON).start()) {
      Client.of(space).post(FALLBACK + "&requestId=a%20b", text("ä", "k1"));

      Arrival arrival = space.arrivals().get(0);
      assertThat(arrival.nanos()).isEqualTo(42);
      assertThat(arrival.time()).isEqualTo(NOON.instant());
      assertThat(arrival.status()).isEqualTo(200);
      assertThat(arrival.method()).isEqualTo("POST");
      assertThat(arrival.path()).isEqualTo("/v1/spaces/AAA/messages");
      assertThat(arrival.query()).isEqualTo("key=*&token=*" + FALLBACK + "&requestId=a%20b");
      assertThat(arrival.requestId()).isEqualTo("a b");
      assertThat(arrival.replyOption()).isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
      assertThat(arrival.body()).isEqualTo(text("ä", "k1"));
      assertThat(arrival.bodyBytes()).isEqualTo(text("ä", "k1").getBytes(StandardCharsets.UTF_8));
      assertThat(arrival.toString()).doesNotContain("verysecret");
    }
  }

  @Test
  void refusedRequestsLeaveArrivalsToo() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client.of(space).post("no json");
      new Client("http://127.0.0.1:" + space.port() + "/elsewhere").post("?", "");

      assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(400, 404);
      assertThat(space.arrivals().get(0).body()).isEqualTo("no json");
      assertThat(space.arrivals().get(1).replyOption()).isNull();
    }
  }

  @Test
  void onlyTheFirstMegabyteOfABodyIsKept() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client.of(space).post(text("x".repeat(2_000_000)));

      assertThat(space.arrivals().get(0).bodyBytes()).hasSize(1 << 20);
    }
  }

  @Test
  void listsAreSnapshots() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      var messages = space.messages();
      var threads = space.threads();
      var arrivals = space.arrivals();
      Client.of(space).post(text("a"));

      assertThat(messages).isEmpty();
      assertThat(threads).isEmpty();
      assertThat(arrivals).isEmpty();
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> space.threads().clear());
    }
  }

  @Test
  void await_returnsOnceEnoughHasArrived() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client client = Client.of(space);
      CompletableFuture<Boolean> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return space.awaitMessages(2, Duration.ofSeconds(20))
                      && space.awaitArrivals(3, Duration.ofSeconds(20));
                } catch (InterruptedException e) {
                  return false;
                }
              });
      client.post("no json");
      client.post(text("a"));
      client.post(text("b"));

      assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void await_returnsAtOnceIfEnoughIsThere() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      assertThat(space.awaitMessages(0, Duration.ZERO)).isTrue();
      assertThat(space.awaitArrivals(0, Duration.ZERO)).isTrue();
    }
  }

  @Test
  void await_endsAtTheTimeout() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      assertThat(space.awaitMessages(1, Duration.ofMillis(20))).isFalse();
      assertThat(space.awaitArrivals(1, Duration.ZERO)).isFalse();
    }
  }

  @Test
  void theSpaceIsShownThreadByThread() throws Exception {
    try (ChatSpace space = ChatSpace.builder().nanoClock(() -> 0).clock(NOON).start()) {
      Client client = Client.of(space);
      client.post(FALLBACK, text("first\nline two", "k1"));
      client.post(text("alone"));
      client.post(FALLBACK, text("reply", "k1"));
      space.answerWith(1, Misbehavior.status(429));
      client.post(text("too fast"));

      assertThat(space.show().lines())
          .containsExactly(
              "spaces/AAA: 3 messages in 2 threads, 4 requests, 1 of them answered with 429",
              "",
              "threads/t1, key k1",
              "  12:00:00Z  first",
              "             line two",
              "  12:00:00Z  reply",
              "",
              "threads/t2, no key",
              "  12:00:00Z  alone");
    }
  }

  @Test
  void cardsAreShownBelowTheText() throws Exception {
    try (ChatSpace space = ChatSpace.builder().clock(NOON).start()) {
      Client.of(space)
          .post(
              ("{'text':'short','cardsV2':[{'card':{'header':{'title':'T','subtitle':'S'},"
                      + "'sections':[{'header':'Facts','widgets':[{'decoratedText':{'topLabel':'L','text':'a'}},"
                      + "{'buttonList':{'buttons':[{'onClick':{'openLink':{'url':'https://example.com/'}}}]}}]}]}}]}")
                  .replace('\'', '"'));

      assertThat(space.show().lines())
          .endsWith(
              "  12:00:00Z  short",
              "             [card] T S",
              "               # Facts",
              "               a",
              "               -> https://example.com/");
    }
  }

  @Test
  void anEmptySpaceIsShownInOneLine() {
    try (ChatSpace space = ChatSpace.start()) {
      assertThat(space.show().lines())
          .containsExactly(
              "spaces/AAA: 0 messages in 0 threads, 0 requests, 0 of them answered with 429");
    }
  }
}
