/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.FALLBACK;
import static io.github.chatappender.space.Client.OR_FAIL;
import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private final ChatSpace space = ChatSpace.builder().token("t").addToken("other").start();
  private final Client client = Client.of(space);

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void withoutTheOptionTheKeyIsIgnored() throws Exception {
    client.post(text("a", "k1"));
    client.post(text("b", "k1"));

    assertThat(threads()).containsExactly(List.of("a"), List.of("b"));
    assertThat(space.messages()).extracting(ChatMessage::threadKey).containsOnlyNulls();
  }

  @Test
  void unspecifiedOption_isTreatedAsNone() throws Exception {
    client.post("&messageReplyOption=MESSAGE_REPLY_OPTION_UNSPECIFIED", text("a", "k1"));
    client.post("&messageReplyOption=MESSAGE_REPLY_OPTION_UNSPECIFIED", text("b", "k1"));

    assertThat(threads()).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void fallbackOpensAThreadAndThenRepliesInIt() throws Exception {
    client.post(FALLBACK, text("a", "k1"));
    client.post(FALLBACK, text("b", "k2"));
    client.post(FALLBACK, text("c", "k1"));

    assertThat(threads()).containsExactly(List.of("a", "c"), List.of("b"));
    assertThat(space.messages())
        .extracting(ChatMessage::threadKey)
        .containsExactly("k1", "k2", "k1");
    assertThat(space.threads().keySet())
        .containsExactly("spaces/AAA/threads/t1", "spaces/AAA/threads/t2");
  }

  @Test
  void aReplyIsAnsweredWithTheNameOfItsThread() throws Exception {
    client.post(FALLBACK, text("a", "k1"));

    var reply = Client.json(client.post(FALLBACK, text("b", "k1")));

    assertThat(reply.at("/thread/name").asText()).isEqualTo("spaces/AAA/threads/t1");
    assertThat(reply.at("/thread/threadKey").asText()).isEqualTo("k1");
  }

  @Test
  void orFailRepliesWhereTheThreadIsKnown() throws Exception {
    client.post(FALLBACK, text("a", "k1"));

    assertThat(client.post(OR_FAIL, text("b", "k1")).statusCode()).isEqualTo(200);
    assertThat(threads()).containsExactly(List.of("a", "b"));
  }

  @Test
  void orFailPostsNothingWhereTheThreadIsUnknown() throws Exception {
    ErrorAssert.assertError(client.post(OR_FAIL, text("a", "k1")), 404, "NOT_FOUND");
    assertThat(space.messages()).isEmpty();

    client.post(FALLBACK, text("b", "k1"));
    assertThat(threads()).containsExactly(List.of("b"));
  }

  @Test
  void aThreadOpenedWithoutTheOptionIsNotFoundByItsKey() throws Exception {
    client.post(text("a", "k1"));

    ErrorAssert.assertError(client.post(OR_FAIL, text("b", "k1")), 404, "NOT_FOUND");
  }

  @Test
  void aKeyBelongsToTheWebhookThatUsedIt() throws Exception {
    Client other = new Client(space.webhookUrl("other"));
    client.post(FALLBACK, text("a", "k1"));
    other.post(FALLBACK, text("b", "k1"));
    client.post(FALLBACK, text("c", "k1"));

    assertThat(threads()).containsExactly(List.of("a", "c"), List.of("b"));
  }

  @Test
  void theOptionWithoutAKeyIsInvalid() throws Exception {
    ErrorAssert.assertInvalid(client.post(FALLBACK, text("a")), "thread key");
    ErrorAssert.assertInvalid(client.post(FALLBACK, text("a", "")), "thread key");
    assertThat(space.messages()).isEmpty();
  }

  @Test
  void anUnknownOptionIsInvalid() throws Exception {
    ErrorAssert.assertInvalid(
        client.post("&messageReplyOption=REPLY", text("a", "k1")), "message_reply_option");
  }

  @Test
  void aRepeatedRequestIdReturnsTheFirstMessage() throws Exception {
    var first = client.post(FALLBACK + "&requestId=r1", text("a", "k1"));
    var second = client.post(FALLBACK + "&requestId=r1", text("b", "k2"));

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(threads()).containsExactly(List.of("a"));
    assertThat(space.arrivals()).extracting(Arrival::requestId).containsExactly("r1", "r1");
  }

  @Test
  void anotherRequestIdPostsAgain() throws Exception {
    client.post("&requestId=r1", text("a"));
    client.post("&requestId=r2", text("a"));
    client.post("&requestId=", text("a"));
    client.post("&requestId=", text("a"));

    assertThat(space.messages())
        .extracting(ChatMessage::requestId)
        .containsExactly("r1", "r2", null, null);
  }

  @Test
  void aRequestIdOfARefusedMessageIsStillFree() throws Exception {
    client.post("&requestId=r1", "{}");

    assertThat(client.post("&requestId=r1", text("a")).statusCode()).isEqualTo(200);
    assertThat(space.messages()).hasSize(1);
  }

  private List<List<String>> threads() {
    return space.threads().values().stream()
        .map(thread -> thread.stream().map(ChatMessage::text).collect(Collectors.toList()))
        .collect(Collectors.toList());
  }
}
