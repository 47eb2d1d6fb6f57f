/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  void failingStarts_arePostedBeforeTheEnd() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      Map<String, CompletableFuture<String>> notices = new LinkedHashMap<>();
      notices.put(
          "port in use",
          failedStart("--server.address=127.0.0.1", "--server.port=" + port)
              .thenApply(notice -> notice.replace(port, "8080")));
      notices.put("missing bean", failedStart(SOURCES + "NoCarrier", "--server.port=0"));
      notices.put("failing bean", failedStart(SOURCES + "NoKey", "--server.port=0"));
      notices.put("wrong property", failedStart("--server.port=eighty"));

      for (Map.Entry<String, CompletableFuture<String>> notice : notices.entrySet()) {
        assertDocumented(notice.getKey(), notice.getValue().get(3, TimeUnit.MINUTES));
      }
    }
  }

  @Test
  void failingRequestAndUncaughtException_arePosted() throws Exception {
    Path configuration = folder.resolve("logback.xml");
    Files.writeString(
        configuration,
        Files.readString(Path.of("src", "main", "resources", "logback-spring.xml"))
            .replace(
                "GoogleChatAppender\"/>",
                "GoogleChatAppender\"><uncaughtExceptions>true</uncaughtExceptions>"
                    + "<digestAt>100</digestAt></appender>"));
    List<String> command =
        command(
            SOURCES + "StockSync", "--server.port=0", "--logging.config=" + configuration.toUri());
    try (ChatSpace space = ChatSpace.start();
        RunningApp app = RunningApp.start(space.webhookUrl(), command)) {
      assertThat(ShippingAppIT.get(app.awaitAddress() + "/orders/8123/label")).isEqualTo(500);
      // the application's two jobs fail too
      boolean posted = space.awaitMessages(4, Duration.ofSeconds(30));
      String printed = app.end();
      assertThat(posted).as(printed).isTrue();

      assertDocumented("failing request", find(space, "LabelController.label"));
      assertDocumented("uncaught exception", find(space, "`uncaught`"));
      // the JVM's line, into which another thread may print, and the exception, logged and printed
      assertThat(printed).contains("Exception in thread \"stock-sync\" ");
      assertThat(printed.split("the warehouse sent half a file", -1)).hasSize(3);
    }
  }

  private static String find(ChatSpace space, String part) {
    return space.messages().stream()
        .map(ChatMessage::text)
        .filter(text -> text.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(space.show()));
  }

  private static CompletableFuture<String> failedStart(String... arguments) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (ChatSpace space = ChatSpace.start();
              RunningApp app = RunningApp.start(space.webhookUrl(), command(arguments))) {
            int exitCode = app.awaitEnd();
            String printed = app.end();

            assertThat(exitCode).as(printed).isOne();
            assertThat(space.messages()).as(printed).hasSize(1);
            return space.messages().get(0).text();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        },
        RunningApp.THREADS);
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
      String shown = notice.replaceAll("(?m)^(?=.)", "    ") + "\n";
      Files.writeString(
          DOCUMENT,
          document.substring(0, block.start(2)) + shown + document.substring(block.end(2)));
      return;
    }
    assertThat(withoutWhatVaries(block.group(2).replaceAll("(?m)^    ", "").strip()))
        .isEqualTo(withoutWhatVaries(notice));
  }

  /** Removes time and age, and what depends on the versions of libraries and JDK. */
  private static String withoutWhatVaries(String text) {
    return text.replaceAll("\\d\\d:\\d\\d:\\d\\dZ", "<time>")
        .replaceAll("up \\d+ s", "up <n> s")
        .replaceAll("… \\d+ ", "… <n> ")
        .replaceAll("Thread.java:\\d+", "Thread.java:<n>");
  }
}
