/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.config.ProxyAddress;
import io.github.chatappender.core.config.SenderConfig;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts through the JDK's HTTP client: HTTP/1.1, no redirects, no cookies; names are resolved on
 * one of the client's threads. The client is created at the first post and released with {@link
 * #release()}; before that post, none of its classes is loaded.
 *
 * <p>A request's time-out ends when its headers have arrived; the caller bounds the whole exchange
 * with {@link Exchange#cancel()}. Used by one thread.
 */
public final class HttpTransport implements Transport {

  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private final SenderConfig config;
  private final ThreadFactory threads;
  private final FailureReader failures;
  private @Nullable HttpClient client;
  private @Nullable ClientExecutor executor;
  private List<Thread> releasedThreads = List.of();

  /** Creates a transport without a client, whose threads the factory makes: daemons. */
  public HttpTransport(SenderConfig config, ThreadFactory threads) {
    this.config = config;
    this.threads = threads;
    this.failures = new FailureReader(config);
  }

  @Override
  public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
    HttpExchange exchange = new HttpExchange(failures, url);
    try {
      exchange.follow(
          client().sendAsync(request(url.with(parameters), body), exchange.bodies()), whenDone);
    } catch (RuntimeException | Error e) {
      exchange.answer.compareAndSet(null, Answer.failed(failures.read(e, url)));
      whenDone.run();
    }
    return exchange;
  }

  private HttpRequest request(URI address, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(config.requestTimeout)
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    ProxyAddress proxy = config.proxy;
    if (proxy != null && proxy.user != null && proxy.password != null) {
      // The client sends it to the proxy alone, and for a tunnel only if the JVM allows Basic. An
      // Authenticator would hide the service's own 401.
      byte[] credentials =
          (proxy.user + ":" + proxy.password.reveal()).getBytes(StandardCharsets.UTF_8);
      request.header(
          "Proxy-Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return request.build();
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
              .connectTimeout(config.connectTimeout)
              .executor(pool);
      if (config.proxy != null) {
        builder.proxy(ProxySelector.of(config.proxy.address));
      }
      client = pool.make(builder::build);
      executor = pool;
    }
    return client;
  }

  /**
   * Ends a client at once, which needs JDK 21. Earlier clients end after garbage collection finds
   * them unused, and wake up every 3 s until then.
   */
  private static boolean shutDownNow(HttpClient client) {
    try {
      // Not looked up at start: that would load the client, and the TLS classes in its signatures.
      HttpClient.class.getMethod("shutdownNow").invoke(client);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  /** A request of the JDK client, which can be ended in every phase. */
  private static final class HttpExchange implements Exchange {

    private final FailureReader failures;
    private final WebhookUrl url;
    private final BoundedBody body = new BoundedBody();
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private @Nullable CompletableFuture<?> future;

    HttpExchange(FailureReader failures, WebhookUrl url) {
      this.failures = failures;
      this.url = url;
    }

    HttpResponse.BodyHandler<byte[]> bodies() {
      return info -> body;
    }

    void follow(CompletableFuture<HttpResponse<byte[]>> response, Runnable whenDone) {
      future = response;
      CompletableFuture<Void> unused =
          response.handle(
              (answered, failure) -> {
                answer.compareAndSet(null, read(answered, failure));
                whenDone.run();
                return null;
              });
    }

    /** Reads the client's result, which may be incomplete: a refused tunnel has no body. */
    private Answer read(@Nullable HttpResponse<byte[]> answered, @Nullable Throwable failure) {
      try {
        if (answered == null) {
          return Answer.failed(
              failure == null ? Outcome.passing("no answer") : failures.read(failure, url));
        }
        return answered.statusCode() == PROXY_AUTHENTICATION_REQUIRED
            ? Answer.failed(failures.credentialsWanted(url))
            : Answer.of(
                answered.statusCode(),
                answered.headers().firstValue("Retry-After").orElse(null),
                answered.body());
      } catch (RuntimeException | Error e) {
        return Answer.failed(
            Outcome.passing("the answer could not be read: " + e.getClass().getName()));
      }
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
