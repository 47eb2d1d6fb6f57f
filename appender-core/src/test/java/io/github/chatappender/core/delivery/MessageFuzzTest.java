/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.chatappender.core.render.MessageOracle;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plays cases for {@code fuzz.seconds} seconds; a finding names its seed, and {@code -Dfuzz.seed=…}
 * plays only that case.
 */
@Tag("slow")
class MessageFuzzTest {

  private static final int ONE_IN_TWICE = 20;
  private static final int ONE_IN_POSTED = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private long cases;
  private long messages;
  private long posted;

  @Test
  void hostileEvents_makeWellFormedMessages() throws IOException, InterruptedException {
    Long one = Long.getLong("fuzz.seed");
    if (one != null) {
      play(one);
      return;
    }
    long seconds = Long.getLong("fuzz.seconds", 3);
    long first = seconds > 60 ? System.currentTimeMillis() * 1_000_000 : 1;
    long start = System.nanoTime();
    try {
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
        play(first + cases);
      }
    } finally {
      System.out.printf(
          "fuzz: %,d cases from seed %d on, %,d messages, %,d of them posted, in %,d s%n",
          cases,
          first,
          messages,
          posted,
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }
    assertThat(messages).isPositive();
  }

  private void play(long seed) throws IOException, InterruptedException {
    FuzzCase fuzzed = new FuzzCase(seed);
    try {
      List<String> bodies = fuzzed.play();
      for (String body : bodies) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        MessageOracle.check(bytes, fuzzed.secrets(), "seed " + seed);
        if (++messages % ONE_IN_POSTED == 0) {
          post(bytes);
        }
      }
      if (seed % ONE_IN_TWICE == 0) {
        assertThat(new FuzzCase(seed).play()).isEqualTo(bodies);
      }
    } catch (RuntimeException | AssertionError e) {
      fail("-Dfuzz.seed=" + seed + " plays it again", e);
    }
    cases++;
  }

  /** Posts a body to its own space, so that none is refused because of the rate or another body. */
  private void post(byte[] body) throws IOException, InterruptedException {
    try (ChatSpace space = ChatSpace.start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(space.webhookUrl()))
              .header("Content-Type", "application/json; charset=UTF-8")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    posted++;
  }
}
