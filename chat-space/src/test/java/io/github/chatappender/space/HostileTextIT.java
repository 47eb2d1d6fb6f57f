/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.markdown;
import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posts hostile messages and checks the page in a real browser. */
class HostileTextIT {
  private static final String FENCE = "```";

  /** Every link of a message: its text and its address. */
  private static final String LINKS =
      "return [...document.querySelectorAll('.message .content')].map(c =>"
          + " [...c.querySelectorAll('a:not(.time)')].map(a => a.textContent + ' ' + a.href))";

  /**
   * Finds additions that a message must not make: foreign elements, handlers, addresses, styles.
   */
  private static final String FOREIGN =
      "const known = new Set(['DIV','SPAN','P','BR','B','STRONG','I','EM','U','S','STRIKE','CODE',"
          + "'PRE','UL','OL','LI','BLOCKQUOTE','HR','A','BUTTON','IMG','svg','title','path']);"
          + "return [...document.querySelectorAll('.message *')].flatMap(e => ["
          + "...(known.has(e.tagName) ? [] : [e.tagName]),"
          + "...[...e.attributes].filter(a => /^on|^style$|^srcdoc$/.test(a.name)"
          + " || a.name === 'src' && a.value !== '/assets/avatar.svg'"
          + " || a.name === 'href' && !/^https:|^[/]spaces[/]/.test(a.value)).map(a => a.name)])";

  private static Browser browser;

  private ChatSpace space;

  /** Plays every other origin; a connection to it is a leak. */
  private ServerSocket elsewhere;

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
  void start() throws Exception {
    browser.look(320, 900, "light");
    browser.go("about:blank");
    browser.console();
    space = ChatSpace.builder().anyTextLength().start();
    elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    elsewhere.setSoTimeout(1);
  }

  @AfterEach
  void close() throws Exception {
    space.close();
    elsewhere.close();
  }

  @Test
  void textInChatSyntax_linksOnlyWhatChatLinks() throws Exception {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    texts.put("<https://a.example|label>", List.of("label https://a.example/"));
    texts.put(
        "*<https://a.example/?q=1&r=2>*",
        List.of("https://a.example/?q=1&r=2 https://a.example/?q=1&r=2"));
    texts.put(
        "<https://a.example|https://b.example>", List.of("https://b.example https://a.example/"));
    none(
        texts,
        "https://evil.example/bare",
        "[x](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "<javascript:alert(1)|x>",
        "<JaVaScRiPt:alert(1)>",
        "<\tjavascript:alert(1)|x>",
        "<data:text/html,<script>hacked=1</script>|x>",
        "<vbscript:x|x> <file:///etc/passwd|x> <blob:https://evil.example/1|x>",
        "<http://evil.example|x> <//evil.example|x> </spaces/x|x> <mailto:a@evil.example|x>",
        "<\u200bhttps://evil.example|x> < https://evil.example|x>",
        "<https://evil.example/a b|x>",
        "<https://ev\til.example|x>",
        "<https:\\\\evil.example|x> <https:/evil.example|x> <https:///evil.example|x>",
        "<https://good.example\\@evil.example|x>",
        "<https://good.example/<b>|x>",
        "<https://|x> <https://?|x> <https://[|x>",
        "`<https://evil.example|x>`",
        FENCE + "\n<https://evil.example|x>\n" + FENCE,
        "&lt;https://evil.example|x&gt; &#60;https://evil.example|x&#62;",
        "<a href=\"https://evil.example\">x</a>",
        "<a\u00a0href='https://evil.example'>x</a>",
        "<https://evil.example|x");

    assertLinks(texts, Client::text);
  }

