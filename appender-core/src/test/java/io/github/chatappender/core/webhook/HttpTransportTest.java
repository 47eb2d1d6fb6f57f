/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.webhook.Outcome.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts through real sockets; waits only for socket events. */
@Timeout(60)
class HttpTransportTest {

  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

  private static final WireMockServer SPACE =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger threads = new AtomicInteger();
  private HttpTransport transport = transport(Configs.defaults());

  @BeforeAll
  static void openSpace() {
    SPACE.start();
  }

  @AfterAll
  static void closeSpace() {
    SPACE.stop();
  }

  @BeforeEach
  void emptySpace() {
    SPACE.resetAll();
  }

  @AfterEach
  void release() {
    transport.release();
  }

  @ParameterizedTest
  @CsvSource({
    "200, {}, DELIVERED",
    "200, <html>proxy</html>, PASSING",
    "204, '', PASSING",
    "400, {}, MESSAGE_FAULT",
    "401, {}, UNAUTHORIZED",
    "403, {}, WEBHOOK_FAULT",
    "404, <html>Not Found</html>, WEBHOOK_FAULT",
    "408, '', PASSING",
    "409, '{\"error\":{\"status\":\"ALREADY_EXISTS\"}}', DELIVERED",
    "409, '{\"error\":{\"status\":\"ABORTED\"}}', PASSING",
    "400, '{\"error\":{\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}', WEBHOOK_FAULT",
    "405, '', WEBHOOK_FAULT",
    "410, '', WEBHOOK_FAULT",
    "413, '', MESSAGE_FAULT",
    "429, {}, THROTTLED",
    "500, {}, PASSING",
    "503, {}, PASSING",
  })
  void answer_isReadWithStatusAndBody(int status, String body, Verdict verdict) throws Exception {
    answerWith(aResponse().withStatus(status).withBody(body));

    Answer answer = post(Webhooks.local(SPACE.port()));

    assertThat(answer.status).isEqualTo(status);
    assertThat(new String(answer.body, StandardCharsets.UTF_8)).isEqualTo(body);
    assertThat(answer.failure).isNull();
    assertThat(outcome(answer).verdict).isEqualTo(verdict);
  }

  @Test
  void notFoundForAReplyThatMayFail_meansThreadGone() throws Exception {
    answerWith(aResponse().withStatus(404).withBody("{}"));
    Answer answer = post(Webhooks.local(SPACE.port()), ReplyOption.FAIL);

    assertThat(
            new OutcomeReader(Clock.systemUTC())
                .read(answer, ReplyOption.FAIL, Webhooks::scrub)
                .verdict)
        .isEqualTo(Verdict.THREAD_GONE);
  }

  @Test
  void retryAfter_isPassedOn() throws Exception {
    answerWith(aResponse().withStatus(429).withHeader("retry-after", "17"));

    Answer answer = post(Webhooks.local(SPACE.port()));

    assertThat(answer.retryAfter).isEqualTo("17");
    assertThat(outcome(answer).retryAfterNanos).isEqualTo(17_000_000_000L);
  }

  @Test
  void request_hasTheFormTheServiceRequires() throws Exception {
    answerWith(aResponse().withBody("{}"));

    post(Webhooks.local(SPACE.port()), ReplyOption.FALLBACK);

    LoggedRequest request = onlyRequest();
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getProtocol()).isEqualTo("HTTP/1.1");
    assertThat(request.getUrl())
        .isEqualTo(
            "/v1/spaces/AAAA/messages?key="
                + Webhooks.KEY
                + "&token=t0ken%2Dvalue%3D&requestId="
                + Webhooks.REQUEST_ID
                + "&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    assertThat(request.header("Content-Type").values())
        .containsExactly("application/json; charset=UTF-8");
    assertThat(request.header("Content-Length").values()).containsExactly("17");
    assertThat(request.getBody()).isEqualTo(Webhooks.utf8("{\"text\":\"h\u00E9llo\"}"));
    assertThat(request.getHeaders().keys())
        .doesNotContain("Upgrade", "HTTP2-Settings", "Cookie", "Authorization", "Expect");
  }

  @Test
  void withoutAThreadNoReplyOptionIsSent() throws Exception {
    answerWith(aResponse().withBody("{}"));

    post(Webhooks.local(SPACE.port()), ReplyOption.NONE);

    assertThat(onlyRequest().getUrl())
        .endsWith("&requestId=" + Webhooks.REQUEST_ID)
        .doesNotContain("messageReplyOption");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    answerWith(
        aResponse()
            .withStatus(status)
            .withHeader("Location", "http://127.0.0.1:" + SPACE.port() + "/elsewhere"));

    Answer answer = post(Webhooks.local(SPACE.port()));

    assertThat(answer.status).isEqualTo(status);
    assertThat(outcome(answer).verdict).isEqualTo(Verdict.PASSING);
    assertThat(onlyRequest().getUrl()).doesNotContain("elsewhere");
  }

