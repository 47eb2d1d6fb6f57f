/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisbehaviorTest {
  private final ChatSpace space = ChatSpace.start();
  private final Client client = Client.of(space);

  @AfterEach
  void close() {
    space.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHENTICATED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "409, ALREADY_EXISTS",
    "413, UNKNOWN",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED"
  })
  void aStatusComesWithABodyOfItsKind(int code, String status) throws Exception {
    space.answerWith(Misbehavior.status(code));

    ErrorAssert.assertError(client.post(text("a")), code, status);
    assertThat(space.messages()).isEmpty();
    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(code);
  }

  @Test
  void aStatusCanHaveHeadersAndABody() throws Exception {
    space.answerWith(
        Misbehavior.status(429).withHeader("Retry-After", "7").withBody("text/plain", "slow down"));

    HttpResponse<String> response = client.post(text("a"));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(response.body()).isEqualTo("slow down");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 304})
  void aStatusWithoutABodyIsAnsweredToo(int status) throws Exception {
    space.answerWith(Misbehavior.status(status).withHeader("Location", "http://127.0.0.1:1/"));

    assertThat(client.post(text("a")).statusCode()).isEqualTo(status);
    assertThat(client.post(text("a")).statusCode()).isEqualTo(status);
  }

  @Test
  void anEmptyBodyIsEmpty() throws Exception {
    space.answerWith(Misbehavior.status(503).withBody("text/plain", ""));

    assertThat(client.post(text("a")).body()).isEmpty();
  }

  @Test
  void misbehavior_lastsUntilChanged() throws Exception {
    space.answerWith(Misbehavior.status(503));
    client.post(text("a"));
    client.post(text("b"));
    space.answerNormally();
    client.post(text("c"));

    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(503, 503, 200);
    assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("c");
  }

  @Test
  void misbehaviorForSomeRequests_makesAScript() throws Exception {
    space.answerWith(2, Misbehavior.status(429));
    space.answerWith(1, Misbehavior.status(503));
    for (int i = 0; i < 4; i++) {
      client.post(text("a"));
    }

    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(429, 429, 503, 200);
  }

  @Test
  void theScriptComesBeforeTheLastingMisbehavior() throws Exception {
    space.answerWith(Misbehavior.status(500));
    space.answerWith(1, Misbehavior.status(503));
    client.post(text("a"));
    client.post(text("a"));

    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(503, 500);
  }

  @Test
  void behavingForgetsTheScript() throws Exception {
    space.answerWith(5, Misbehavior.status(503));
    space.answerNormally();

    assertThat(client.post(text("a")).statusCode()).isEqualTo(200);
  }

  @Test
  void aResetBeforeTheAnswerPostsNothing() throws Exception {
    space.answerWith(1, Misbehavior.resetBeforeAnswer());

    assertBroken("a");

    assertThat(space.messages()).isEmpty();
    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(0);
    assertThat(client.post(text("b")).statusCode()).isEqualTo(200);
  }

  @Test
  void aLostAnswerHasPostedTheMessage() throws Exception {
    space.answerWith(1, Misbehavior.answerLost());

    assertBroken("a");

    assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("a");
    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(0);
  }

  @Test
  void aRepeatAfterALostAnswerPostsNothingAgain() throws Exception {
    space.answerWith(1, Misbehavior.answerLost());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.post("&requestId=r1", text("a")));

    var repeat = client.post("&requestId=r1", text("a"));

    assertThat(Client.json(repeat).path("name").asText()).isEqualTo("spaces/AAA/messages/m1");
    assertThat(space.messages()).hasSize(1);
    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(0, 200);
  }

  @Test
  void aResetDuringTheAnswerHasPostedTheMessage() throws Exception {
    space.answerWith(1, Misbehavior.resetDuringAnswer());

    assertBroken("a");

    assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("a");
    assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(200);
    assertThat(client.post(text("b")).statusCode()).isEqualTo(200);
  }

  @Test
  void garbageClaimsToBeJson() throws Exception {
    space.answerWith(1, Misbehavior.garbage());

    HttpResponse<String> response = client.post(text("a"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(Client.JSON);
    assertThat(response.body()).doesNotStartWith("{");
    assertThat(space.messages()).isEmpty();
  }

  @Test
  void aPageComesWith200() throws Exception {
    space.answerWith(1, Misbehavior.html());

    HttpResponse<String> response = client.post(text("a"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
    assertThat(response.body()).startsWith("<!DOCTYPE html>");
    assertThat(space.messages()).isEmpty();
  }

  @Test
  void aDelayedAnswerComesAfterTheMessageWasPosted() throws Exception {
    Duration delay = Duration.ofMillis(300);
    space.answerWith(1, Misbehavior.delay(delay));
    long start = System.nanoTime();

    HttpResponse<String> response = client.post(text("a"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    assertThat(space.messages()).hasSize(1);
  }

  @Test
  void aDelayedRequestIsVisibleBeforeItsAnswer() throws Exception {
    space.answerWith(1, Misbehavior.status(503).delayedBy(Duration.ofHours(1)));
    CompletableFuture<?> answer = inBackground();

    assertThat(space.awaitArrivals(1, Duration.ofSeconds(20))).isTrue();
    assertThat(answer).isNotDone();
    space.close();

    assertThatExceptionOfType(Exception.class).isThrownBy(() -> answer.get(20, TimeUnit.SECONDS));
  }

  @Test
  void manyDelayedAnswers_blockNoOtherRequest() throws Exception {
    int many = 50;
    space.answerWith(many, Misbehavior.delay(Duration.ofHours(1)));
    for (int i = 0; i < many; i++) {
      var unanswered = inBackground();
      assertThat(unanswered).isNotDone();
    }
    assertThat(space.awaitMessages(many, Duration.ofSeconds(20))).isTrue();

    assertThat(client.post(text("b")).statusCode()).isEqualTo(200);
  }

  @Test
  void aDelayCanEndInAReset() throws Exception {
    space.answerWith(1, Misbehavior.resetBeforeAnswer().delayedBy(Duration.ofMillis(10)));
    assertBroken("a");
    space.answerWith(1, Misbehavior.resetDuringAnswer().delayedBy(Duration.ofMillis(10)));
    assertBroken("b");

    assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("b");
  }

  @Test
  void aHeaderCanBeAddedToAnOrdinaryAnswer() throws Exception {
    space.answerWith(1, Misbehavior.delay(Duration.ZERO).withHeader("Connection", "close"));

    HttpResponse<String> response = client.post(text("a"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Connection")).hasValue("close");
  }

  @Test
  void invalidMisbehavior_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Misbehavior.status(100));
    assertThatIllegalArgumentException().isThrownBy(() -> Misbehavior.delay(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.answerWith(0, Misbehavior.status(500)));
    assertThatIllegalStateException()
        .isThrownBy(() -> Misbehavior.answerLost().withBody("text/plain", "x"));
  }

  private CompletableFuture<?> inBackground() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.post(text("a"));
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "test-client").start());
  }

  private void assertBroken(String text) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.post(text(text)));
  }
}
