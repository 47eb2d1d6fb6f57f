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
import org.jspecify.annotations.Nullable;

/**
 * Reads at most 64 KiB of a body, and can be cancelled: cancelling the subscription closes the
 * connection, which interrupting an exchange does only since JDK 16. Thread-safe.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

  static final int LIMIT_BYTES = 64 * 1024;

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;
  private boolean cancelled;

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    synchronized (this) {
      if (!cancelled && subscription == null) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
        return;
      }
    }
    newSubscription.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    synchronized (this) {
      for (ByteBuffer buffer : buffers) {
        int length = Math.min(buffer.remaining(), LIMIT_BYTES - bytes.size());
        byte[] part = new byte[length];
        buffer.get(part);
        bytes.write(part, 0, length);
      }
      if (bytes.size() < LIMIT_BYTES) {
        return;
      }
    }
    complete();
    cancel();
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    complete();
  }

  void cancel() {
    Flow.Subscription toCancel;
    synchronized (this) {
      cancelled = true;
      toCancel = subscription;
    }
    if (toCancel != null) {
      toCancel.cancel();
    }
    // nothing else completes a cancelled body, and with it the exchange
    whole.completeExceptionally(new CancellationException("cancelled"));
  }

  private void complete() {
    byte[] read;
    synchronized (this) {
      read = bytes.toByteArray();
    }
    whole.complete(read);
  }
}
