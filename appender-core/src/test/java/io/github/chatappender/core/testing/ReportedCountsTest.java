/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedCountsTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "text");

  /** A digest's heading gives the sum of its lines. */
  private static final Pattern HEADING = Pattern.compile("^📋 .* ongoing problems, ×(\\d+) more");

  @ParameterizedTest
  @ValueSource(
      strings = {"digest-of-updates", "digest-with-more-than-it-names", "digest-with-sparklines"})
  void digest_addsUpToItsHeading(String golden) throws Exception {
    String text =
        Files.readString(GOLDEN.resolve(golden + ".txt")).replaceFirst("(?s)\n______\n.*", "");
    Matcher heading = HEADING.matcher(text);
    assertThat(heading.find()).as(text).isTrue();
    try (ChatSpace space = ChatSpace.start()) {
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(space.webhookUrl()))
              .header("Content-Type", "application/json; charset=UTF-8")
              .POST(BodyPublishers.ofString("{\"text\":\"" + text.replace("\n", "\\n") + "\"}"))
              .build();
      HttpResponse<String> answer = HttpClient.newHttpClient().send(post, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

      assertThat(ReportedCounts.by(space.messages()).events())
          .isEqualTo(Long.parseLong(heading.group(1)));
    }
  }
}