  @Test
  void cookiesAreNotKept() throws Exception {
    answerWith(aResponse().withBody("{}").withHeader("Set-Cookie", "a=b"));

    post(Webhooks.local(SPACE.port()));
    postAgain(Webhooks.local(SPACE.port()));

    assertThat(requests()).hasSize(2).noneMatch(request -> request.containsHeader("Cookie"));
  }

  @Test
  void invalidUtf8_isPassedOnUnchanged() throws Exception {
    answerWith(aResponse().withStatus(500).withBody(new byte[] {'a', (byte) 0xC3, (byte) 0x28}));

    Answer answer = post(Webhooks.local(SPACE.port()));

    assertThat(answer.body).containsExactly('a', 0xC3, 0x28);
    assertThat(outcome(answer).words).isEqualTo("500 \"a\uFFFD(\"");
  }

  @Test
  void htmlPage_isReportedByItsText() throws Exception {
    answerWith(
        aResponse()
            .withStatus(404)
            .withHeader("Content-Type", "text/html")
            .withBody("<html><title>Error 404</title><p>That\u2019s an error.</p></html>"));

    Answer answer = post(Webhooks.local(SPACE.port()));

    assertThat(outcome(answer).words).isEqualTo("404 \"Error 404 That\u2019s an error.\"");
  }

  @Test
  void configuredProxy_isUsed() throws Exception {
    try (RawServer proxy = new RawServer(RawServer.answering(OK))) {
      transport = transport(Configs.with(Setting.PROXY, "127.0.0.1:" + proxy.port()));

      Answer answer = post(Webhooks.local(SPACE.port()));

      assertThat(answer.status).isEqualTo(200);
      assertThat(proxy.requestLines())
          .singleElement()
          .asString()
          .startsWith("POST http://127.0.0.1:" + SPACE.port() + "/v1/spaces/AAAA/messages?key=");
      assertThat(requests()).isEmpty();
    }
  }

  @Test
  void aRefusedConnectionIsAFailureWithoutSecrets() throws Exception {
    int port = closedPort();

    Answer answer = post(Webhooks.local(port));

    assertFailed(answer);
    assertThat(outcome(answer).explained())
        .isEqualTo(
            "connection refused by 127.0.0.1:"
                + port
                + ": is a proxy needed, or does a firewall block it?");
  }

  @Test
  void aResetBeforeTheAnswerIsAFailure() throws Exception {
    try (RawServer server = new RawServer(RawServer.resetAfter(""))) {
      assertFailed(post(Webhooks.local(server.port())));
    }
  }

  @Test
  void aResetDuringTheHeadIsAFailure() throws Exception {
    try (RawServer server = new RawServer(RawServer.resetAfter("HTTP/1.1 200 O"))) {
      assertFailed(post(Webhooks.local(server.port())));
    }
  }

  @Test
  void aResetDuringTheBodyIsAFailure() throws Exception {
    String begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"name\":";
    try (RawServer server = new RawServer(RawServer.resetAfter(begun))) {
      assertFailed(post(Webhooks.local(server.port())));
    }
  }

  @Test
  void aBodyThatEndsTooSoonIsAFailure() throws Exception {
    String cut = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"name\":";
    try (RawServer server = new RawServer(RawServer.answering(cut))) {
      assertFailed(post(Webhooks.local(server.port())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "220 smtp ready\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/9.9 200\r\n"
      })
  void answerThatIsNotHttp_isAFailure(String bytes) throws Exception {
    try (RawServer server = new RawServer(RawServer.answering(bytes))) {
      assertFailed(post(Webhooks.local(server.port())));
    }
  }

  @Test
  void aServerThatNeverAnswersEndsAtTheRequestTimeout() throws Exception {
    transport = transport(Configs.with(Setting.REQUEST_TIMEOUT, "100 ms"));
    try (RawServer server = new RawServer(RawServer::awaitEnd)) {
      Answer answer = post(Webhooks.local(server.port()));

      assertFailed(answer);
      assertThat(outcome(answer).words).endsWith("within 100 ms");
    }
  }

  @Test
  void cancellingEndsAnAnswerThatDripsAndClosesItsSocket() throws Exception {
    RawServer[] self = new RawServer[1];
    CountDownLatch begun = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{")
                  .serve(socket);
              begun.countDown();
              self[0].drip(socket);
            })) {
      self[0] = server;
      Exchange exchange = start(Webhooks.local(server.port()));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(exchange.poll()).isNull();

      exchange.cancel();

      assertThat(server.awaitClosedByClient()).isTrue();
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
      assertFailed(exchange.poll());
    }
  }