  @Test
  void textInMarkdown_linksOnlyWhatMarkdownLinks() throws Exception {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    texts.put("[x](https://a.example/a_(b))", List.of("x https://a.example/a_(b)"));
    texts.put("**[x *y*](<https://a.example>)**", List.of("x y https://a.example/"));
    texts.put("<https://a.example/|x>", List.of("https://a.example/|x https://a.example/%7Cx"));
    texts.put("\\\\[x](https://a.example)", List.of("x https://a.example/"));
    texts.put("[a [b](https://a.example)](https://evil.example)", List.of("b https://a.example/"));
    texts.put(
        "[a <https://a.example>](https://evil.example)",
        List.of("https://a.example https://a.example/"));
    texts.put("`` ` `` [x](https://a.example)", List.of("x https://a.example/"));
    none(
        texts,
        "https://evil.example/bare",
        "<https://evil.example|x>",
        "![x](https://evil.example/x.png)",
        "[x](javascript:alert(1)) [x](<javascript:alert(1)>) [x](JAVASCRIPT:alert(1))",
        "[x](java\tscript:alert(1)) [x](java&#115;cript:alert(1)) [x](data:text/html,x)",
        "[x](//evil.example) [x](/spaces/x) [x](http://evil.example)",
        "[x](https&#58;//evil.example) &#91;x](https://evil.example)",
        "[x](https://good.example\\@evil.example)",
        "\\[x](https://evil.example) [x\\](https://evil.example)",
        "[x]\u200b(https://evil.example)",
        "`[x](https://evil.example)`",
        "``a ` [x](https://evil.example)``",
        "`a\n[x](https://evil.example)`",
        "*a `* [x](https://evil.example)`",
        "[a `](https://evil.example) b`",
        FENCE + "\n" + FENCE + " [x](https://evil.example)\n" + FENCE,
        FENCE + "`\n" + FENCE + "\n[x](https://evil.example)\n" + FENCE + "`",
        "~~~\n" + FENCE + "\n[x](https://evil.example)\n~~~",
        FENCE + "\n[x](https://evil.example)",
        "    [x](https://evil.example)",
        "<a href=\"https://evil.example\">x</a>");

    assertLinks(texts, Client::markdown);
  }

  @Test
  void textOfACard_linksOnlyItsAnchors() throws Exception {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    texts.put(
        "<a href='https://a.example/?q=1&amp;r=2'>x</a>", List.of("x https://a.example/?q=1&r=2"));
    texts.put(
        "<A onclick=\"hacked=1\" HREF=\"https://a.example\">x</A>",
        List.of("x https://a.example/"));
    texts.put(
        "<a href=\"https://a.example\">x<a href=\"https://b.example\">y</a></a>",
        List.of("x https://a.example/", "y https://b.example/"));
    none(
        texts,
        "https://evil.example/bare",
        "[x](https://evil.example) <https://evil.example|x>",
        "<a href=\"javascript:hacked=1\">x</a> <a href=\"java&#115;cript:hacked=1\">x</a>",
        "<a href=\"&#106;avascript&colon;hacked=1\">x</a> <a href=\" data:text/html,x\">x</a>",
        "<a-x href=\"https://evil.example\">x</a-x> <abbr href=\"https://evil.example\">x</abbr>",
        "<a data-href=\"https://evil.example\">x</a>",
        "<a title=\" href='https://evil.example'\">x</a>",
        "<a href=\"/x\" href=\"https://evil.example\">x</a>",
        "&lt;a href=\"https://evil.example\"&gt;x&lt;/a&gt;",
        "<b href=\"https://evil.example\">x</b><area href=\"https://evil.example\">");

    assertLinks(texts, HostileTextIT::card);
  }

