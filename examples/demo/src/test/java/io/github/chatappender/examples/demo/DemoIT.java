/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demonstration as a process, with both shops. */
@Timeout(180)
class DemoIT {
  private static final String MESSAGE = "\\d\\d:\\d\\d:\\d\\dZ \\| t\\d+ \\| .+";
  private static final String REQUEST = "\\d\\d:\\d\\d:\\d\\dZ \\| (t\\d+)? *\\| (200|429) +\\| .+";

  @TempDir private Path folder;
  private Path output;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void chooseOutput() {
    output = folder.resolve("output");
  }

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void keptDemo_printsTheRoomsAddressThenMessagesAndEndsWithItsShops() throws Exception {
    Process demo = start("0", "true");
    await().atMost(Duration.ofSeconds(90)).until(() -> messages().size() >= 2 || !demo.isAlive());
    assertThat(demo.isAlive()).as(Files.readString(output)).isTrue();
    List<ProcessHandle> shops = demo.descendants().collect(Collectors.toList());
    HttpResponse<String> page = get(lines().get(0).replace("The room: ", ""));

    demo.destroy();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(shops).hasSize(2).noneMatch(ProcessHandle::isAlive);
    List<String> lines = lines();
    assertThat(lines.get(0)).matches("The room: http://127\\.0\\.0\\.1:\\d+/");
    assertThat(lines.get(1)).startsWith("Two shops run for 600 s; ");
    assertThat(lines.subList(2, lines.size()))
        .allSatisfy(line -> assertThat(line).matches(MESSAGE))
        .anySatisfy(line -> assertThat(line).contains("orders"));
  }

  @Test
  void demo_endsByItself_withEveryMessageOnceTheRoomATimelineAndASummary() throws Exception {
    Process demo = start("12", "false");

    assertThat(demo.waitFor(150, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(Files.readString(output)).isZero();
    // Blank lines separate what happened, the room with its threads, the timeline and the summary.
    List<List<String>> parts = parts();
    List<String> live = parts.get(0);
    List<String> room = parts.get(1);
    List<String> timeline = parts.get(parts.size() - 2);
    int messages = live.size() - 4;

    assertThat(live.get(0)).startsWith("The room: ");
    assertThat(live.get(1)).isEqualTo("Two shops run for 12 s; one message a second is allowed.");
    assertThat(live.get(live.size() - 2)).matches("orders: 1200 orders, \\d+ of them .*");
    assertThat(live.get(live.size() - 1)).matches("billing: \\d+ customers, \\d+ of them .*");
    assertThat(messages).isPositive();
    assertThat(room).hasSize(1);
    assertThat(room.get(0)).startsWith("spaces/AAA: " + messages + " messages in ");
    assertThat(parts.subList(2, parts.size() - 2))
        .allSatisfy(thread -> assertThat(thread.get(0)).matches("threads/t\\d+, key gca:.*"));
    assertThat(timeline.get(0)).matches("time +\\| thread \\| status \\| first line");
    List<String> requests = timeline.subList(1, timeline.size());
    assertThat(requests).allSatisfy(line -> assertThat(line).matches(REQUEST));
    assertThat(delivered(requests))
        .containsExactlyInAnyOrderElementsOf(threadAndText(live.subList(2, live.size() - 2)));
    assertThat(parts.get(parts.size() - 1))
        .hasSize(1)
        .first()
        .asString()
        .startsWith(
            "Google Chat saw " + requests.size() + " requests: " + messages + " messages in ");
  }

  private List<List<String>> parts() {
    List<List<String>> parts = new ArrayList<>();
    parts.add(new ArrayList<>());
    for (String line : lines()) {
      if (line.isEmpty()) {
        parts.add(new ArrayList<>());
      } else {
        parts.get(parts.size() - 1).add(line);
      }
    }
    return parts;
  }

  private static List<String> threadAndText(List<String> messages) {
    return messages.stream()
        .peek(line -> assertThat(line).matches(MESSAGE))
        .map(line -> line.replaceFirst("\\S+ \\| ", ""))
        .collect(Collectors.toList());
  }

  private static List<String> delivered(List<String> requests) {
    return requests.stream()
        .filter(line -> line.contains(" | 200 "))
        .map(line -> line.replaceFirst("\\S+ \\| (t\\d+) +\\| 200 +\\| ", "$1 | "))
        .collect(Collectors.toList());
  }

  private Process start(String seconds, String keep) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName(),
                "..",
                folder.toString(),
                seconds,
                keep)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("GOOGLE_CHAT_WEBHOOK_URL");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private List<String> messages() {
    return lines().stream().filter(line -> line.matches(MESSAGE)).collect(Collectors.toList());
  }

  private List<String> lines() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