  @Test
  void cancellingEndsAHeadThatDripsAndClosesItsSocket() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.answering("HTTP/1.1 200 OK\r\nX-Long: ").serve(socket);
              self[0].drip(socket);
            })) {
      self[0] = server;
      Exchange exchange = start(Webhooks.local(server.port()));
      assertThat(server.awaitConnection()).isTrue();

      exchange.cancel();

      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
      assertFailed(exchange.poll());
      transport.release();
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void endlessBody_isReadUpTo64KiB() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.answering("HTTP/1.1 500 Oops\r\n\r\n").serve(socket);
              self[0].flood(socket);
            })) {
      self[0] = server;

      Answer answer = post(Webhooks.local(server.port()));

      assertThat(answer.status).isEqualTo(500);
      assertThat(answer.body).hasSize(65_536);
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void cancellingAnAnsweredRequest_changesNothing() throws Exception {
    answerWith(aResponse().withBody("{}"));
    Exchange exchange = start(Webhooks.local(SPACE.port()));
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

    exchange.cancel();

    assertThat(exchange.poll().status).isEqualTo(200);
  }

  @Test
  void afterAReleaseTheNextPostMakesANewClient() throws Exception {
    answerWith(aResponse().withBody("{}"));
    post(Webhooks.local(SPACE.port()));

    transport.release();
    transport.release();

    assertThat(postAgain(Webhooks.local(SPACE.port())).status).isEqualTo(200);
  }

  @Test
  void afterAReleaseTheClientsSelectorEndsWithoutTheGarbageCollector() throws Exception {
    answerWith(aResponse().withBody("{}"));
    Set<Thread> before = selectors();
    post(Webhooks.local(SPACE.port()));
    Set<Thread> ours = selectors();
    ours.removeAll(before);

    transport.release();

    assertThat(ours).hasSize(1);
    await().untilAsserted(() -> assertThat(ours).noneMatch(Thread::isAlive));
  }

  @Test
  void aClientWhoseSelectorWasInterrupted_isReplacedAtTheNextPost() throws Exception {
    answerWith(aResponse().withBody("{}"));
    Set<Thread> before = selectors();
    post(Webhooks.local(SPACE.port()));
    Set<Thread> ours = selectors();
    ours.removeAll(before);
    for (Thread selector : ours) {
      selector.interrupt();
      selector.join();
    }

    Answer answer = postAgain(Webhooks.local(SPACE.port()));

    assertThat(ours).hasSize(1);
    assertThat(answer.failure).isNull();
    assertThat(answer.status).isEqualTo(200);
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .collect(Collectors.toSet());
  }

  @Test
  void client_isCreatedByTheFirstPost_withOurThreads() throws Exception {
    answerWith(aResponse().withBody("{}"));
    assertThat(threads).hasValue(0);

    post(Webhooks.local(SPACE.port()));

    assertThat(threads.get()).isPositive();
  }

  @Test
  void clientThatCannotBeCreated_isAFailure() throws Exception {
    transport =
        new HttpTransport(
            Configs.defaults(),
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            });

    Answer answer = post(Webhooks.local(SPACE.port()));

    assertFailed(answer);
  }

  private static void answerWith(ResponseDefinitionBuilder answer) {
    SPACE.stubFor(any(anyUrl()).willReturn(answer));
  }

  private static LoggedRequest onlyRequest() {
    assertThat(requests()).hasSize(1);
    return requests().get(0);
  }

  private static List<LoggedRequest> requests() {
    return SPACE.findAll(anyRequestedFor(anyUrl()));
  }

  private HttpTransport transport(SenderConfig config) {
    return new HttpTransport(
        config,
        work -> {
          Thread thread = new Thread(work, "http-test-" + threads.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private Exchange start(WebhookUrl url) {
    return Webhooks.post(transport, url, ReplyOption.NONE, done::countDown);
  }

  private Answer post(WebhookUrl url) throws InterruptedException {
    return post(url, ReplyOption.NONE);
  }

  private Answer post(WebhookUrl url, ReplyOption option) throws InterruptedException {
    Exchange exchange = Webhooks.post(transport, url, option, done::countDown);
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    return exchange.poll();
  }

  private Answer postAgain(WebhookUrl url) throws InterruptedException {
    CountDownLatch again = new CountDownLatch(1);
    Exchange exchange = Webhooks.post(transport, url, ReplyOption.NONE, again::countDown);
    assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
    return exchange.poll();
  }

  private static Outcome outcome(Answer answer) {
    Clock clock = Clock.fixed(Instant.parse("2026-07-15T12:00:00Z"), ZoneOffset.UTC);
    return new OutcomeReader(clock).read(answer, ReplyOption.NONE, Webhooks::scrub);
  }

  private static void assertFailed(Answer answer) {
    assertThat(answer.failure.words).isNotEmpty().doesNotContain("k3y", "t0ken");
    assertThat(outcome(answer).verdict).isEqualTo(Verdict.PASSING);
    assertThat(outcome(answer).words).isNotEmpty().doesNotContain("k3y", "t0ken");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }
}
