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
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatSpaceMainTest {
  private static final Pattern ADDRESS = Pattern.compile("Listening: (\\S+)");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void messagesArePrintedWhenTheyArriveAndAllAtTheEnd() throws Exception {
    Thread running = new Thread(() -> run("--port", "0", "--rate", "unlimited"), "space-main");
    running.start();
    Client client = new Client(await().until(this::address, address -> !address.isEmpty()));

    client.post(Client.text("one 🔴"));
    await().until(() -> output().contains("Z  one 🔴"));
    client.post(Client.text("two"));
    await().until(() -> output().contains("Z  two"));
    assertThat(output()).doesNotContain("in 2 threads");
    running.interrupt();
    running.join(30_000);

    assertThat(output()).contains("spaces/AAA: 2 messages in 2 threads");
  }

  @Test
  @Timeout(30)
  void program_endsWhenItsTimeIsOver() {
    run("--port", "0", "--for", "10ms");

    assertThat(output()).contains("spaces/AAA: 0 messages in 0 threads");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "60s, PT1M", "5m, PT5M", "1h, PT1H"})
  void runningTime_needsAUnit(String value, Duration expected) {
    assertThat(SpaceArguments.parse("--for", value).runFor()).isEqualTo(expected);
  }

  @Test
  void withoutATime_itRunsUntilStopped() {
    assertThat(SpaceArguments.parse().runFor()).isNull();
  }

  @Test
  void defaultRate_isTheRealServices() throws Exception {
    try (ChatSpace space = SpaceArguments.parse("--port", "0").space().nanoClock(() -> 0).start()) {
      assertThat(Client.of(space).post(Client.text("a")).statusCode()).isEqualTo(200);
      assertThat(Client.of(space).post(Client.text("b")).statusCode()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @CsvSource({"--for, 5", "--port, x", "--port, 70000", "--rate, 0", "--speed, 1"})
  void aWrongArgumentIsRefused(String name, String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> SpaceArguments.parse(name, value));
  }

  @Test
  void anArgumentNeedsAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpaceArguments.parse("--port"))
        .withMessageContaining("Usage");
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
}
