/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.webhook.Outcome.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeReaderTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-15T12:00:00Z"), ZoneOffset.UTC);

  private static final String EXISTS = "{\"error\":{\"status\":\"ALREADY_EXISTS\"}}";
  private static final String BAD_KEY =
      "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\","
          + "\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}";

  private final OutcomeReader reader = new OutcomeReader(CLOCK);

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":\"spaces/A/messages/B\"}", " \r\n\t{", "{cut off"})
  void status200WithTheStartOfAnObject_isDelivered(String body) {
    assertThat(verdict(200, body)).isEqualTo(Verdict.DELIVERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "<html>log in</html>", "[{}]", "ok {}", "\u00A0{}"})
  void status200WithAnythingElse_isNotFromTheService(String body) {
    assertThat(verdict(200, body)).isEqualTo(Verdict.PASSING);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {201, 202, 204, 206, 300, 301, 302, 303, 304, 307, 308, 408, 500, 502, 503, 504, 599})
  void temporaryErrors_arePassing(int status) {
    assertThat(verdict(status, "{}")).isEqualTo(Verdict.PASSING);
  }

  @ParameterizedTest
  @CsvSource({
    "400, MESSAGE_FAULT",
    "401, UNAUTHORIZED",
    "402, WEBHOOK_FAULT",
    "403, WEBHOOK_FAULT",
    "404, WEBHOOK_FAULT",
    "405, WEBHOOK_FAULT",
    "407, WEBHOOK_FAULT",
    "409, PASSING",
    "410, WEBHOOK_FAULT",
    "411, WEBHOOK_FAULT",
    "413, MESSAGE_FAULT",
    "418, WEBHOOK_FAULT",
    "429, THROTTLED",
    "451, WEBHOOK_FAULT",
    "499, WEBHOOK_FAULT",
  })
  void faults_areTheMessagesOrTheWebhooks(int status, Verdict verdict) {
    assertThat(verdict(status, "")).isEqualTo(verdict);
  }

  @Test
  void status409WithAlreadyExists_isDelivered() {
    assertThat(verdict(409, EXISTS)).isEqualTo(Verdict.DELIVERED);
    assertThat(verdict(409, "{\"status\":\"ALREADY_EXISTS\"}")).isEqualTo(Verdict.DELIVERED);
    assertThat(verdict(409, "{\"status\":\"ABORTED\"}")).isEqualTo(Verdict.PASSING);
    assertThat(verdict(409, "ALREADY_EXISTS")).isEqualTo(Verdict.PASSING);
  }

  @Test
  void status400ThatNamesTheKey_isAWebhookFault() {
    assertThat(verdict(400, BAD_KEY)).isEqualTo(Verdict.WEBHOOK_FAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "FAIL, THREAD_GONE, 'the thread to reply to is gone, or the webhook was deleted'",
    "FALLBACK, WEBHOOK_FAULT, the webhook or its space was deleted; create a new webhook",
    "NONE, WEBHOOK_FAULT, the webhook or its space was deleted; create a new webhook",
  })
  void status404_meansThreadGone_onlyIfTheReplyMayFail(
      ReplyOption option, Verdict verdict, String advice) {
    Outcome outcome = reader.read(answer(404, null, ""), option, Webhooks::scrub);

    assertThat(outcome.verdict).isEqualTo(verdict);
    assertThat(outcome.explained()).isEqualTo("404: " + advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | Google Chat refused a message for SPACE: 400",
        "403 | the webhook of SPACE does not work: 403: the token in the address is wrong, or apps"
            + " are turned off in the space; create a new webhook",
        "429 | Google Chat is throttling SPACE: 429: a space accepts about one message a second"
            + " from all its webhooks together",
        "503 | posting to SPACE fails: 503: the problem is in the service, not in the webhook",
      })
  void line_namesTheSpaceTheAnswerAndTheRemedy(int status, String line) {
    assertThat(read(status, null, "").line(Webhooks.service()))
        .isEqualTo(line.replace("SPACE", "chat.googleapis.com/spaces/AAAA"));
  }

  @Test
  void line_blamesAProxyAndNotTheWebhook() {
    Outcome outcome =
        reader.read(
            Answer.failed(Outcome.routeFault("407, the proxy demands credentials", "set proxy")),
            ReplyOption.FALLBACK,
            Webhooks::scrub);

    assertThat(outcome.line(Webhooks.service()))
        .isEqualTo(
            "nothing can be posted to chat.googleapis.com/spaces/AAAA: 407, the proxy demands"
                + " credentials: set proxy");
  }

  @Test
  void noAnswer_isPassing() {
    Outcome outcome =
        reader.read(
            Answer.failed(Outcome.passing("ConnectException: refused\n by " + Webhooks.KEY)),
            ReplyOption.NONE,
            Webhooks::scrub);

    assertThat(outcome.verdict).isEqualTo(Verdict.PASSING);
    assertThat(outcome.words).isEqualTo("ConnectException: refused by ***");
    assertThat(outcome.retryAfterNanos).isEqualTo(Outcome.NO_WISH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\"}}",
        "{\"name\":\"m\",\"error\":null}",
        "{\"details\":[{\"a\":[1]}],\"error\":\"no\"}",
        "<html><title>Sign in</title></html>",
        "[{}]",
        "\"{}\"",
        "",
      })
  void status200WithAnErrorOrNoObject_isNotDelivered(String body) {
    assertThat(verdict(200, body)).isEqualTo(Verdict.PASSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \n{\"name\":\"spaces/A/messages/m\"}",
        "{\"text\":\"error\",\"thread\":{\"error\":\"of a reply\"}}",
        "{\"text\":\"cut off in the mid",
      })
  void status200WithAnObjectWithoutATopLevelError_isDelivered(String body) {
    assertThat(verdict(200, body)).isEqualTo(Verdict.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({"200", "204", "302"})
  void htmlPage_isBlamedOnAnIntermediary(int status) {
    assertThat(read(status, null, "<html><title>Sign in</title></html>").explained())
        .isEqualTo(
            status
                + " \"Sign in\": this is not Google Chat's answer; is a login page, a captive"
                + " portal or a proxy in between?");
  }

  @Test
  void servicesWords_areShownInOneLine() {
    Outcome outcome =
        read(
            403, null, "{\"error\":{\"status\":\"PERMISSION_DENIED\",\"message\":\"Apps\\noff\"}}");

    assertThat(outcome.words).isEqualTo("403 PERMISSION_DENIED \"Apps off\"");
    assertThat(outcome).hasToString("WEBHOOK_FAULT: 403 PERMISSION_DENIED \"Apps off\"");
  }

  @Test
  void servicesWords_neitherStartALineNorControlATerminal() {
    String hostile = "a\r\nWARN b\u001B[31mc\u009B2Jd\u0085e\u2028f\u2029g\u202Eh\u2066i\u0000j";
    String line = "a WARN b [31mc 2Jd e f g h i j";

    assertThat(read(500, null, hostile).words).isEqualTo("500 \"" + line + "\"");
    assertThat(
            reader.read(
                    Answer.failed(Outcome.passing("IOException: Invalid status line: " + hostile)),
                    ReplyOption.FALLBACK,
                    Webhooks::scrub)
                .words)
        .isEqualTo("IOException: Invalid status line: " + line);
  }

  @Test
  void secretsTheServiceRepeats_areRemoved() {
    Outcome outcome =
        read(
            400,
            null,
            "{\"message\":\"" + Webhooks.KEY + " t0ken-value= " + Webhooks.TOKEN + "\"}");

    assertThat(outcome.words).isEqualTo("400 \"*** *** ***\"");
  }

  @Test
  void secrets_areRemovedBeforeTheLineIsCut() {
    String filler = "x".repeat(185);

    Outcome outcome = read(500, null, filler + Webhooks.KEY);

    assertThat(outcome.words).doesNotContain("k3y");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1000000000",
    "' 30 ', 30000000000",
    "600, 600000000000",
    "601, 600000000000",
    "999999999, 600000000000",
    "'Wed, 15 Jul 2026 12:00:45 GMT', 45000000000",
    "'Wed, 15 Jul 2026 12:10:01 GMT', 600000000000",
    "'Fri, 15 Jul 2033 12:00:00 GMT', 600000000000",
    "'Wed, 15 Jul 2026 11:59:59 GMT', 0",
    "'Wed, 15 Jul 2026 12:00:00 GMT', 0",
  })
  void retryAfterIsHonouredUpToTenMinutes(String retryAfter, long nanos) {
    assertThat(read(429, retryAfter, "").retryAfterNanos).isEqualTo(nanos);
    assertThat(read(503, retryAfter, "").retryAfterNanos).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5",
        "1.5",
        "0x10",
        "10 s",
        "2026-07-15T12:00:45Z",
        "Mon, 15 Jul 2026 12:00:45 GMT",
        "Wed, 32 Jul 2026 12:00:45 GMT"
      })
  void unreadableRetryAfter_isIgnored(String retryAfter) {
    assertThat(read(429, retryAfter, "").retryAfterNanos).isEqualTo(Outcome.NO_WISH);
  }

  @Test
  void retryAfterBeyondALong_isTenMinutes() {
    assertThat(read(429, "9".repeat(30), "").retryAfterNanos).isEqualTo(600_000_000_000L);
  }

  @Test
  void missingRetryAfter_givesNoDelay() {
    assertThat(read(429, null, "").retryAfterNanos).isEqualTo(Outcome.NO_WISH);
    assertThat(read(200, "60", "{}").retryAfterNanos).isEqualTo(Outcome.NO_WISH);
  }

  private Verdict verdict(int status, String body) {
    return read(status, null, body).verdict;
  }

  private Outcome read(int status, String retryAfter, String body) {
    return reader.read(answer(status, retryAfter, body), ReplyOption.FALLBACK, Webhooks::scrub);
  }

  private static Answer answer(int status, String retryAfter, String body) {
    return Answer.of(status, retryAfter, Webhooks.utf8(body));
  }
}
