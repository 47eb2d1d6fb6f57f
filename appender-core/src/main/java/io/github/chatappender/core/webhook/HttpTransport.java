/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.model.SenderConfig;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts through the JDK's HTTP client: HTTP/1.1, no redirects, no cookies, names resolved on a
 * thread of the client's. The client is made at the first post and let go with {@link #release()};
 * before that post, none of its classes is loaded.
 *
 * <p>The time-out of a request ends where its headers have come; who posts bounds the whole of it
 * with {@link Exchange#cancel()}. Used by one thread.
 */
public final class HttpTransport implements Transport {

  private final SenderConfig config;
  private final ThreadFactory threads;
  private @Nullable HttpClient client;
  private @Nullable ClientExecutor executor;
  private List<Thread> releasedThreads = List.of();

  /**
   * Creates a transport that has no client yet.
   *
   * @param config settings
   * @param threads makes the client's threads, daemons
   */
  public HttpTransport(SenderConfig config, ThreadFactory threads) {
    this.config = config;
    this.threads = threads;
  }

  @Override
  public Exchange post(WebhookUrl url, Post post, Runnable whenDone) {
    HttpExchange exchange = new HttpExchange();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url.with(post.parameters()))
              .timeout(config.requestTimeout())
              .header("Content-Type", "application/json; charset=UTF-8")
              .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()))
              .build();
      exchange.follow(client().sendAsync(request, exchange.bodies()), whenDone);
    } catch (RuntimeException | Error e) {
      exchange.answer.compareAndSet(null, Answer.failed(describe(e)));
      whenDone.run();
    }
    return exchange;
  }

  @Override
  public void release() {
    HttpClient oldClient = client;
    ClientExecutor oldExecutor = executor;
    client = null;
    executor = null;
    if (oldClient == null || oldExecutor == null) {
      return;
    }
    if (!shutDownNow(oldClient)) {
      oldExecutor.interruptSelector();
    }
    oldExecutor.shutdown();
    releasedThreads = oldExecutor.threads();
  }

  @Override
  public List<Thread> releasedThreads() {
    return releasedThreads;
  }

  private HttpClient client() {
    if (executor != null && executor.hasLostSelector()) {
      release();
    }
    if (client == null) {
      ClientExecutor pool = new ClientExecutor(threads);
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(config.connectTimeout())
              .executor(pool);
      InetSocketAddress proxy = config.proxy();
      if (proxy != null) {
        builder.proxy(ProxySelector.of(proxy));
      }
      client = pool.make(builder::build);
      executor = pool;
    }
    return client;
  }

  /** Names a failure by its types and messages; the throwable itself may quote the address. */
  private static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable t = failure instanceof CompletionException ? failure.getCause() : failure;
    for (int i = 0; t != null && i < 3; i++) {
      text.append(i == 0 ? "" : ", caused by ").append(t.getClass().getSimpleName());
      if (t.getMessage() != null) {
        text.append(": ").append(t.getMessage());
      }
      t = t.getCause();
    }
    return text.toString();
  }

  /**
   * Ends a client at once, which only JDK 21 and later can. Before, it ends once the garbage
   * collector has found that nobody uses it, and wakes up every 3 s until then.
   */
  private static boolean shutDownNow(HttpClient client) {
    try {
      // Looked up no sooner: it would load the client, and what of TLS its methods name, at start.
      HttpClient.class.getMethod("shutdownNow").invoke(client);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  /** A request of the JDK client, with the means to end it in every phase. */
  private static final class HttpExchange implements Exchange {

    private final BoundedBody body = new BoundedBody();
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private @Nullable CompletableFuture<?> future;

    HttpResponse.BodyHandler<byte[]> bodies() {
      return info -> body;
    }

    void follow(CompletableFuture<HttpResponse<byte[]>> response, Runnable whenDone) {
      future = response;
      CompletableFuture<Void> unused =
          response.handle(
              (answered, failure) -> {
                answer.compareAndSet(
                    null,
                    answered == null
                        ? Answer.failed(failure == null ? "no answer" : describe(failure))
                        : Answer.of(
                            answered.statusCode(),
                            answered.headers().firstValue("Retry-After").orElse(null),
                            answered.body()));
                whenDone.run();
                return null;
              });
    }

    @Override
    public @Nullable Answer poll() {
      return answer.get();
    }

    @Override
    public void cancel() {
      body.cancel();
      if (future != null) {
        future.cancel(true);
      }
    }
  }
}
