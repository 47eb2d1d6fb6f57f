/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.AsyncCloseable;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sets Lettuce up: few threads of our own, short timeouts, nothing that is queued while
 * disconnected. Thread-safe.
 */
final class Lettuce {

  /** How long Redis may take to answer. */
  static final Duration COMMAND_TIMEOUT = Duration.ofMillis(200);

  private static final Duration FIRST_RECONNECT = Duration.ofMillis(100);
  private static final Duration SLOWEST_RECONNECT = Duration.ofSeconds(5);
  private static final int MOST_REQUESTS = 1_024;
  private static final int THREADS = 2;
  private static final int SHUTDOWN_SECONDS = 2;

  private final Address address;
  private final Duration commandTimeout;
  private @Nullable ClientResources resources;
  private @Nullable AbstractRedisClient client;
  private boolean shutDown;

  /** A connection to a server or a cluster. */
  static final class Connection {

    final RedisScriptingAsyncCommands<String, String> commands;
    private final AsyncCloseable closeable;

    Connection(RedisScriptingAsyncCommands<String, String> commands, AsyncCloseable closeable) {
      this.commands = commands;
      this.closeable = closeable;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    void close() {
      closeable.closeAsync();
    }
  }

  Lettuce(Address address, Duration commandTimeout) {
    this.address = address;
    this.commandTimeout = commandTimeout;
  }

  /** Opens a connection and waits for it; called by one thread at a time, one of our own. */
  void connect(CompletableFuture<Connection> result) {
    try {
      long begin = System.nanoTime();
      AbstractRedisClient current = client();
      CompletionStage<Connection> opened =
          current instanceof RedisClusterClient
              ? open((RedisClusterClient) current)
              : open((RedisClient) current);
      opened.whenComplete(
          (connection, thrown) -> {
            if (thrown != null) {
              result.completeExceptionally(thrown);
            } else if (!result.complete(connection)) {
              connection.close(); // too late
            }
          });
      // a machine that is slow to load all this is slow to connect
      long loading = System.nanoTime() - begin;
      result.get(Math.max(Address.CONNECT_TIMEOUT.toNanos(), loading), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      // the requests that wait for it know
    } catch (TimeoutException | InterruptedException | RuntimeException | LinkageError e) {
      result.completeExceptionally(e);
    }
  }

  private CompletionStage<Connection> open(RedisClient redis) {
    RedisURI uri = address.uris().get(0);
    CompletionStage<StatefulRedisConnection<String, String>> opened =
        redis.connectAsync(StringCodec.UTF8, uri);
    return opened.thenApply(connection -> new Connection(connection.async(), connection));
  }

  private static CompletionStage<Connection> open(RedisClusterClient cluster) {
    CompletionStage<StatefulRedisClusterConnection<String, String>> opened =
        cluster
            .refreshPartitionsAsync()
            .thenCompose(done -> cluster.connectAsync(StringCodec.UTF8));
    return opened.thenApply(connection -> new Connection(connection.async(), connection));
  }

  private synchronized AbstractRedisClient client() {
    if (shutDown) {
      throw new IllegalStateException("closed");
    }
    AbstractRedisClient current = client;
    if (current == null) {
      current = address.isCluster() ? clusterClient(resources()) : serverClient(resources());
      client = current;
    }
    return current;
  }

  private synchronized ClientResources resources() {
    ClientResources current = resources;
    if (current == null) {
      current =
          ClientResources.builder()
              .threadFactoryProvider(OwnThreads::new)
              .ioThreadPoolSize(THREADS)
              .computationThreadPoolSize(THREADS)
              .commandLatencyRecorder(CommandLatencyRecorder.disabled())
              .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
              .reconnectDelay(
                  Delay.fullJitter(FIRST_RECONNECT, SLOWEST_RECONNECT, 1, TimeUnit.MILLISECONDS))
              .build();
      resources = current;
    }
    return current;
  }

  private RedisClient serverClient(ClientResources resources) {
    RedisClient redis = RedisClient.create(resources);
    redis.setOptions(common(ClientOptions.builder()).build());
    return redis;
  }

  private RedisClusterClient clusterClient(ClientResources resources) {
    RedisClusterClient cluster = RedisClusterClient.create(resources, address.uris());
    ClusterTopologyRefreshOptions refresh =
        ClusterTopologyRefreshOptions.builder()
            .enableAllAdaptiveRefreshTriggers()
            .adaptiveRefreshTriggersTimeout(SLOWEST_RECONNECT)
            .build();
    ClusterClientOptions.Builder options =
        ClusterClientOptions.builder().topologyRefreshOptions(refresh);
    common(options);
    cluster.setOptions(options.build());
    return cluster;
  }

  private ClientOptions.Builder common(ClientOptions.Builder options) {
    return options
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .protocolVersion(ProtocolVersion.RESP2)
        .requestQueueSize(MOST_REQUESTS)
        .socketOptions(
            SocketOptions.builder().connectTimeout(Address.CONNECT_TIMEOUT).keepAlive(true).build())
        .timeoutOptions(TimeoutOptions.enabled(commandTimeout));
  }

  /** Closes all connections and ends the threads; takes a moment. */
  @SuppressWarnings("FutureReturnValueIgnored") // the threads are daemons
  void shutDown() {
    AbstractRedisClient lastClient;
    ClientResources lastResources;
    synchronized (this) {
      shutDown = true;
      lastClient = client;
      lastResources = resources;
    }
    if (lastClient != null) {
      lastClient.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
    if (lastResources != null) {
      lastResources.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
  }
}