  @Test
  void hostileMessages_runNothing_leaveNothing_andStayAsText() throws Exception {
    String away = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
    List<String> texts =
        List.of(
            "<script>hacked=1</script><script src=\"" + away + "x.js\"></script>",
            "<img src=\"" + away + "x.png\" onerror=\"hacked=1\"><img src=x onerror=hacked=1>",
            "<svg onload=hacked=1><animate onbegin=hacked=1></svg><math><mtext><style><img src=x onerror=hacked=1>",
            "<iframe srcdoc=\"<script>top.hacked=1</script>\"></iframe><iframe src=\""
                + away
                + "\"></iframe>",
            "<body onload=hacked=1><input autofocus onfocus=hacked=1><details open ontoggle=hacked=1>",
            "<style>*{background:url("
                + away
                + ")}</style><link rel=stylesheet href=\""
                + away
                + "\">",
            "<meta http-equiv=refresh content=\"0;url=" + away + "\"><base href=\"" + away + "\">",
            "<form action=\""
                + away
                + "\"><button>x</button></form><object data=\""
                + away
                + "\"></object>",
            "<font color=\"red;background:url("
                + away
                + ")\">x</font><b style=\"background:url("
                + away
                + ")\" onclick=hacked=1>y</b>",
            "![x](" + away + "x.png) </p></div></main><h1>Chat space</h1>",
            "--><script>hacked=1</script> ]]><script>hacked=1</script> \"><script>hacked=1</script>",
            "&lt;script&gt;hacked=1&lt;/script&gt; &#60;img src=x onerror=hacked=1&#62; \\u003cscript\\u003e",
            "${hacked=1} {{constructor.constructor('hacked=1')()}} `${hacked=1}` javascript:hacked=1",
            "\u202e\u2066gnp.exe\u2069 \u200f\u061c \u2028\u2029 \ud83d\udd25\u200d\u0301 x",
            "x".repeat(2_000),
            "\u0e01\u0e49".repeat(500),
            "a\u0300\u0301\u0302".repeat(500));
    List<String> bodies = new ArrayList<>();
    for (String text : texts) {
      bodies.add(text(text));
      bodies.add(markdown(text));
      bodies.add(card(text));
      bodies.add(text("x", text));
    }

    show(bodies, Client.FALLBACK);

    assertThat(browser.texts(".text").subList(0, 1)).containsExactly(texts.get(0));
    assertThat(browser.texts("h1")).containsExactly("AAA");
    assertThat(browser.js(FOREIGN)).isEqualTo(List.of());
    for (int i = 0; i < 4; i++) {
      browser.js("document.querySelectorAll('.message .info')[" + i + "].click()");
      browser.until("!document.getElementById('details').hidden");
    }
    assertNothingRanOrLeft();
  }

  @Test
  void refusedRequests_areShownAsText() throws Exception {
    Client client = Client.of(space);
    client.post("<script>hacked=1</script>");
    client.post("{\"text\":\"x\",\"<img src=x onerror=hacked=1>\":1}");
    client.postAs("text/html;<script>hacked=1</script>", text("x"));
    new Client(space.webhookUrl() + "&%3Cscript%3Ehacked=1").post(text("x"));

    open(3);

    assertThat(browser.texts(".reason"))
        .anySatisfy(reason -> assertThat(reason).contains("<img src=x onerror=hacked=1>"));
    browser.js("document.querySelector('.message .info').click()");
    browser.until("!document.getElementById('details').hidden");
    assertThat(browser.texts(".source").get(1)).isEqualTo("<script>hacked=1</script>");
    assertNothingRanOrLeft();
  }

  @Test
  void marksThatRepeat_areShown() throws Exception {
    List<String> bodies = new ArrayList<>();
    for (String mark :
        List.of(
            "*a ",
            "*a* ",
            "_*~",
            "`",
            "``a`",
            "<",
            "[",
            "[a](",
            "![",
            "<a ",
            "<https://",
            "&",
            "> ",
            "\\",
            "(")) {
      String text = mark.repeat(15_000 / mark.length());
      bodies.add(text(text));
      bodies.add(markdown(text));
      bodies.add(card("x", text));
    }
    bodies.add(card("x", "<b>".repeat(9_000)));
    bodies.add(card("x", "<".repeat(14_000) + "a".repeat(14_000)));
    bodies.add(card("x", "<a ".repeat(4_000) + " ".repeat(14_000)));

    show(bodies, "");

    assertThat(browser.js("return document.querySelectorAll('.card').length")).isEqualTo(18L);
    assertThat(browser.js("return document.querySelectorAll('.card b b').length > 20"))
        .isEqualTo(true);
    assertNothingRanOrLeft();
  }

