/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads at most 64 KiB of a body, and can be cancelled: cancelling the subscription closes the
 * connection, which interrupting an exchange does only since JDK 16. Thread-safe.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

  static final int LIMIT_BYTES = 64 * 1024;

  private static final Flow.Subscription CANCELLED =
      new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  /** Written by the publisher, which makes one call after the other. */
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    if (subscription.compareAndSet(null, newSubscription)) {
      newSubscription.request(Long.MAX_VALUE);
    } else {
      newSubscription.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), LIMIT_BYTES - bytes.size())];
      buffer.get(part);
      bytes.write(part, 0, part.length);
    }
    if (bytes.size() == LIMIT_BYTES) {
      onComplete();
      cancel();
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }

  void cancel() {
    Flow.Subscription known = subscription.getAndSet(CANCELLED);
    if (known != null) {
      known.cancel();
    }
    // nothing else completes a cancelled body, and with it the exchange
    whole.completeExceptionally(new CancellationException("cancelled"));
  }
}
