/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void onePermitComesBackEachSecond() {
    Quota quota = new Quota(1, 1);

    assertThat(quota.tryTake(0)).isTrue();
    assertThat(quota.tryTake(SECOND - 1)).isFalse();
    assertThat(quota.tryTake(SECOND)).isTrue();
    assertThat(quota.tryTake(2 * SECOND - 1)).isFalse();
  }

  @Test
  void aRefusalCostsNothing() {
    Quota quota = new Quota(1, 1);
    quota.tryTake(0);
    for (int i = 1; i < 100; i++) {
      assertThat(quota.tryTake(i)).isFalse();
    }

    assertThat(quota.tryTake(SECOND)).isTrue();
  }

  @Test
  void pause_savesNoMoreThanTheBurst() {
    Quota quota = new Quota(2, 3);

    assertThat(taken(quota, 0, 10)).isEqualTo(3);
    assertThat(taken(quota, SECOND, 10)).isEqualTo(2);
    assertThat(taken(quota, 100 * SECOND, 10)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -SECOND, Long.MAX_VALUE - 10, Long.MAX_VALUE})
  void clock_canStartAnywhereAndOverflow(long start) {
    Quota quota = new Quota(1, 1);

    assertThat(quota.tryTake(start)).isTrue();
    assertThat(quota.tryTake(start + SECOND - 1)).isFalse();
    assertThat(quota.tryTake(start + SECOND)).isTrue();
  }

  @Test
  void fractionsOfASecond_addUp() {
    Quota quota = new Quota(3, 1);
    int taken = 0;
    for (long now = 0; now < 10 * SECOND; now += SECOND / 1_000) {
      taken += quota.tryTake(now) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(30);
  }

  @Test
  void requestsThatComeTooFast_areAnsweredWith429() throws Exception {
    AtomicLong now = new AtomicLong();
    try (ChatSpace space = ChatSpace.builder().requestsPerSecond(1).nanoClock(now::get).start()) {
      Client client = Client.of(space);
      client.post(text("a"));
      ErrorAssert.assertError(client.post(text("b")), 429, "RESOURCE_EXHAUSTED");
      now.addAndGet(SECOND);
      client.post(text("c"));

      assertThat(space.messages()).extracting(ChatMessage::text).containsExactly("a", "c");
      assertThat(space.arrivals()).extracting(Arrival::status).containsExactly(200, 429, 200);
      assertThat(space.arrivals()).extracting(Arrival::nanos).containsExactly(0L, 0L, SECOND);
    }
  }

  @Test
  void allWebhooksShareTheQuotaOfTheSpace() throws Exception {
    try (ChatSpace space = onePermit().addToken("other").start()) {
      Client.of(space).post(text("a"));

      ErrorAssert.assertError(
          new Client(space.webhookUrl("other")).post(text("b")), 429, "RESOURCE_EXHAUSTED");
    }
  }

  @Test
  void aRefusedMessageUsesThePermit() throws Exception {
    try (ChatSpace space = onePermit().start()) {
      Client.of(space).post("{}");

      ErrorAssert.assertError(Client.of(space).post(text("a")), 429, "RESOURCE_EXHAUSTED");
    }
  }

  @Test
  void aRequestWithoutAccessUsesNoPermit() throws Exception {
    try (ChatSpace space = onePermit().start()) {
      new Client(space.webhookUrl().replace("token=t", "token=x")).post(text("a"));

      assertThat(Client.of(space).post(text("b")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theLimitCanBeLifted() throws Exception {
    try (ChatSpace space = onePermit().unlimitedRate().start()) {
      for (int i = 0; i < 20; i++) {
        assertThat(Client.of(space).post(text("a")).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void rateAndBurstAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatSpace.builder().requestsPerSecond(0))
        .withMessageContaining("requestsPerSecond");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatSpace.builder().burst(0))
        .withMessageContaining("burst");
  }

  private static ChatSpace.Builder onePermit() {
    return ChatSpace.builder().requestsPerSecond(1).nanoClock(() -> 0);
  }

  private static int taken(Quota quota, long now, int attempts) {
    int taken = 0;
    for (int i = 0; i < attempts; i++) {
      taken += quota.tryTake(now) ? 1 : 0;
    }
    return taken;
  }
}
