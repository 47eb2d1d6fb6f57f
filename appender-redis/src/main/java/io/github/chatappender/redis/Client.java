/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the script over one connection, which it opens at the first request; requests wait for it.
 * Once open, a connection that breaks is reopened by Lettuce, and requests are refused until it is.
 * A first connection that fails, one that has become silent and one to a read-only replica are
 * replaced here. Thread-safe; nothing blocks.
 */
final class Client {

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

  final Address address;

  /** Guarded by the class {@link SharedClients}. */
  int users;

  private final AtomicLong answeredAt = new AtomicLong();
  private final OwnThreads connectors = new OwnThreads("connect");
  private final Lettuce lettuce;
  private @Nullable CompletableFuture<Lettuce.Connection> connection;
  private long connectAt;
  private boolean closed;

  Client(Address address, Duration commandTimeout) {
    this.address = address;
    this.lettuce = new Lettuce(address, commandTimeout);
  }

  /** Runs the script; the answer is a list of numbers, texts and lists. */
  @SuppressWarnings("FutureReturnValueIgnored") // the answer takes over what fails
  CompletableFuture<Object> run(String[] keys, String[] arguments) {
    CompletableFuture<Lettuce.Connection> current = connection();
    if (current == null) {
      return CompletableFuture.failedFuture(RedisFailure.of(address, "not connected"));
    }
    CompletableFuture<Object> answer = new CompletableFuture<>();
    current
        .thenCompose(open -> run(open.commands, keys, arguments))
        .whenComplete(
            (value, thrown) -> {
              if (thrown == null) {
                answeredAt.set(System.nanoTime());
                answer.complete(value);
              } else {
                replaceIfUseless(current, thrown);
                boolean late = !isFailed(current) && RedisFailure.isTimeout(thrown);
                answer.completeExceptionally(
                    late ? RedisFailure.late(address) : RedisFailure.of(address, thrown));
              }
            });
    return answer;
  }

  private static CompletionStage<Object> run(
      RedisScriptingAsyncCommands<String, String> commands, String[] keys, String[] arguments) {
    CompletionStage<Object> known =
        commands.evalsha(Script.SHA, ScriptOutputType.MULTI, keys, arguments);
    return known
        .handle(
            (value, thrown) -> {
              CompletionStage<Object> next = known;
              if (thrown != null && RedisFailure.isUnknownScript(thrown)) {
                next = commands.eval(Script.TEXT, ScriptOutputType.MULTI, keys, arguments);
              }
              return next;
            })
        .thenCompose(Function.identity());
  }

  /** Returns whether there is a connection, perhaps not yet open. */
  synchronized boolean isConnected() {
    return connection != null && !isFailed(connection);
  }

  /** Returns the connection, perhaps not yet open; null if it has failed just now. */
  private synchronized @Nullable CompletableFuture<Lettuce.Connection> connection() {
    long now = System.nanoTime();
    CompletableFuture<Lettuce.Connection> current = connection;
    if (closed || (isFailed(current) && now - connectAt < RETRY_NANOS)) {
      return null;
    } else if (current != null && !isFailed(current)) {
      return current;
    }
    connectAt = now;
    answeredAt.set(now);
    CompletableFuture<Lettuce.Connection> next = new CompletableFuture<>();
    connection = next;
    // Loading Lettuce takes a while.
    connectors.newThread(() -> lettuce.connect(next)).start();
    return next;
  }

  private static boolean isFailed(@Nullable CompletableFuture<?> connection) {
    return connection != null && connection.isCompletedExceptionally();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a useless connection
  private synchronized void replaceIfUseless(
      CompletableFuture<Lettuce.Connection> current, Throwable thrown) {
    boolean silent = RedisFailure.isTimeout(thrown);
    long now = System.nanoTime();
    if (!silent) {
      answeredAt.set(now);
    }
    boolean useless =
        RedisFailure.isReadOnly(thrown) || (silent && now - answeredAt.get() >= SILENT_NANOS);
    if (useless && connection == current && !isFailed(current)) {
      connection = CompletableFuture.failedFuture(thrown);
      connectAt = now;
      current.thenAccept(Lettuce.Connection::close);
    }
  }

  /** Closes the connection and ends the threads, later and on a thread of its own. */
  synchronized void close() {
    closed = true;
    if (connection != null) {
      connectors.newThread(lettuce::shutDown).start();
    }
  }
}