  @Test
  void details_countTheBodysBytesInUtf8_andShowWhatIsInvisible() throws Exception {
    String body = text("é 🔴 \u202e漢字\u200b ");
    Client.of(space).post(body);
    open(1);

    browser.js("document.querySelector('.message .info').click()");
    browser.until("!document.getElementById('details').hidden");

    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isNotEqualTo(body.length());
    assertThat(browser.texts("#details dd")).contains(bytes + " of 32,000 bytes");
    assertThat(browser.texts(".source").get(1)).contains("é 🔴 \\u202e漢字\\u200b ");
  }

  private static void none(Map<String, List<String>> texts, String... hostile) {
    for (String each : hostile) {
      texts.put(each, List.of());
    }
  }

  private void assertLinks(Map<String, List<String>> texts, Form form) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (String text : texts.keySet()) {
      bodies.add(form.body(text));
    }

    show(bodies, "");

    List<?> links = (List<?>) browser.js(LINKS);
    Map<String, Object> found = new LinkedHashMap<>();
    int next = 0;
    for (String text : texts.keySet()) {
      found.put(text, links.get(next++));
    }
    assertThat(found).isEqualTo(texts);
    assertThat(browser.js(FOREIGN)).isEqualTo(List.of());
    assertThat(
            browser.js(
                "return [...document.querySelectorAll('.content a:not(.time)')].every(a =>"
                    + " a.target === '_blank' && a.rel === 'noopener noreferrer')"))
        .isEqualTo(true);
    assertNothingRanOrLeft();
  }

  /** Posts every body and waits until the page shows each as a thread. */
  private void show(List<String> bodies, String parameters) throws Exception {
    for (String body : bodies) {
      String option = body.contains("threadKey") ? parameters : "";
      assertThat(Client.of(space).post(option, body).statusCode()).as(body).isEqualTo(200);
    }
    open(Math.min(bodies.size(), 40));
    browser.js("document.getElementById('room').scrollTop = 0");
    browser.until("document.querySelectorAll('.thread').length === " + bodies.size());
  }

  private void open(int threads) {
    browser.go(space.pageUrl());
    browser.until("document.querySelectorAll('.thread').length >= " + threads);
  }

  private void assertNothingRanOrLeft() throws IOException {
    assertThat(browser.js("return window.hacked")).isNull();
    assertThat(browser.js("return document.title")).isEqualTo("Chat space");
    assertThat(browser.js("return location.href")).isEqualTo(space.pageUrl());
    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource').map(e => e.name)"
                    + ".filter(name => !name.startsWith(arguments[0]))",
                space.pageUrl()))
        .isEqualTo(List.of());
    assertThat(browser.console()).isEmpty();
    assertThat(
            browser.js(
                "const r = document.getElementById('room');"
                    + "return [document.documentElement.scrollWidth, r.scrollWidth - r.clientWidth]"))
        .isEqualTo(List.of(320L, 0L));
    try (var leak = elsewhere.accept()) {
      assertThat(leak).as("a connection to elsewhere").isNull();
    } catch (SocketTimeoutException e) {
      // as it should be
    }
  }

  private static String card(String text) {
    return card(text, text);
  }

  /** Returns a card with one text in its header and another in a paragraph. */
  private static String card(String title, String text) {
    Map<String, Object> header =
        Map.of("title", title, "subtitle", title, "imageUrl", title, "imageAltText", title);
    Map<String, Object> section =
        Map.of("widgets", List.of(Map.of("textParagraph", Map.of("text", text))));
    Map<String, Object> card = Map.of("header", header, "sections", List.of(section));
    return Json.write(Map.of("text", "x", "cardsV2", List.of(Map.of("cardId", "c", "card", card))));
  }

  private interface Form {
    String body(String text);
  }
}
