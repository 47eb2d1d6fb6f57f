/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of every kind of message and of the page's parts, into {@code target/screenshots}.
 * {@code docs/images} holds copies of four of them.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotsIT {
  private static final Path GOLDEN =
      Path.of("..", "appender-core", "src", "test", "resources", "golden");
  private static final Path SHOPS = Path.of("src", "test", "resources", "rooms", "shops.jsonl");
  private static final Path PICTURES =
      Path.of(System.getProperty("build.directory", "target"), "screenshots");
  private static final int KINDS_PER_PICTURE = 16;

  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void quit() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyKindOfText_inBothThemesAndWidths() throws Exception {
    takeAll("text", texts());
  }

  @Test
  void everyKindOfCard_inBothThemesAndWidths() throws Exception {
    takeAll("card", cards());
  }

  /** The pictures of the documents: real events of both shops. */
  @Test
  void roomOfBothShops() throws Exception {
    try (ChatSpace space = ChatSpace.builder().anySpace().start()) {
      for (String line : Files.readAllLines(SHOPS)) {
        JsonValue request = Json.read(line);
        String base = "http://127.0.0.1:" + space.port();
        String query = request.path("query").asText().replace("=*", "=x");
        boolean card = request.path("body").asText().contains("cardsV2");
        String path = request.path("path").asText().replace("AAA", card ? "CARDS" : "SHOPS");
        assertThat(
                new Client(base + path + "?" + query)
                    .post(request.path("body").asText())
                    .statusCode())
            .isEqualTo(200);
      }
      takeRoom(space, "shops-light", 1_280, "light");
      takeRoom(space, "shops-dark", 380, "dark");
      picture(space, "first", 760, "light", "SocketTimeoutException", false, false);
      picture(space, "update", 760, "dark", "1 reply", true, false);
      picture(space, "digest", 760, "light", "problems go on", false, false);
      picture(space, "card", 760, "dark", "cardsV2", false, true);
    }
  }

  @Test
  void partsOfThePage() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      show(space.pageUrl(), 1_280, 600, "light", 0);
      take("empty-light");
      Client client = Client.of(space);
      client.post(Client.FALLBACK, texts().get("first"));
      client.post(Client.text("A message with a *key* but no option", "key"));
      space.answerWith(3, Misbehavior.status(503));
      for (int i = 0; i < 3; i++) {
        client.post(Client.text("lost"));
      }
      client.post("{\"text\":\"x\",\"cards\":[]}");
      space.answerWith(Misbehavior.status(429));
      for (int width : new int[] {380, 1_280}) {
        for (String theme : List.of("light", "dark")) {
          show(space.pageUrl(), width, 800, theme, 4);
          browser.js("document.querySelectorAll('.info')[1].click()");
          browser.until("!document.getElementById('details').hidden");
          take("details-" + theme + "-" + width);
          browser.click("#close-details");
          take("refused-" + theme + "-" + width);
          browser.click("#open-controls");
          take("controls-" + theme + "-" + width);
        }
      }
    }
  }

  private static void takeAll(String form, Map<String, String> bodies) throws Exception {
    List<String> kinds = List.copyOf(bodies.keySet());
    for (int from = 0; from < kinds.size(); from += KINDS_PER_PICTURE) {
      List<String> some = kinds.subList(from, Math.min(kinds.size(), from + KINDS_PER_PICTURE));
      try (ChatSpace space = ChatSpace.start()) {
        for (String kind : some) {
          assertThat(Client.of(space).post(bodies.get(kind)).statusCode()).as(kind).isEqualTo(200);
        }
        for (int width : new int[] {380, 1_280}) {
          for (String theme : List.of("light", "dark")) {
            show(space.pageUrl(), width, 800, theme, some.size());
            unfoldCards();
            fit(width);
            take(form + "-" + theme + "-" + width + "-" + (from / KINDS_PER_PICTURE + 1));
          }
        }
      }
    }
  }

  private static void takeRoom(ChatSpace space, String name, int width, String theme)
      throws Exception {
    show(space.pageUrl(), width, 800, theme, 4);
    take(name);
  }

  /** Takes one thread: the first that contains the words, or the first with a card. */
  private static void picture(
      ChatSpace space,
      String name,
      int width,
      String theme,
      String words,
      boolean unfold,
      boolean card)
      throws Exception {
    show(space.pageUrl(), width, 800, theme, 4);
    Object found =
        browser.js(
            "const threads = [...document.querySelectorAll('.thread')];"
                + "const one = threads.find(t => arguments[1] ? t.querySelector('.card')"
                + " : !t.querySelector('.card') && t.textContent.includes(arguments[0]));"
                + "if (!one) return false;"
                + "threads.forEach(t => t.hidden = t !== one);"
                + "return true",
            words,
            card);
    assertThat(found).as(words).isEqualTo(true);
    if (unfold) {
      browser.click(".thread:not([hidden]) .replies");
    }
    unfoldCards();
    fit(width);
    take(name);
  }

  private static void show(String address, int width, int height, String theme, int atLeast) {
    browser.look(width, height, theme);
    browser.go(address);
    browser.until("document.getElementById('status').textContent.includes('message')");
    browser.until("document.querySelectorAll('.thread').length >= " + atLeast);
  }

  private static void unfoldCards() {
    browser.js("document.querySelectorAll('.expand[aria-expanded=false]').forEach(b => b.click())");
  }

  /** Makes the page as high as the messages, so that a picture shows all of them. */
  private static void fit(int width) {
    Number height =
        (Number)
            browser.js(
                "const room = document.getElementById('room');"
                    + "return innerHeight - room.clientHeight"
                    + " + document.getElementById('threads').offsetHeight + 26");
    browser.look(width, height.intValue(), theme());
  }

  private static String theme() {
    return Boolean.TRUE.equals(
            browser.js("return matchMedia('(prefers-color-scheme: dark)').matches"))
        ? "dark"
        : "light";
  }

  private static void take(String name) throws IOException {
    browser.js("document.activeElement.blur()");
    Files.write(PICTURES.resolve(name + ".png"), browser.screenshot());
  }

  private static Map<String, String> texts() throws Exception {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Path file : files("text", ".txt")) {
      String[] parts = Files.readString(file).split("\n______\n", -1);
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("text", parts[0]);
      for (String line : parts[1].split("\n", -1)) {
        if (line.startsWith("thread: ")) {
          body.put("thread", Json.read(line.substring(8)));
        } else if (line.startsWith("markupSyntax: ")) {
          body.put("markupSyntax", line.substring(14));
        }
      }
      bodies.put(name(file), Json.write(body));
    }
    return bodies;
  }

  private static Map<String, String> cards() throws Exception {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Path file : files("card", ".json")) {
      bodies.put(name(file), Files.readString(file));
    }
    return bodies;
  }

  private static List<Path> files(String form, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(form))) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
  }
}
