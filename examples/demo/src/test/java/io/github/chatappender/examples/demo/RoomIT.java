/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.logback.GoogleChatAppender;
import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.Browser;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at the room in a browser while real appenders post to it. */
@Timeout(120)
class RoomIT {
  private static final String NOT_POSTED = ".message.refused .reason";
  private static final String POSTED = ".message:not(.refused) .text";
  private static final Pattern COUNT = Pattern.compile("×([\\d,]+)");
  private static final Pattern ERROR = Pattern.compile("(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) ERROR ");

  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
    browser.look(1_280, 900, "light");
  }

  @AfterAll
  static void quit() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void outageSwitchedOnThePage_delaysMessages_andLosesNoEvent() throws Exception {
    LoggerContext context = new LoggerContext();
    try (ChatSpace space = ChatSpace.start()) {
      GoogleChatAppender appender = appender(context, space);
      browser.go(space.pageUrl());
      browser.click("#open-controls");
      browser.click("#outage-form [type=submit]");
      browser.until("!document.getElementById('outage').hidden");

      for (int order = 1; order <= 20; order++) {
        log(context, "Payments", "Payment failed", new SocketTimeoutException("Read timed out"));
        log(context, "Stock", "No stock for order " + order, null);
      }
      browser.until(
          "/\\((\\d+) times\\)/.exec(document.querySelector('" + NOT_POSTED + "')?.textContent)");
      assertThat(browser.texts(POSTED)).isEmpty();
      assertThat(browser.texts("#outage-text")).containsExactly("Outage: status 503");
      browser.click("#outage-off");
      browser.until("document.querySelectorAll('" + POSTED + "').length >= 2");
      assertThat(appender.flush(Duration.ofSeconds(20))).isTrue();
      browser.until("document.querySelectorAll('" + POSTED + "').length >= " + posted(space));

      List<String> shown = browser.texts(POSTED);
      assertThat(shown).hasSize(2);
      assertThat(shown).filteredOn(text -> text.contains("SocketTimeoutException")).hasSize(1);
      assertThat(shown).filteredOn(text -> text.contains("No stock for order")).hasSize(1);
      assertThat(shown.stream().mapToInt(RoomIT::count).sum()).isEqualTo(40);
      DeliveryStats stats = appender.getDeliveryStats();
      assertThat(stats.accepted()).isEqualTo(40);
      assertThat(stats.reported()).isEqualTo(40);
      assertThat(stats.pending()).isZero();
      assertThat(stats.droppedTotal()).isZero();
      assertThat(requestIds(space, 200)).containsAll(requestIds(space, 503));
    } finally {
      context.stop();
    }
  }

  /** The program and an application, each from an empty folder; the figures go to a file. */
  @ParameterizedTest
  @CsvSource({
    "logback-app, com.example.shop.orders.OrdersApp",
    "log4j2-app, com.example.shop.billing.BillingApp"
  })
  void firstError_appearsOnThePageOfTheProgram(String app, String mainClass) throws Exception {
    try (Program program = Program.room(folder)) {
      String webhook = lastWord(program.line());
      browser.go(lastWord(program.line()));
      browser.until("document.getElementById('status').textContent.includes('0 messages')");
      browser.js(
          "new MutationObserver(() => { window.shown ||= document.querySelector('.message')"
              + " && Date.now(); }).observe(document.getElementById('threads'),"
              + " {childList: true, subtree: true})");
      try (Program shop = Program.shop(folder, app, mainClass, 8, webhook)) {
        Instant error = firstError(shop);
        browser.until("window.shown");
        note(app, error.toEpochMilli(), ((Number) browser.js("return window.shown")).longValue());
      }
      assertThat(browser.texts(".message .text")).isNotEmpty();
    }
  }

  private static void note(String app, long eventMillis, long shownMillis) throws IOException {
    Files.writeString(
        Path.of(System.getProperty("build.directory", "target"), "first-message.txt"),
        String.format(
            Locale.ROOT, "%s: %,d ms from its event to the page%n", app, shownMillis - eventMillis),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static GoogleChatAppender appender(LoggerContext context, ChatSpace space) {
    GoogleChatAppender appender = new GoogleChatAppender();
    appender.setContext(context);
    appender.setApplication("checkout");
    appender.setWebhookUrl(space.webhookUrl());
    appender.setRetryDelay("200 ms");
    appender.setRetryMax("500 ms");
    appender.setMaxAttempts("100");
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return appender;
  }

  private static void log(
      LoggerContext context, String name, String text, @Nullable Throwable thrown) {
    Logger logger = context.getLogger("com.acme.shop." + name);
    logger.error(text, thrown);
  }

  private static int posted(ChatSpace space) {
    return space.messages().size();
  }

  /** Returns how many events a message reports; without a number it is one. */
  private static int count(String text) {
    Matcher matcher = COUNT.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1).replace(",", "")) : 1;
  }

  private static Set<String> requestIds(ChatSpace space, int status) {
    return space.arrivals().stream()
        .filter(arrival -> arrival.status() == status)
        .map(Arrival::requestId)
        .collect(Collectors.toSet());
  }

  /** Returns the time of the first ERROR on a shop's console. */
  private static Instant firstError(Program shop) throws IOException {
    Matcher error = ERROR.matcher(shop.line());
    while (!error.lookingAt()) {
      error = ERROR.matcher(shop.line());
    }
    shop.drain();
    ZoneId zone = ZoneId.systemDefault();
    return LocalDate.now(zone).atTime(LocalTime.parse(error.group(1))).atZone(zone).toInstant();
  }

  private static String lastWord(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }
}
