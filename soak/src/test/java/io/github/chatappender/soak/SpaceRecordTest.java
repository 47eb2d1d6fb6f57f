/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpaceRecordTest {

  private static final String PROBLEM = "gca:shop::0123456789abcdef:2026-07-15";
  private static final String LIST = "gca:shop::digest:2026-07-15";

  private final ChatSpace space = ChatSpace.start();

  @AfterEach
  void closeSpace() {
    space.close();
  }

  @Test
  void eventsInEveryKindOfMessage_areAddedUp() throws Exception {
    post(PROBLEM, "🔴 *ERROR* shop — *E* in `A.b`\n`c.A` · thread `main` · ×1,014 · 12:03:07Z");
    post(
        PROBLEM,
        "🔴 *ERROR* shop — *E* in `A.b` · ×6 more, ×1,020 since 12:03:07Z, last at 12:04Z");
    post(
        LIST,
        "📋 shop — 2 problems, ×12\n🔴 *ERROR* *E* in `A.b` ×5 · `01234567`\n… and 1 more, ×7");

    SpaceRecord record = record();

    assertThat(record.events()).isEqualTo(1_014 + 6 + 5 + 7);
    assertThat(record.mostEventsOf(2)).isEqualTo(1_014 + 12);
    assertThat(record.losses()).isZero();
  }

  @Test
  void criticalTexts_areFoundInEveryMessage() throws Exception {
    post(
        PROBLEM,
        "🔴 *ERROR critical* shop — critical 7 of load-1 is here in `Vault`\n\n"
            + "🔴 *ERROR critical* shop — critical 8 of load-1 is here in `Vault`");
    post(PROBLEM, "🔴 *ERROR critical* shop — critical 8 of load-1 is here in `Vault`");

    SpaceRecord record = record();

    assertThat(record.events()).isEqualTo(3);
    assertThat(record.critical())
        .isEqualTo(Map.of("critical 7 of load-1 is here", 1, "critical 8 of load-1 is here", 2));
  }

  @Test
  void block_countsOnlyEventsNotCountedBefore() throws Exception {
    post(PROBLEM, "🔴 *ERROR* shop — *E* in `A.b` · ×14");
    post(LIST, "📋 shop — 1 problem, ×7\n… and 1 more, ×7");
    post(PROBLEM, "🔴 *ERROR* shop — *E* in `A.b` · ×30 since 12:03:07Z");

    SpaceRecord record = record();

    assertThat(record.events()).isEqualTo(14 + 7 + 16);
    assertThat(record.perhapsTwice()).isEqualTo(7);
  }

  @Test
  void listHeading_countsIfItsListWasRefused() throws Exception {
    post(LIST, "📋 shop — 12 problems, ×5,926");
    post(LIST, "📋 shop — 2 new problems\n🔴 *ERROR* *E* in `A.b` ×5 · `01234567`");

    assertThat(record().events()).isEqualTo(5_926 + 5);
  }

  @Test
  void lossesOfMoreThanAThousandAreRead() throws Exception {
    post(LIST, "⚠️ shop — 8,347 events not shown: refused by the service");
    post(
        PROBLEM,
        "🔴 *ERROR* shop — *E* in `A.b`\n⚠️ 18,138 events not shown: refused by the service");

    assertThat(record().losses()).isEqualTo(8_347 + 18_138);
    assertThat(record().events()).isEqualTo(1);
  }

  private SpaceRecord record() {
    return new SpaceRecord(space.messages(), List.of(0));
  }

  private void post(String thread, String text) throws Exception {
    String body =
        "{\"text\": \""
            + text.replace("\n", "\\n")
            + "\", \"thread\": {\"threadKey\": \""
            + thread
            + "\"}}";
    URI address =
        URI.create(space.webhookUrl() + "&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }
}
