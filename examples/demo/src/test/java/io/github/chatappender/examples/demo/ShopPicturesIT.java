/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.Browser;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the documents' pictures, of messages that both shops post, into {@code target/screenshots}.
 * {@code docs/images} holds copies.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
@Timeout(600)
class ShopPicturesIT {
  private static final int SECONDS = 100;
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Path PICTURES =
      Path.of(System.getProperty("build.directory", "target"), "screenshots");

  @TempDir private Path folder;

  @Test
  void bothShops_areShownInTextAndAsCards() throws Exception {
    Path cards = Files.writeString(folder.resolve("cards.xml"), cardConfiguration());
    Files.createDirectories(PICTURES);
    try (ChatSpace space = ChatSpace.builder().anySpace().requestsPerSecond(1).start();
        Browser browser = Browser.open();
        Program orders = orders(SECONDS, webhook(space, "SHOPS"));
        Program billing =
            Program.shop(
                folder,
                "log4j2-app",
                "com.example.shop.billing.BillingApp",
                SECONDS - 6,
                webhook(space, "SHOPS"),
                "-DAPPLICATION_NAME=billing");
        Program asCards =
            orders(20, webhook(space, "CARDS"), "-Dlogback.configurationFile=" + cards)) {
      List.of(orders, billing, asCards).forEach(Program::drain);
      Predicate<ChatMessage> text = message -> message.cards().isEmpty();
      ChatMessage first = space.await(text.and(contains("wrapped by", "*ERROR* orders")), LONG);
      ChatMessage card = space.await(m -> !m.cards().isEmpty() && has(m, "Exception"), LONG);
      ChatMessage digest = space.await(text.and(contains("📋", " ongoing problems")), LONG);
      ChatMessage update =
          space.await(text.and(contains(" more, ×", ", last at ")).and(m -> !has(m, "📋")), LONG);

      orders.awaitEnd();
      billing.awaitEnd();
      for (String theme : List.of("light", "dark")) {
        for (int width : new int[] {380, 760}) {
          String suffix = (theme.equals("dark") ? "-dark" : "") + (width == 760 ? "" : "-" + width);
          take(browser, space, first, false, "first" + suffix, width, theme);
          take(browser, space, card, false, "card" + suffix, width, theme);
          take(browser, space, digest, false, "digest" + suffix, width, theme);
          take(browser, space, update, true, "update" + suffix, width, theme);
        }
        browser.look(1_280, 800, theme);
        browser.go(space.pageUrl());
        browser.until("document.getElementById('space').options.length === 3");
        browser.js(
            "const space = document.getElementById('space'); space.value = 'SHOPS';"
                + "space.dispatchEvent(new Event('change'))");
        browser.until("document.querySelector('h1').textContent === 'SHOPS'");
        Files.write(PICTURES.resolve("room-" + theme + ".png"), browser.screenshot());
      }
    }
  }

  private Program orders(int seconds, String webhook, String... options) throws IOException {
    return Program.shop(
        folder,
        "logback-app",
        "com.example.shop.orders.OrdersApp",
        seconds,
        webhook,
        options.length > 0 ? options[0] : "-DAPPLICATION_NAME=orders");
  }

  private static String cardConfiguration() {
    return "<configuration>"
        + "<appender name=\"CHAT\" class=\"io.github.chatappender.logback.GoogleChatAppender\">"
        + "<application>orders</application><environment>prod</environment><format>card</format>"
        + "</appender><root level=\"INFO\"><appender-ref ref=\"CHAT\"/></root></configuration>";
  }

  private static String webhook(ChatSpace space, String name) {
    return space.webhookUrl().replace("/spaces/AAA/", "/spaces/" + name + "/");
  }

  private static boolean has(ChatMessage message, String part) {
    return message.text().contains(part);
  }

  private static Predicate<ChatMessage> contains(String one, String two) {
    return message -> has(message, one) && has(message, two);
  }

  /** Takes a picture of the thread of a message, with its replies or without them. */
  private static void take(
      Browser browser,
      ChatSpace space,
      ChatMessage message,
      boolean unfold,
      String name,
      int width,
      String theme)
      throws IOException {
    browser.look(width, 800, theme);
    browser.go(space.pageUrl() + message.threadName());
    browser.until("document.querySelector('.thread.target')");
    browser.js(
        "document.querySelectorAll('.thread:not(.target)').forEach(t => t.hidden = true);"
            + "document.querySelector('.thread.target').classList.remove('target')");
    if (!unfold) {
      browser.js(
          "document.querySelectorAll('.thread:not([hidden]) .replies[aria-expanded=true]')"
              + ".forEach(fold => fold.click())");
    }
    browser.fit(width, theme);
    browser.js("document.activeElement.blur()");
    browser.until(
        "[...document.querySelectorAll('.thread:not([hidden]) img')].every(i => i.complete)");
    Object shown = browser.js("return document.querySelector('.thread:not([hidden])').innerText");
    assertThat(String.valueOf(shown)).contains(Character.toString(message.text().codePointAt(0)));
    Files.write(PICTURES.resolve(name + ".png"), browser.screenshot());
  }
}
