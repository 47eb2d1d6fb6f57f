/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatSpaceMainTest {
  private static final Pattern ADDRESS = Pattern.compile("GOOGLE_CHAT_WEBHOOK_URL to\\s+(\\S+)");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir Path directory;

  @Test
  void messagesArePrintedAndRecordedWhenTheyArrive() throws Exception {
    Path record = directory.resolve("record.jsonl");
    String[] args = {"--port", "0", "--per-second", "0", "--record", record.toString()};
    Thread running = new Thread(() -> run(args), "space-main");
    running.start();
    Client client = new Client(await().until(this::address, address -> !address.isEmpty()));

    client.post(Client.text("one 🔴"));
    await().until(() -> output().contains("Z  one 🔴"));
    client.post("no json");
    await().until(() -> output().contains("/v1/spaces/AAA/messages -> 400: Invalid JSON"));
    await().until(() -> Files.readAllLines(record).size() == 2);
    running.interrupt();
    running.join(30_000);

    assertThat(running.isAlive()).isFalse();
    JsonValue line = Json.read(Files.readAllLines(record).get(0));
    assertThat(line.path("query").asText()).isEqualTo("key=*&token=*");
    assertThat(line.path("body").asText()).isEqualTo(Client.text("one 🔴"));
    assertThat(line.path("status").asInt(0)).isEqualTo(200);
  }

  @Test
  void defaultRate_isTheRealServices() throws Exception {
    try (ChatSpace space = SpaceArguments.parse("--port", "0").space().nanoClock(() -> 0).start()) {
      assertThat(Client.of(space).post(Client.text("a")).statusCode()).isEqualTo(200);
      assertThat(Client.of(space).post(Client.text("b")).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void everySpaceIsAccepted_unlessStrict() throws Exception {
    try (ChatSpace any = SpaceArguments.parse("--port", "0").space().start();
        ChatSpace strict = SpaceArguments.parse("--strict", "--port", "0").space().start()) {
      String path = "/v1/spaces/OTHER/messages?key=a&token=b";
      assertThat(new Client("http://127.0.0.1:" + any.port() + path).post(Client.text("a")))
          .returns(200, response -> response.statusCode());
      assertThat(new Client("http://127.0.0.1:" + strict.port() + path).post(Client.text("a")))
          .returns(400, response -> response.statusCode());
    }
  }

  @ParameterizedTest
  @CsvSource({"--port, x", "--port, 70000", "--port, 1.5", "--per-second, -1", "--per-second, NaN"})
  void wrongValue_isNamedInOneLine(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpaceArguments.parse(name, value))
        .withMessageStartingWith(name + " must be a number from 0 to ")
        .withMessageEndingWith(": '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--speed", "8080", "-p"})
  void unknownOption_isNamedInOneLine(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpaceArguments.parse(name))
        .withMessage("there is no option " + name + "; see --help");
  }

  @Test
  void optionWithoutItsValue_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> SpaceArguments.parse("--port"));
    assertThatIllegalArgumentException().isThrownBy(() -> SpaceArguments.parse("--record"));
  }

  @Test
  void help_namesEveryOption() {
    run("--help");

    assertThat(output())
        .contains("--port", "--per-second", "--strict", "--record", "--help")
        .doesNotContain("http");
  }

  @Test
  void portInUse_isOneLineAndExitCode2() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Program program = Program.run("--port", String.valueOf(space.port()));

      assertThat(program.exitCode).isEqualTo(2);
      assertThat(program.output)
          .singleElement()
          .asString()
          .startsWith("google-chat-appender-space: cannot listen on port " + space.port() + ": ");
    }
  }

  @Test
  void badOption_isOneLineAndExitCode2() throws Exception {
    Program program = Program.run("--speed", "1");

    assertThat(program.exitCode).isEqualTo(2);
    assertThat(program.output)
        .containsExactly("google-chat-appender-space: there is no option --speed; see --help");
  }

  private void run(String... args) {
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      ChatSpaceMain.run(SpaceArguments.parse(args), out);
    }
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String address() {
    Matcher matcher = ADDRESS.matcher(output());
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Runs the program in a JVM of its own. */
  private static final class Program {
    final int exitCode;
    final List<String> output;

    private Program(int exitCode, List<String> output) {
      this.exitCode = exitCode;
      this.output = output;
    }

    static Program run(String... args) throws Exception {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ChatSpaceMain.class.getName(),
                  args[0],
                  args[1])
              .redirectErrorStream(true)
              .start();
      try {
        List<String> output =
            List.of(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .trim()
                    .split("\\R", -1));
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Program(process.exitValue(), output);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
