/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.FALLBACK;
import static io.github.chatappender.space.Client.markdown;
import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page in a real browser. */
class PageInBrowserIT {
  private static final String COUNTED = "document.querySelectorAll('.message').length === ";

  /** Returns the milliseconds to the first thread, to the whole room, and the longest pause. */
  private static final String LOAD =
      "return new Promise(done => { let first = 0, pause = 0, last = performance.now();"
          + "const end = () => document.querySelector('.thread:last-child')?.textContent;"
          + "const look = () => { const now = performance.now();"
          + "pause = Math.max(pause, now - last); last = now;"
          + "if (!first && end()) first = now;"
          + "if (/problem 999\\D[^]*9 replies/.test(end()) &&"
          + " document.getElementById('status').textContent.startsWith('10,000 messages'))"
          + " done([first, now, pause].map(Math.round)); else setTimeout(look, 5); }; look(); })";

  private static Browser browser;

  private ChatSpace space;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
  }

  @AfterAll
  static void quit() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() {
    browser.look(1_280, 900, "light");
    space = ChatSpace.start();
    browser.go(space.pageUrl());
    browser.until("document.getElementById('status').textContent.includes('0 messages')");
  }

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void message_appearsByItself() throws Exception {
    assertThat(browser.texts("#setting"))
        .containsExactly("export GOOGLE_CHAT_WEBHOOK_URL='" + space.webhookUrl() + "'");

    Client.of(space).post(text("🔴 *ERROR* orders — `a.b` is _down_\n```\nstack\n```"));

    browser.until(COUNTED + 1);
    assertThat(browser.texts(".text")).containsExactly("🔴 ERROR orders — a.b is down\nstack");
    assertThat(browser.texts(".text b")).containsExactly("ERROR");
    assertThat(browser.texts(".text i")).containsExactly("down");
    assertThat(browser.texts(".text p code")).containsExactly("a.b");
    assertThat(browser.texts(".text pre")).containsExactly("stack");
    assertThat(browser.texts("#status")).containsExactly("1 message · 1 thread");
  }

  @Test
  void threads_areOrderedByTheirLastMessage_andRepliesFold() throws Exception {
    Client client = Client.of(space);
    client.post(FALLBACK, text("first", "a"));
    client.post(FALLBACK, text("second", "b"));
    client.post(FALLBACK, text("reply one", "a"));
    client.post(FALLBACK, text("reply two", "a"));

    browser.until("document.querySelector('.replies:not([hidden])')");
    browser.until("document.querySelector('.thread:last-child').textContent.includes('2 replies')");
    assertThat(browser.texts(".text")).containsExactly("second", "first");
    browser.click(".thread:last-child .replies");
    assertThat(browser.texts(".text")).containsExactly("second", "first", "reply one", "reply two");
    client.post(FALLBACK, text("reply three", "a"));
    browser.until(COUNTED + 5);
    browser.click(".thread:last-child .replies");
    assertThat(browser.texts(".text")).containsExactly("second", "first");
    assertThat(browser.texts(".replies b")).containsExactly("3 replies");
  }

  @Test
  void collapsibleSectionOfACard_opens() throws Exception {
    Client.of(space).post(golden("card/first.json"));

    browser.until("document.querySelector('.card')");
    assertThat(browser.texts(".card-title")).containsExactly("🔴 ERROR · orders-api · prod");
    assertThat(browser.texts(".card pre"))
        .containsExactly("java.net.SocketTimeoutException: Read timed out");
    browser.click(".card .expand");
    assertThat(browser.texts(".card pre")).hasSize(2);
    assertThat(browser.texts(".card .expand")).containsExactly("Show less");
    browser.click(".card .expand");
    assertThat(browser.texts(".card pre")).hasSize(1);
  }

  @Test
  void configuredLinks_openElsewhere() throws Exception {
    Client.of(space).post(text("<https://logs.example/?q=1|Logs> and <users/all>"));
    Client.of(space).post(markdown("[Trace](https://trace.example/a_(b)) **bold** \\*plain\\*"));

    browser.until(COUNTED + 2);
    assertThat(
            browser.js(
                "return [...document.querySelectorAll('.text a')]"
                    + ".map(a => [a.textContent, a.href, a.target, a.rel].join(' '))"))
        .isEqualTo(
            List.of(
                "Logs https://logs.example/?q=1 _blank noopener noreferrer",
                "Trace https://trace.example/a_(b) _blank noopener noreferrer"));
    assertThat(browser.texts(".mention")).containsExactly("@all");
    assertThat(browser.texts(".text").get(1)).isEqualTo("Trace bold *plain*");
  }

  @Test
  void outage_isSwitchedOnAndOff() throws Exception {
    browser.click("#open-controls");
    browser.js(
        "document.getElementById('lasts').value = 'requests';"
            + "document.getElementById('lasts').dispatchEvent(new Event('change'))");
    browser.click("#outage-form [type=submit]");
    browser.until("!document.getElementById('outage').hidden");
    assertThat(browser.texts("#outage-text"))
        .containsExactly("Outage for 3 more requests: status 503");

    assertThat(Client.of(space).post(text("a")).statusCode()).isEqualTo(503);
    assertThat(Client.of(space).post(text("a")).statusCode()).isEqualTo(503);
    browser.until("document.querySelector('.refused .reason')?.textContent.includes('2 times')");
    assertThat(browser.texts(".refused .chip")).containsExactly("503");
    browser.click("#outage-off");
    browser.until("document.getElementById('outage').hidden");

    assertThat(Client.of(space).post(text("a")).statusCode()).isEqualTo(200);
    browser.until("document.querySelectorAll('.message:not(.refused)').length === 1");
  }

  @Test
  void page_reconnectsToARestartedSpace() throws Exception {
    Client.of(space).post(text("before"));
    browser.until(COUNTED + 1);
    int port = space.port();
    space.close();
    browser.until("document.getElementById('status').textContent === 'Reconnecting…'");

    space = ChatSpace.builder().port(port).start();
    browser.until("document.getElementById('status').textContent.includes('0 messages')");
    Client.of(space).post(text("after"));

    browser.until(COUNTED + 1);
    assertThat(browser.texts(".text")).containsExactly("after");
  }

  @Test
  void keyboard_movesBetweenMessages_andOpensAndClosesDetails() throws Exception {
    for (String each : List.of("one", "two", "three")) {
      Client.of(space).post(text(each));
    }
    browser.until(COUNTED + 3);
    browser.js("document.querySelector('.message[tabindex=\"0\"]').focus()");

    browser.press(Keys.ARROW_UP);
    browser.press(Keys.ARROW_UP);
    browser.press(Keys.ARROW_DOWN);
    Object focused = browser.js("return document.activeElement.querySelector('.text').textContent");
    browser.press(Keys.ENTER);
    browser.until("document.activeElement.id === 'details-title'");
    browser.press(Keys.ESCAPE);

    browser.until("document.getElementById('details').hidden");
    assertThat(browser.js("return document.activeElement.querySelector('.text').textContent"))
        .isEqualTo(focused);
    browser.press("/");
    browser.press("tw");
    browser.until("document.querySelectorAll('.message').length === 1");
    assertThat(browser.texts(".text")).containsExactly("two");
  }

  @Test
  void filter_findsBySpaceAndText_alsoInReplies() throws Exception {
    space.close();
    space = ChatSpace.builder().anySpace().start();
    browser.go(space.pageUrl());
    String base = "http://127.0.0.1:" + space.port() + "/v1/spaces/";
    Client one = new Client(base + "ONE/messages?key=k&token=t");
    Client two = new Client(base + "TWO/messages?key=k&token=t");
    one.post(FALLBACK, text("Root of one", "a"));
    one.post(FALLBACK, text("needle in a reply", "a"));
    two.post(text("Root of two"));

    browser.until("document.getElementById('space').options.length === 3");
    browser.js(
        "document.getElementById('space').value = 'TWO';"
            + "document.getElementById('space').dispatchEvent(new Event('change'))");
    browser.until(COUNTED + 1);
    assertThat(browser.texts(".text")).containsExactly("Root of two");
    assertThat(browser.texts("h1")).containsExactly("TWO");
    browser.js(
        "document.getElementById('space').value = '';"
            + "document.getElementById('space').dispatchEvent(new Event('change'))");
    browser.find("#query").sendKeys("NEEDLE");

    browser.until(COUNTED + 2);
    assertThat(browser.texts(".text")).containsExactly("Root of one", "needle in a reply");
    browser.find("#query").sendKeys("s everywhere");
    browser.until("!document.getElementById('empty').hidden");
    assertThat(browser.texts("#empty-title")).containsExactly("No message matches");
  }

  @Test
  void permalink_unfoldsItsThread_andLatestShowsTheNewest() throws Exception {
    Client client = Client.of(space);
    client.post(FALLBACK, text("root", "a"));
    client.post(FALLBACK, text("reply", "a"));
    for (int i = 0; i < 60; i++) {
      client.post(text("other " + i));
    }

    browser.go(space.pageUrl() + "spaces/AAA/threads/t1");
    browser.until("document.querySelector('.thread.target')?.textContent.includes('reply')");
    assertThat(browser.js("return document.activeElement.querySelector('.text').textContent"))
        .isEqualTo("root");

    browser.go(space.pageUrl() + "latest");
    browser.until("document.querySelector('.thread.target')?.textContent.includes('other 59')");
    client.post(FALLBACK, text("newest", "a"));
    browser.until("document.querySelector('.thread.target')?.textContent.includes('newest')");
  }

  @Test
  void narrowPage_doesNotScrollSideways() throws Exception {
    browser.look(320, 640, "dark");
    Client.of(space).post(golden("card/first.json"));
    Client.of(space).post(text("`" + "x".repeat(300) + "`\n```\n" + "y".repeat(300) + "\n```"));
    browser.until(COUNTED + 2);

    assertThat(browser.js("return document.documentElement.scrollWidth")).isEqualTo(320L);
    assertThat(
            browser.js(
                "const r = document.getElementById('room');return r.scrollWidth - r.clientWidth"))
        .isEqualTo(0L);
    browser.js("document.querySelector('.message .info').click()");
    browser.until("!document.getElementById('details').hidden");
    assertThat(browser.js("return document.documentElement.scrollWidth")).isEqualTo(320L);
  }

  @Test
  void tenThousandMessages_stayUsable() throws Exception {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    String stack =
        "\n```\n"
            + "» at com.acme.shop.OrderService.place(OrderService.java:15)\n".repeat(20)
            + "```";
    for (int i = 0; i < 10_000; i++) {
      Filling.post(space, text("🔴 *ERROR* problem " + i + stack), "key " + i % 1_000);
    }
    System.gc();
    long heap = runtime.totalMemory() - runtime.freeMemory() - before;

    browser.go(space.pageUrl());
    List<?> load = (List<?>) browser.js(LOAD);
    assertThat(browser.js("return document.querySelectorAll('.thread').length")).isEqualTo(40L);
    Object render =
        browser.js(
            "const t = performance.now(); const q = document.getElementById('query');"
                + "q.value = 'problem 77'; q.dispatchEvent(new Event('input'));"
                + "const found = x => x.textContent.includes('77');"
                + "return new Promise(r => { const look = () =>"
                + " [...document.querySelectorAll('.thread')].every(found)"
                + " ? r(Math.round(performance.now() - t)) : setTimeout(look, 1); look(); })");
    browser.until("document.querySelectorAll('.message').length >= 11");
    long posted = System.nanoTime();
    browser.js(
        "const q = document.getElementById('query'); q.value = ''; q.dispatchEvent(new Event('input'))");
    Client.of(space).post(FALLBACK, text("one more", "new"));
    browser.until("document.querySelector('.thread:last-child').textContent.includes('one more')");
    long liveMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - posted);
    browser.js("document.getElementById('room').scrollTop = 0");
    browser.until("document.querySelectorAll('.thread').length >= 80");

    String figures =
        String.format(
            Locale.ROOT,
            "10,000 messages of %,d bytes: heap of the space %,d KB; first threads after %s ms,"
                + " all after %s ms, longest pause %s ms; filtered after %s ms;"
                + " a new message shown after %,d ms%n",
            text("🔴 *ERROR* problem 1" + stack).length(),
            heap / 1024,
            load.get(0),
            load.get(1),
            load.get(2),
            render,
            liveMillis);
    Files.writeString(
        Path.of(System.getProperty("build.directory", "target"), "page.txt"), figures);
    assertThat(heap).isLessThan(100L << 20);
  }

  @Test
  void threadOfThousands_unfoldsItsNewestReplies_andEarlierOnesOnDemand() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      Filling.post(space, text("problem " + i), "one");
    }
    browser.until("document.querySelector('.replies b')?.textContent === '2,999 replies'");

    browser.click(".replies");
    browser.until(COUNTED + 51);
    assertThat(browser.texts(".reply-list > .expand")).containsExactly("Show 2,949 earlier");
    assertThat(browser.texts(".text").get(50)).isEqualTo("problem 2999");
    browser.js("document.querySelector('.reply-list > .expand').click()");
    browser.until(COUNTED + 101);
    assertThat(browser.texts(".text").get(1)).isEqualTo("problem 2900");
    Client.of(space).post(FALLBACK, text("newest", "one"));
    browser.until(COUNTED + 102);
    browser.find("#query").sendKeys("problem 2899");
    browser.until("document.querySelector('.reply-list .text')?.textContent === 'problem 2899'");
    assertThat(browser.texts(".text").get(0)).isEqualTo("problem 0");
  }

  private static String golden(String name) throws Exception {
    return Files.readString(
        Path.of("..", "appender-core", "src", "test", "resources", "golden", name));
  }
}
