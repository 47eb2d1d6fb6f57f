/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.FALLBACK;
import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KitTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void await_returnsTheFirstMatch_pastOrFuture() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client.of(space).post(text("first"));
      assertThat(space.await(m -> m.text().equals("first"), LONG).name()).endsWith("/m1");

      CompletableFuture<ChatMessage> waiting =
          CompletableFuture.supplyAsync(() -> awaitText(space, "third"));
      Client.of(space).post(text("second"));
      Client.of(space).post(text("third"));

      assertThat(waiting.get(20, TimeUnit.SECONDS).name()).endsWith("/m3");
    }
  }

  @Test
  void await_afterItsTimeout_showsTheRoom() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client.of(space).post(FALLBACK, text("something else", "k1"));

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> space.await(m -> m.text().equals("x"), Duration.ofMillis(10)))
          .withMessageContaining("no such message within 10 ms")
          .withMessageContaining("threads/t1, key k1")
          .withMessageContaining("something else");
    }
  }

  @Test
  void clear_forgetsMessagesThreadsAndRequestIds() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Client.of(space).post(FALLBACK + "&requestId=r", text("a", "k"));
      space.clear();
      assertThat(space.messages()).isEmpty();
      assertThat(space.threads()).isEmpty();
      assertThat(space.arrivals()).isEmpty();

      Client.of(space).post(FALLBACK + "&requestId=r", text("b", "k"));

      assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("b");
      assertThat(space.messages().get(0).name()).isEqualTo("spaces/AAA/messages/m2");
      assertThat(space.messages().get(0).threadName()).isEqualTo("spaces/AAA/threads/t2");
    }
  }

  @Test
  void beyondItsLimit_theSpaceForgetsTheOldest() throws Exception {
    try (ChatSpace space = ChatSpace.builder().keep(3, Long.MAX_VALUE).start()) {
      Client client = Client.of(space);
      client.post(FALLBACK + "&requestId=r1", text("1", "a"));
      client.post(FALLBACK, text("2", "b"));
      client.post("no json");
      client.post(FALLBACK, text("4", "b"));
      client.post(FALLBACK + "&requestId=r1", text("5", "a"));

      assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("4", "5");
      assertThat(space.arrivals()).extracting(Arrival::number).containsExactly(3L, 4L, 5L);
      assertThat(space.threads().keySet())
          .containsExactly("spaces/AAA/threads/t2", "spaces/AAA/threads/t3");
    }
  }

  @Test
  void beyondItsSize_theSpaceForgetsTheOldest() throws Exception {
    try (ChatSpace space = ChatSpace.builder().keep(100, 5_000).start()) {
      for (int i = 1; i <= 4; i++) {
        Client.of(space).post(text(i + "x".repeat(1_000)));
      }

      assertThat(space.messages()).extracting(m -> m.text().charAt(0)).containsExactly('3', '4');
    }
  }

  @Test
  void anySpace_acceptsEveryAddress_withARateForEach() throws Exception {
    try (ChatSpace space =
        ChatSpace.builder().anySpace().requestsPerSecond(1).nanoClock(() -> 0).start()) {
      String base = "http://127.0.0.1:" + space.port() + "/v1/spaces/";
      assertThat(new Client(base + "ONE/messages?key=x&token=y").post(text("a")).statusCode())
          .isEqualTo(200);
      assertThat(new Client(base + "TWO/messages?key=x&token=y").post(text("b")).statusCode())
          .isEqualTo(200);
      ErrorAssert.assertError(
          new Client(base + "TWO/messages?key=x&token=z").post(text("c")),
          429,
          "RESOURCE_EXHAUSTED");
      ErrorAssert.assertError(
          new Client(base + "ONE/messages?key=x").post(text("d")), 403, "PERMISSION_DENIED");

      assertThat(space.messages()).extracting(ChatMessage::space).containsExactly("ONE", "TWO");
    }
  }

  @Test
  void objections_areNotedWhereTheServiceAcceptsSilently() throws Exception {
    try (ChatSpace space = ChatSpace.builder().anyTextLength().start()) {
      Client client = Client.of(space);
      client.post(text("a", "key"));
      client.post(text("x".repeat(4_097)));
      client.post(card("/relative"));
      client.post("&requestId=r", text("b"));
      client.post("&requestId=r", text("b"));
      client.post(FALLBACK, text("fine", "key"));

      assertThat(space.arrivals())
          .extracting(arrival -> String.join("; ", arrival.objections()))
          .containsExactly(
              "The thread key is ignored: there is no messageReplyOption.",
              "The text has 4,097 characters; Google has refused more than 4,096.",
              "A card vanishes: it has a link that is not an absolute https address.; "
                  + "Pop-ups on Android and desktop are empty: there is no text beside the card.",
              "",
              "Nothing is posted: spaces/AAA/messages/m4 has the same requestId.",
              "");
    }
  }

  @Test
  void strict_refusesWhatWouldNotBeShownAsSent() throws Exception {
    try (ChatSpace space = ChatSpace.builder().strict().start()) {
      ErrorAssert.assertInvalid(Client.of(space).post(text("a", "key")), "thread key is ignored");
      ErrorAssert.assertInvalid(Client.of(space).post(card("/relative")), "vanishes");

      assertThat(space.messages()).isEmpty();
    }
  }

  private static String card(String url) {
    return ("{'cardsV2':[{'card':{'sections':[{'widgets':[{'buttonList':{'buttons':[{'text':'x',"
            + "'onClick':{'openLink':{'url':'"
            + url
            + "'}}}]}}]}]}}]}")
        .replace('\'', '"');
  }

  private static ChatMessage awaitText(ChatSpace space, String text) {
    try {
      return space.await(message -> message.text().equals(text), LONG);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
