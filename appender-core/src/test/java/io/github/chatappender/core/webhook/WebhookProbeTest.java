/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookProbeTest {

  private final AnsweringTransport transport = new AnsweringTransport();
  private final List<String> table = new ArrayList<>();

  @Test
  void serviceThatHonoursEverything_isReportedSo() throws Exception {
    transport
        .posted(message("m1", "t1"), message("m1", "t1"))
        .posted("{\"clientAssignedMessageId\":\"ID\"}")
        .posted("{\"formattedText\":\"a | b\\nc\"}")
        .posted("{\"text\":\"" + "x".repeat(4_097) + "\"}")
        .posted("{}")
        .posted(message("m6", "t6"), message("m7", "t6"))
        .posted("{}");

    run();

    assertThat(table)
        .containsExactly(
            "| question | answer |",
            "| --- | --- |",
            "| Does a repeated requestId return the first message? | yes: it returns the first"
                + " message |",
            "| Is messageId honoured? | no: it is accepted and ignored |",
            "| Which markup is the default? | look at the bold word in the space; formattedText is:"
                + " a \\| b c |",
            "| May a text be longer than 4,096 characters? | yes: 4,097 are accepted |",
            "| May messageReplyOption come without a thread key? | yes: it is accepted |",
            "| Is a thread key honoured without messageReplyOption? | yes: both messages are in one"
                + " thread |",
            "| What if REPLY_MESSAGE_OR_FAIL finds no thread? | it opens a thread |");
  }

  @Test
  void serviceThatIgnoresEverything_isReportedAsSuch() throws Exception {
    transport
        .posted(message("m1", "t1"), message("m2", "t2"))
        .posted(message("m3", "t3"))
        .posted(message("m4", "t4"))
        .posted("{\"text\":\"cut\"}")
        .posted(message("m6", "t6"))
        .posted(message("m7", "t7"), message("m8", "t8"))
        .refused(404, "NOT_FOUND");

    run();

    assertThat(answers())
        .containsExactly(
            "no: it posts a second message",
            "no: it is accepted and ignored",
            "look at the bold word in the space; the answer has no formattedText",
            "4,097 are accepted, and the answer has 3",
            "yes: it is accepted",
            "no: every message opens a thread",
            "refused: 404 NOT_FOUND");
  }

  @Test
  void refusals_areQuoted() throws Exception {
    transport
        .refused(400, "INVALID_ARGUMENT")
        .refused(403, "PERMISSION_DENIED")
        .refused(401, "UNAUTHENTICATED")
        .refused(413, "TOO_LARGE")
        .refused(429, "RESOURCE_EXHAUSTED")
        .refused(429, "RESOURCE_EXHAUSTED")
        .refused(503, "UNAVAILABLE")
        .answered(Answer.failed(Outcome.passing("connection refused")));

    run();

    assertThat(answers())
        .containsExactly(
            "refused: 400 INVALID_ARGUMENT",
            "refused: 403 PERMISSION_DENIED",
            "refused: 401 UNAUTHENTICATED",
            "refused: 413 TOO_LARGE",
            "unknown, run the probe again: 429 RESOURCE_EXHAUSTED",
            "unknown, run the probe again: 503 UNAVAILABLE",
            "unknown, run the probe again: connection refused");
  }

  @Test
  void secondPostsThatAreRefused_areQuoted() throws Exception {
    transport
        .posted(message("m1", "t1"))
        .refused(409, "ALREADY_EXISTS")
        .posted("{}", "{}", "{}", "{}", message("m6", "t6"))
        .refused(429, "RESOURCE_EXHAUSTED")
        .refused(429, "RESOURCE_EXHAUSTED")
        .posted("{}");

    run();

    assertThat(answers().get(0)).isEqualTo("yes: 409 ALREADY_EXISTS");
    assertThat(answers().get(5)).isEqualTo("unknown, run the probe again: 429 RESOURCE_EXHAUSTED");
  }

  @Test
  void messageIdInTheNameOfTheMessage_countsAsHonoured() throws Exception {
    Transport echo =
        new Transport() {
          @Override
          public Exchange post(WebhookUrl url, String with, byte[] body, Runnable whenDone) {
            whenDone.run();
            String id = with.replaceFirst(".*&messageId=", "");
            return Exchange.ended(
                Answer.of(200, null, Webhooks.utf8("{\"name\":\"spaces/A/messages/" + id + "\"}")));
          }

          @Override
          public void release() {
            // holds no resources
          }
        };

    probe(echo).run();

    assertThat(answers().get(1)).isEqualTo("yes: the answer contains it");
    assertThat(answers().get(5)).isEqualTo("unknown: the answer names no thread");
  }

  @Test
  void requests_askWhatTheTableSays() throws Exception {
    transport.posted("{}", "{}", "{}", "{}", "{}", "{}", "{}", "{}", "{}");

    run();

    List<String> sent = transport.parameters;
    assertThat(sent).hasSize(9);
    assertThat(answers().get(0)).isEqualTo("unknown: the answer names no message");
    assertThat(sent.get(1)).isEqualTo(sent.get(0)).matches("&requestId=[0-9a-f-]{36}");
    assertThat(transport.bodies.get(1)).isEqualTo(transport.bodies.get(0));
    assertThat(sent.get(2)).matches("&requestId=[0-9a-f-]{36}&messageId=client-[0-9a-f-]{36}");
    assertThat(transport.bodies.get(3)).contains("*Chat* **Markdown**");
    assertThat(transport.bodies.get(4)).hasSize("{\"text\":\"\"}".length() + 4_097);
    assertThat(sent.get(5)).contains("&messageReplyOption=");
    assertThat(transport.bodies.get(5)).doesNotContain("threadKey");
    assertThat(sent.get(6)).doesNotContain("messageReplyOption");
    assertThat(transport.bodies.get(6)).contains("threadKey").isEqualTo(transport.bodies.get(7));
    assertThat(sent.get(8)).endsWith("&messageReplyOption=REPLY_MESSAGE_OR_FAIL");
    assertThat(transport.bodies.get(8)).contains("threadKey");
  }

  private void run() throws InterruptedException {
    probe(transport).run();
  }

  private WebhookProbe probe(Transport to) {
    OutcomeReader outcomes = new OutcomeReader(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    CheckPoster poster =
        new CheckPoster(
            Webhooks.service(), to, Duration.ofSeconds(10), outcomes, Webhooks::scrub, time -> {});
    return new WebhookProbe(poster, table::add);
  }

  private List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (String row : table.subList(2, table.size())) {
      answers.add(row.substring(2, row.length() - 2).split(" \\| ", -1)[1]);
    }
    return answers;
  }

  private static String message(String name, String thread) {
    return "{\"annotations\":[{\"name\":\"x\"}],\"name\":\""
        + name
        + "\",\"sender\":{\"name\":\"users/1\"},\"thread\":{\"name\":\""
        + thread
        + "\"}}";
  }
}
