/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.BufferedReader;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the application in its own JVM, pays an order twice over HTTP, and compares the console and
 * the space after the second payment. {@code docs/messages.md} shows the result.
 */
class PaymentsAppTest {

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private static String console;
  private static String shown;

  @BeforeAll
  static void payTwice() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Process process = start(space.webhookUrl());
      try {
        CompletableFuture<String> port = new CompletableFuture<>();
        CompletableFuture<String> printed =
            CompletableFuture.supplyAsync(() -> read(process, port));
        String address = "http://127.0.0.1:" + port.get(120, TimeUnit.SECONDS);
        assertThat(checkout(address)).isEqualTo("paid, number 1");
        assertThat(checkout(address)).isEqualTo("not paid");
        assertThat(space.awaitMessages(1, Duration.ofSeconds(30))).as(space.show()).isTrue();
        process.toHandle().destroy(); // leaves the output open; pending events are posted at exit
        console = printed.get(60, TimeUnit.SECONDS);
      } finally {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      }
      assertThat(space.messages()).as(space.show()).hasSize(1);
      shown = space.messages().get(0).text();
    }
  }

  @AfterAll
  static void print() {
    System.out.println(console);
    System.out.println(shown);
  }

  @Test
  void exception_hasThreeCausesAndOver200Frames() {
    assertThat(console.lines().filter(line -> line.startsWith("Caused by: ")))
        .extracting(line -> line.replaceAll("Caused by: ([\\w.]+).*", "$1"))
        .containsExactly(
            "org.springframework.dao.DataIntegrityViolationException",
            "org.hibernate.exception.ConstraintViolationException",
            "org.h2.jdbc.JdbcSQLIntegrityConstraintViolationException");
    assertThat(framesPrinted()).isGreaterThanOrEqualTo(200);
    assertThat(framesOfTheRoot()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void lineOne_namesTheRootCauseAndTheOwnMethodNotAProxy() {
    assertThat(shown)
        .startsWith(
            "🔴 *ERROR* payments — *JdbcSQLIntegrityConstraintViolationException*"
                + " in `PaymentLedger.book`: Unique index or primary key violation: ");
    assertThat(shown).doesNotContain("$Proxy", "$$");
  }

  @Test
  void theRootComesFirstAndEveryWrapperAfterIt() {
    assertThat(stack().get(0))
        .startsWith("org.h2.jdbc.JdbcSQLIntegrityConstraintViolationException: Unique index ");
    assertThat(stack().stream().filter(line -> line.startsWith("wrapped by ")))
        .extracting(line -> line.replaceAll("wrapped by ([\\w.]+).*", "$1"))
        .containsExactly(
            "org.hibernate.exception.ConstraintViolationException",
            "org.springframework.dao.DataIntegrityViolationException",
            "com.example.shop.payments.CheckoutException");
  }

  @Test
  void everyOwnFrameIsMarkedAndNoOther() {
    assertThat(stack().stream().filter(line -> line.startsWith("» ")))
        .extracting(line -> line.replaceAll(":\\d+", ""))
        .containsExactly(
            "» at com.example.shop.payments.PaymentLedger.book(PaymentLedger.java)",
            "» at com.example.shop.payments.CheckoutService.checkout(CheckoutService.java)",
            "» at com.example.shop.payments.CheckoutController.checkout(CheckoutController.java)",
            "» at com.example.shop.payments.CheckoutService.checkout(CheckoutService.java)");
  }

  @Test
  void everyFrameOfTheRootIsShownOrCounted() {
    List<String> root =
        stack().stream()
            .takeWhile(line -> !line.startsWith("wrapped by "))
            .collect(Collectors.toList());

    int shownFrames = (int) root.stream().filter(line -> line.contains(" at ")).count();
    int folded =
        numbers("… (\\d+) frames", String.join("\n", root)).stream().mapToInt(n -> n).sum();
    assertThat(shownFrames + folded).isEqualTo(framesOfTheRoot());
  }

  @Test
  void document_showsTheRoomsMessage() throws IOException {
    String document = Files.readString(Path.of("..", "..", "docs", "messages.md"));
    String block =
        document.substring(
            document.indexOf("<!-- stack -->\n") + "<!-- stack -->\n".length(),
            document.indexOf("<!-- /stack -->"));

    assertThat(block.lines()).allMatch(line -> line.startsWith("    "));
    assertThat(withoutWhatVaries(block.replaceAll("(?m)^    ", "").strip()))
        .isEqualTo(withoutWhatVaries(shown));
  }

  /**
   * Removes time and age, the thread's number, and the number of JDK frames within a run of others.
   */
  private static String withoutWhatVaries(String text) {
    return text.replaceAll("\\d\\d:\\d\\d:\\d\\dZ", "<time>")
        .replaceAll("up \\d+ s", "up <n> s")
        .replaceAll("-exec-\\d+`", "-exec-<n>`")
        .replaceAll("… \\d+ frames: ", "… <n> frames: ");
  }

  private static List<String> stack() {
    return shown
        .lines()
        .dropWhile(line -> !line.equals("```"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .collect(Collectors.toList());
  }

  private static int framesPrinted() {
    return (int) console.lines().filter(PaymentsAppTest::isFrame).count();
  }

  /** Returns the number of frames printed, plus those counted as common with the wrapper's. */
  private static int framesOfTheRoot() {
    String root = console.substring(console.lastIndexOf("Caused by: "));
    int printed = (int) root.lines().filter(PaymentsAppTest::isFrame).count();
    return printed + numbers("\\.\\.\\. (\\d+) common frames omitted", root).get(0);
  }

  private static boolean isFrame(String line) {
    return line.startsWith("\tat ");
  }

  private static List<Integer> numbers(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> Integer.valueOf(result.group(1)))
        .collect(Collectors.toList());
  }

  private static Process start(String webhook) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentsApp.class.getName(),
                "--server.port=0")
            .redirectErrorStream(true);
    List.of(
            "OTEL_RESOURCE_ATTRIBUTES",
            "GIT_COMMIT",
            "SOURCE_COMMIT",
            "SOURCE_VERSION",
            "GITHUB_SHA")
        .forEach(builder.environment()::remove);
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", webhook);
    builder.environment().put("HOSTNAME", "payments-7c9f");
    return builder.start();
  }

  /**
   * Reads to the end without a pause, because an application blocks when its output is not read.
   */
  private static String read(Process process, CompletableFuture<String> port) {
    StringBuilder printed = new StringBuilder();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.append(line).append('\n');
        Matcher told = PORT.matcher(line);
        if (told.find()) {
          port.complete(told.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      port.completeExceptionally(new AssertionError("the application ended:\n" + printed));
    }
    return printed.toString();
  }

  private static String checkout(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/checkout?order=8107"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
