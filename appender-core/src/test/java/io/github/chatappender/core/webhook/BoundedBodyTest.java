/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

  private final BoundedBody body = new BoundedBody();
  private final FakeSubscription subscription = new FakeSubscription();

  @Test
  void aBodyIsReadWhole() {
    body.onSubscribe(subscription);

    body.onNext(List.of(bytes("ab"), bytes("c")));
    body.onNext(List.of(bytes("d")));
    assertThat(whole()).isNotDone();
    body.onComplete();

    assertThat(whole().join()).isEqualTo(Webhooks.utf8("abcd"));
    assertThat(subscription.requested).isEqualTo(Long.MAX_VALUE);
    assertThat(subscription.cancels).isZero();
  }

  @Test
  void anEmptyBodyIsNoBytes() {
    body.onSubscribe(subscription);

    body.onComplete();

    assertThat(whole().join()).isEmpty();
  }

  @Test
  void readingEndsAt64KiB() {
    body.onSubscribe(subscription);

    body.onNext(List.of(ByteBuffer.allocate(65_535)));
    assertThat(whole()).isNotDone();
    body.onNext(List.of(ByteBuffer.allocate(1)));

    assertThat(whole().join()).hasSize(65_536);
    assertThat(subscription.cancels).isEqualTo(1);
  }

  @Test
  void bytesBeyondTheLimit_areIgnored() {
    body.onSubscribe(subscription);

    body.onNext(List.of(ByteBuffer.allocate(65_000), ByteBuffer.allocate(100_000)));
    body.onNext(List.of(ByteBuffer.allocate(100_000)));
    body.onComplete();

    assertThat(whole().join()).hasSize(65_536);
  }

  @Test
  void cancellingEndsTheSubscription() {
    body.onSubscribe(subscription);

    body.cancel();

    assertThat(subscription.cancels).isEqualTo(1);
  }

  @Test
  void bodyCancelledBeforeItsSubscription_endsAtOnce() {
    body.cancel();

    body.onSubscribe(subscription);

    assertThat(subscription.cancels).isEqualTo(1);
    assertThat(subscription.requested).isZero();
  }

  @Test
  void aSecondSubscriptionIsRefused() {
    FakeSubscription second = new FakeSubscription();
    body.onSubscribe(subscription);

    body.onSubscribe(second);

    assertThat(second.cancels).isEqualTo(1);
    assertThat(second.requested).isZero();
    assertThat(subscription.cancels).isZero();
  }

  @Test
  void failure_isPassedOn() {
    body.onSubscribe(subscription);

    body.onError(new IOException("reset"));

    assertThatThrownBy(() -> whole().join()).hasRootCauseMessage("reset");
  }

  private CompletableFuture<byte[]> whole() {
    return body.getBody().toCompletableFuture();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(Webhooks.utf8(text));
  }

  private static final class FakeSubscription implements Flow.Subscription {
    private long requested;
    private int cancels;

    @Override
    public void request(long count) {
      requested += count;
    }

    @Override
    public void cancel() {
      cancels++;
    }
  }
}
