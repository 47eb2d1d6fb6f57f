/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the application fail, and compares the notices with {@code docs/messages.md}. With {@code
 * -Dgolden.update=true} it writes them there.
 */
class FailuresIT {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "messages.md");
  private static final String SOURCES = "--spring.main.sources=com.example.broken.";

  @TempDir private Path folder;

  @Test
  void portInUse_isPostedBeforeTheEnd() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "" + taken.getLocalPort();
      String notice = failedStart("--server.address=127.0.0.1", "--server.port=" + port);

      assertDocumented("port in use", notice.replace(port, "8080"));
    }
  }

  @Test
  void missingBean_isPostedBeforeTheEnd() throws Exception {
    assertDocumented("missing bean", failedStart(SOURCES + "NoCarrier", "--server.port=0"));
  }

  @Test
  void failingBean_isPostedBeforeTheEnd() throws Exception {
    assertDocumented("failing bean", failedStart(SOURCES + "NoKey", "--server.port=0"));
  }

  @Test
  void wrongProperty_isPostedBeforeTheEnd() throws Exception {
    assertDocumented("wrong property", failedStart("--server.port=eighty"));
  }

  @Test
  void uncaughtException_isPosted() throws Exception {
    Path configuration = folder.resolve("logback.xml");
    Files.writeString(
        configuration,
        Files.readString(Path.of("src", "main", "resources", "logback-spring.xml"))
            .replace(
                "GoogleChatAppender\"/>",
                "GoogleChatAppender\"><uncaughtExceptions>true</uncaughtExceptions></appender>"));
    List<String> command =
        command(
            SOURCES + "StockSync", "--server.port=0", "--logging.config=" + configuration.toUri());
    try (ChatSpace space = ChatSpace.start();
        RunningApp app = RunningApp.start(space.webhookUrl(), folder, command)) {
      // the application's two jobs fail too
      assertThat(space.awaitMessages(3, Duration.ofSeconds(120))).as(app.printed()).isTrue();

      assertDocumented(
          "uncaught exception",
          space.messages().stream()
              .map(message -> message.text())
              .filter(text -> text.contains("`uncaught`"))
              .findFirst()
              .orElseThrow());
      assertThat(app.printed())
          .contains("Exception in thread \"stock-sync\" java.lang.IllegalStateException: ");
    }
  }

  private String failedStart(String... arguments) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        RunningApp app = RunningApp.start(space.webhookUrl(), folder, command(arguments))) {
      assertThat(app.exitCode()).as(app.printed()).isOne();

      assertThat(space.messages()).as(app.printed()).hasSize(1);
      return space.messages().get(0).text();
    }
  }

  /** Adds the tests' classes to those of the jar. */
  private static List<String> command(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("-Dloader.path=" + Path.of(System.getProperty("build.directory"), "test-classes"));
    command.addAll(
        List.of("-cp", RunningApp.jar().toString(), RunningApp.LAUNCHERS + "PropertiesLauncher"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void assertDocumented(String name, String notice) throws IOException {
    String document = Files.readString(DOCUMENT);
    Matcher block =
        Pattern.compile("(?s)(<!-- boot " + name + " -->\n)(.*?)(<!-- /boot -->)")
            .matcher(document);
    assertThat(block.find()).as("the block of %s", name).isTrue();
    if (Boolean.getBoolean("golden.update")) {
      String shown = notice.replaceAll("(?m)^", "    ") + "\n";
      Files.writeString(
          DOCUMENT,
          document.substring(0, block.start(2)) + shown + document.substring(block.end(2)));
      return;
    }
    assertThat(withoutWhatVaries(block.group(2).replaceAll("(?m)^    ", "").strip()))
        .isEqualTo(withoutWhatVaries(notice));
  }

  /** Removes time and age, and the number of frames within a run of libraries. */
  private static String withoutWhatVaries(String text) {
    return text.replaceAll("\\d\\d:\\d\\d:\\d\\dZ", "<time>")
        .replaceAll("up \\d+ s", "up <n> s")
        .replaceAll("… \\d+ ", "… <n> ");
  }
}
