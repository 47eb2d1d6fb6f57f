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
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotsIT {
  private static final Path GOLDEN =
      Path.of("..", "appender-core", "src", "test", "resources", "golden");
  private static final Path PICTURES =
      Path.of(System.getProperty("build.directory", "target"), "screenshots");
  private static final int KINDS_PER_PICTURE = 16;

  /** The kinds of notices, and a golden file of each. */
  private static final Map<String, String> NOTICES =
      Map.ofEntries(
          Map.entry("first", "first"),
          Map.entry("critical", "critical"),
          Map.entry("update", "update-with-new-text"),
          Map.entry("escalation", "escalation"),
          Map.entry("quiet", "quiet"),
          Map.entry("again", "again"),
          Map.entry("muted", "muted"),
          Map.entry("unmuted", "unmuted"),
          Map.entry("digest", "digest-of-firsts"),
          Map.entry("block", "owed-block"),
          Map.entry("loss", "losses-alone"),
          Map.entry("shutdown", "summary-of-tenants"));

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

  /** One picture of each, to look at it closely. */
  @Test
  void everyKindOfNotice_isShownByItself() throws Exception {
    Map<String, String> texts = texts();
    Map<String, String> cards = cards();
    Files.createDirectories(PICTURES.resolve("notices"));
    for (Map.Entry<String, String> notice : NOTICES.entrySet()) {
      takeNotice(notice.getKey() + "-text", texts.get(notice.getValue()));
      takeNotice(notice.getKey() + "-card", cards.get(notice.getValue()));
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
            browser.unfoldCards();
            browser.fit(width, theme);
            take(form + "-" + theme + "-" + width + "-" + (from / KINDS_PER_PICTURE + 1));
          }
        }
      }
    }
  }

  private static void takeNotice(String name, String body) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      assertThat(Client.of(space).post(Client.FALLBACK, body).statusCode()).isEqualTo(200);
      for (int width : new int[] {380, 1_280}) {
        for (String theme : List.of("light", "dark")) {
          show(space.pageUrl(), width, 800, theme, 1);
          browser.fit(width, theme);
          take("notices/" + name + "-" + theme + "-" + width);
        }
      }
    }
  }

  private static void show(String address, int width, int height, String theme, int atLeast) {
    browser.look(width, height, theme);
    browser.go(address);
    browser.until("document.getElementById('status').textContent.includes('message')");
    browser.until("document.querySelectorAll('.thread').length >= " + atLeast);
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
