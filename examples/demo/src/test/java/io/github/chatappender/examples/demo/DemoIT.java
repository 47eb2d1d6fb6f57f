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
  private static final String MESSAGE = "\\d\\d:\\d\\d:\\d\\dZ \\| t\\d+ \\| .*";

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
    await().atMost(Duration.ofSeconds(90)).until(() -> messages().size() >= 2);
    List<ProcessHandle> shops = demo.descendants().collect(Collectors.toList());
    HttpResponse<String> page = get(lines().get(0).replace("The room: ", ""));

    demo.destroy();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lines().get(0)).matches("The room: http://127\\.0\\.0\\.1:\\d+/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(shops).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(messages()).anySatisfy(line -> assertThat(line).contains("orders"));
  }

  @Test
  void demo_endsByItselfWithTheRoomAndASummary() throws Exception {
    Process demo = start("12", "false");

    assertThat(demo.waitFor(150, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(Files.readString(output)).isZero();
    List<String> lines = lines();
    assertThat(lines.get(0)).startsWith("The room: ");
    assertThat(lines.get(1)).isEqualTo("Two shops run for 12 s; one message a second is allowed.");
    assertThat(messages()).isNotEmpty();
    assertThat(lines).anyMatch(line -> line.startsWith("orders: "));
    assertThat(lines).anyMatch(line -> line.startsWith("billing: "));
    assertThat(lines.get(lines.size() - 1)).startsWith("Google Chat saw ");
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
