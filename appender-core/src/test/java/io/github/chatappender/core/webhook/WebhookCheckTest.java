/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.Configs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookCheckTest {

  private static final String SPACE = "chat.googleapis.com/spaces/AAAA";
  private static final String POSTED =
      "posted to " + SPACE + ": the address, its key and its token are right";
  private static final String FALLBACK = "reply with REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD: ";
  private static final String FAIL = "reply with REPLY_MESSAGE_OR_FAIL: ";
  private static final String ANSWERED =
      "what works: DNS, connection and certificate; Google Chat itself answered";
  private static final String NEW_ADDRESS =
      "what to do: in the space open Apps & integrations, Webhooks; copy the webhook's address"
          + " again, or add a webhook. If there is no such entry, apps are switched off: ask a"
          + " manager of the space or your administrator";

  private final AnsweringTransport transport = new AnsweringTransport();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> report = new ArrayList<>();

  @Test
  void messageAndBothRepliesInOneThread_work() throws Exception {
    transport.posted(message("m1", "t1"), message("m2", "t1"), message("m3", "t1"));

    assertThat(run()).isTrue();

    assertThat(report)
        .containsExactly(POSTED, FALLBACK + "in the same thread", FAIL + "in the same thread");
    assertThat(transport.parameters.get(0)).contains("&messageReplyOption=REPLY_MESSAGE_FALLBACK");
    assertThat(transport.parameters.get(1)).contains("&messageReplyOption=REPLY_MESSAGE_FALLBACK");
    assertThat(transport.parameters.get(2)).endsWith("&messageReplyOption=REPLY_MESSAGE_OR_FAIL");
  }

  @Test
  void allPostsNameOneThreadKeyAndDifferentRequestIds() throws Exception {
    transport.posted(message("m1", "t1"), message("m2", "t1"), message("m3", "t1"));

    run();

    assertThat(transport.bodies)
        .extracting(body -> body.replaceAll(".*\"threadKey\":\"(.*?)\".*", "$1"))
        .hasSize(3)
        .containsOnly(transport.bodies.get(0).replaceAll(".*(gca:check:[0-9a-f-]{36}).*", "$1"));
    assertThat(transport.parameters)
        .extracting(text -> text.replaceAll("&requestId=([0-9a-f-]{36}).*", "$1"))
        .doesNotHaveDuplicates();
  }

  @Test
  void posts_areSpacedByMoreThanTheSecondOfTheQuota() throws Exception {
    transport.posted(message("m1", "t1"), message("m2", "t1"), message("m3", "t1"));

    run();

    assertThat(pauses).containsExactly(Duration.ofMillis(1_100), Duration.ofMillis(1_100));
  }

  @Test
  void replyAfterAnotherPostOfTheSameSecond_isPostedOnceMore() throws Exception {
    transport
        .posted(message("m1", "t1"))
        .refused(429, "RESOURCE_EXHAUSTED")
        .posted(message("m2", "t1"), message("m3", "t1"));

    assertThat(run()).isTrue();

    assertThat(report)
        .containsExactly(POSTED, FALLBACK + "in the same thread", FAIL + "in the same thread");
    assertThat(transport.parameters.get(2)).isEqualTo(transport.parameters.get(1));
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(1_100));
  }

  @Test
  void throttledMessage_isReportedAtOnce() throws Exception {
    transport.refused(429, "RESOURCE_EXHAUSTED");

    assertThat(run()).isFalse();

    assertThat(report.get(0)).startsWith("Google Chat is throttling ");
    assertThat(pauses).isEmpty();
  }

  @Test
  void repliesInThreadsOfTheirOwn_areAFaultOfTheSpace() throws Exception {
    transport.posted(message("m1", "t1"), message("m2", "t2"), message("m3", "t3"));

    assertThat(run()).isFalse();

    String alone = "in a thread of its own, because the space has no threads; use a named space";
    assertThat(report).containsExactly(POSTED, FALLBACK + alone, FAIL + alone);
  }

  @Test
  void answersThatNameNoThread_leaveTheThreadOpen() throws Exception {
    transport.posted("{}", "{}", "{\"thread\":{\"threadKey\":\"k\"}}");

    assertThat(run()).isTrue();

    String open = "posted; the answer does not name its thread";
    assertThat(report).containsExactly(POSTED, FALLBACK + open, FAIL + open);
  }

  @Test
  void refusedReply_isExplainedAndTheOtherReplyIsStillPosted() throws Exception {
    transport
        .posted(message("m1", "t1"))
        .refused(429, "RESOURCE_EXHAUSTED")
        .refused(429, "RESOURCE_EXHAUSTED")
        .refused(404, "NOT_FOUND");

    assertThat(run()).isFalse();

    assertThat(report)
        .containsExactly(
            POSTED,
            "Google Chat is throttling "
                + SPACE
                + ": 429 RESOURCE_EXHAUSTED: a space accepts about one message a second from all"
                + " its webhooks together",
            ANSWERED,
            "what to do: run the check again in a minute; if it is refused again, lower"
                + " messagesPerMinute in the services that post to the space",
            "Google Chat refused a message for "
                + SPACE
                + ": 404 NOT_FOUND: the thread to reply to is gone, or the webhook was deleted",
            ANSWERED);
  }

  @Test
  void refusedMessage_endsTheCheck() throws Exception {
    transport.refused(401, "UNAUTHENTICATED");

    assertThat(run()).isFalse();

    assertThat(report)
        .containsExactly(
            "the webhook of "
                + SPACE
                + " does not work: 401 UNAUTHENTICATED: the key or the token in the address is"
                + " wrong; copy the webhook's address again",
            ANSWERED,
            NEW_ADDRESS);
  }

  @Test
  void pageInsteadOfAnAnswer_isNoWorkOfTheService() throws Exception {
    transport.answered(Answer.of(403, null, Webhooks.utf8("<html>Blocked by policy</html>")));

    assertThat(run()).isFalse();

    assertThat(report).hasSize(2);
    assertThat(report.get(1))
        .isEqualTo(
            "route: direct; neither the setting proxy nor the JVM's proxy properties name a"
                + " proxy for it");
  }

  @Test
  void answerThatDrips_isGivenUp() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server =
        new RawServer(
            socket -> {
              RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{")
                  .serve(socket);
              self[0].drip(socket);
            })) {
      self[0] = server;
      HttpTransport http = new HttpTransport(Configs.defaults(), WebhookCheckTest::daemon);
      CheckPoster poster = poster(Webhooks.local(server.port()), http, Duration.ZERO);

      CheckPoster.Result result = poster.post("text", null, ReplyOption.NONE);

      assertThat(result.outcome).hasToString("PASSING: no answer within 1000 ms");
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  private boolean run() throws InterruptedException {
    CheckPoster poster = poster(Webhooks.service(), transport, Duration.ofSeconds(10));
    return new WebhookCheck(poster, new FailureReader(Configs.defaults()), report::add).run();
  }

  private CheckPoster poster(WebhookUrl url, Transport to, Duration requestTimeout) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new CheckPoster(
        url, to, requestTimeout, new OutcomeReader(clock), Webhooks::scrub, pauses::add);
  }

  private static String message(String name, String thread) {
    return "{\"name\":\"spaces/A/messages/"
        + name
        + "\",\"thread\":{\"name\":\"spaces/A/threads/"
        + thread
        + "\",\"threadKey\":\"k\"}}";
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
