/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardWriterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-15T12:03:07Z"), ZoneOffset.UTC);

  private static final Footer LOSSES = Footers.losses(Map.of(DropReason.QUEUE_FULL, 37L));
  private static final String ID = "5f311b9d00000000";
  private static final String LOSS =
      "{'widgets':[{'textParagraph':{'text':'⚠️ 37 events not shown: queue full'}}]}";

  private static final ThrowableInfo TIMEOUT =
      new ThrowableInfo(
          "java.net.SocketTimeoutException",
          "Read timed out",
          List.of(
              new StackTraceElement("java.net.Socket", "read", "Socket.java", 5),
              new StackTraceElement("com.acme.http.HttpStack", "get", "HttpStack.java", 12)),
          0);

  private static final ThrowableInfo WRAPPER =
      new ThrowableInfo("com.acme.PaymentException", "no status", List.of(), 0);

  private final Settings settings =
      new Settings()
          .set(Setting.APPLICATION, "orders-api")
          .set(Setting.ENVIRONMENT, "prod")
          .set(Setting.FORMAT, "card");

  @Test
  void firstNotice_isItsOwnCard() {
    settings
        .set(Setting.INSTANCE, "orders-7c9f")
        .set(Setting.VERSION, "1.4.2")
        .addLink("Logs", "https://logs.example.com/q?id={fingerprint}");
    Part part = PartMaker.part(Part.Kind.FIRST, failed()).full().events(14, 14).id(ID).make();

    assertThat(body(Notices.parts("t", part), Footers.NONE))
        .isEqualTo(
            message(
                "🔴 *ERROR* orders-api · prod — *SocketTimeoutException* in `HttpStack.get`: Read"
                    + " timed out · ×14",
                "🔴 ERROR · orders-api · prod",
                "SocketTimeoutException in HttpStack.get: Read timed out",
                "{'widgets':[{'textParagraph':{'text':'order &lt;8123&gt; failed','maxLines':10}},"
                    + "{'columns':{'columnItems':[{'widgets':["
                    + fact("Logger", "c.a.shop.OrderService")
                    + ","
                    + fact("Time", "12:03:07Z")
                    + ","
                    + fact("Instance", "orders-7c9f")
                    + ","
                    + fact("Id", "5f311b9d")
                    + "]},{'widgets':["
                    + fact("Thread", "exec-4")
                    + ","
                    + fact("Count", "×14")
                    + ","
                    + fact("Version", "v1.4.2")
                    + "]}]}}]}",
                "{'header':'Context','widgets':["
                    + fact("trace", "4bf92f35")
                    + ","
                    + fact("order", "8123")
                    + "]}",
                "{'header':'Stack','collapsible':true,'uncollapsibleWidgetsCount':1,'widgets':["
                    + "{'textParagraph':{'text':'<pre>java.net.SocketTimeoutException:"
                    + " Read timed out</pre>','maxLines':25}},"
                    + "{'textParagraph':{'text':'<pre>  at java.net.Socket.read(Socket.java:5)\\n"
                    + "» at com.acme.http.HttpStack.get(HttpStack.java:12)\\n"
                    + "wrapped by com.acme.PaymentException: no status</pre>','maxLines':25}}]}",
                "{'widgets':[{'buttonList':{'buttons':[{'text':'Logs','onClick':{'openLink':"
                    + "{'url':'https://logs.example.com/q?id=5f311b9d00000000'}}}]}}]}"));
  }

  @Test
  void update_isOneParagraphAndTheNewestText() {
    Part part = PartMaker.part(Part.Kind.UPDATE, failed()).events(2, 16).newText().make();

    assertThat(body(Notices.parts("t", part), Footers.NONE))
        .isEqualTo(
            message(
                "🔴 *ERROR* orders-api · prod — *SocketTimeoutException* in `HttpStack.get`: Read"
                    + " timed out · ×2 more, ×16 since 12:03:07Z, last at 12:03:07Z",
                "🔴 ERROR · orders-api · prod",
                "SocketTimeoutException in HttpStack.get: Read timed out",
                "{'widgets':[{'textParagraph':{'text':"
                    + "'×2 more, ×16 since 12:03:07Z, last at 12:03:07Z'}},"
                    + "{'textParagraph':{'text':'order &lt;8123&gt; failed','maxLines':10}}]}"));
  }

  @Test
  void aQuietNoticeIsOneParagraph() {
    Part part = PartMaker.part(Part.Kind.QUIET, entry("queue is stuck")).events(0, 16).make();

    assertThat(body(Notices.parts("t", part), Footers.NONE))
        .isEqualTo(
            message(
                "✅ *ERROR* orders-api · prod — queue is stuck in `OrderService`"
                    + " · quiet, last at 12:03:07Z, ×16 since 12:03:07Z",
                "✅ ERROR · orders-api · prod",
                "queue is stuck in OrderService",
                "{'widgets':[{'textParagraph':{'text':"
                    + "'quiet, last at 12:03:07Z, ×16 since 12:03:07Z'}}]}"));
  }

  @Test
  void severalParts_haveASectionEach_withLossesLast() {
    Part first = PartMaker.part(Part.Kind.FIRST, failed()).full().make();
    Part update = PartMaker.part(Part.Kind.UPDATE, entry("A & B")).events(2, 5).make();

    assertThat(body(Notices.parts("t", first, update), LOSSES))
        .isEqualTo(
            message(
                "🔴 *ERROR* orders-api · prod — *SocketTimeoutException* in `HttpStack.get`: Read"
                    + " timed out\\n"
                    + "🔴 *ERROR* orders-api · prod — A & B in `OrderService` · ×2 more, ×5 since"
                    + " 12:03:07Z, last at 12:03:07Z",
                "🔴 ERROR · orders-api · prod",
                "2 problems, ×3",
                "{'header':'🔴 ERROR · SocketTimeoutException in HttpStack.get: Read timed out',"
                    + "'collapsible':true,'uncollapsibleWidgetsCount':3,'widgets':["
                    + "{'textParagraph':{'text':'order &lt;8123&gt; failed','maxLines':10}},"
                    + "{'textParagraph':{'text':'Logger c.a.shop.OrderService · Thread exec-4"
                    + " · Time 12:03:07Z'}},"
                    + "{'textParagraph':{'text':'trace 4bf92f35 · order 8123'}},"
                    + "{'textParagraph':{'text':'<pre>java.net.SocketTimeoutException:"
                    + " Read timed out</pre>','maxLines':25}},"
                    + "{'textParagraph':{'text':'<pre>  at java.net.Socket.read(Socket.java:5)\\n"
                    + "» at com.acme.http.HttpStack.get(HttpStack.java:12)\\n"
                    + "wrapped by com.acme.PaymentException: no status</pre>','maxLines':25}}]}",
                "{'header':'🔴 ERROR · A & B in OrderService','widgets':[{'textParagraph':"
                    + "{'text':'×2 more, ×5 since 12:03:07Z, last at 12:03:07Z'}}]}",
                LOSS));
  }

  @Test
  void digest_hasAWidgetForEachNamedProblemAndCountsTheRest() {
    List<Part> parts = new ArrayList<>();
    parts.add(PartMaker.part(Part.Kind.UPDATE, failed()).events(1, 9).id(ID).make());
    parts.add(PartMaker.part(Part.Kind.UPDATE, entry("stuck")).events(2, 9).id(ID).make());
    parts.add(PartMaker.part(Part.Kind.UPDATE, entry("gone")).events(20, 90).id(ID).make());
    parts.add(PartMaker.part(Part.Kind.UPDATE, entry("gone")).events(3, 90).id(ID).make());

    Rendered rendered = render(Notices.digest(2, parts), Footers.NONE);

    assertThat(rendered.notice.parts.size()).isEqualTo(4);
    assertThat(string(rendered))
        .isEqualTo(
            message(
                    "📋 orders-api · prod — 4 ongoing problems, ×26 more",
                    "📋 orders-api · prod",
                    "4 ongoing problems, ×26 more",
                    "{'widgets':["
                        + fact(
                            "🔴 ERROR · 5f311b9d",
                            "<b>SocketTimeoutException</b> in <code>HttpStack.get</code>: Read"
                                + " timed out — order &lt;8123&gt; failed")
                        + ","
                        + fact("🔴 ERROR · 5f311b9d", "stuck in <code>OrderService</code> ×2")
                        + ",{'textParagraph':{'text':'… and 2 more, ×23'}}]}")
                .replace(":t:", ":digest:"));
  }

  @Test
  void mention_isInTheTextOnly() {
    settings.set(Setting.MENTION, "all");
    Notice notice = Notices.entries("t", entry("ask <users/all> <users/1>"), entry("b"));

    Rendered rendered = renderer().render(notice, Footers.NONE, Fidelity.CARD, List.of("all"));

    String body = string(rendered);
    assertThat(body.split("<users/", -1)).hasSize(2);
    assertThat(PostedCard.read(rendered.body, "mention").text)
        .startsWith("🔴 *ERROR* orders-api · prod — ask <\u200Busers/all> <\u200Busers/1>")
        .contains(" in `OrderService` <users/all>\n");
  }

  @Test
  void text_namesThreePartsAndCountsTheRest() {
    Rendered rendered =
        render(Notices.entries("t", Collections.nCopies(5, entry("boom"))), Footers.NONE);

    String line = "🔴 *ERROR* orders-api · prod — boom in `OrderService`\n";
    assertThat(PostedCard.read(rendered.body, "five").text)
        .isEqualTo(line + line + line + "… and 2 more");
    assertThat(rendered.notice.parts.size()).isEqualTo(5);
  }

  @Test
  void aLinkWithoutItsValueOrWithoutAHostIsNoButton() {
    settings
        .addLink("Trace", "https://t.example.com/{traceId}")
        .addLink("User", "https://t.example.com/{mdc:user}");

    assertThat(body(Notices.entries("t", entry("boom")), Footers.NONE))
        .doesNotContain("buttonList");
    assertThat(Links.absoluteHttps("https:///x")).isNull();
    assertThat(Links.absoluteHttps("/x")).isNull();
    assertThat(Links.absoluteHttps("http://a.example/x")).isNull();
    assertThat(Links.absoluteHttps("https://a b")).isNull();
    assertThat(Links.absoluteHttps("https://a.example/\u00E9"))
        .isEqualTo("https://a.example/%C3%A9");
  }

  @Test
  void aLayoutReplacesMessageAndStack() {
    LogEntry entry = failing("x").layoutText("<own>\nlayout\n").build();

    assertThat(body(Notices.entries("t", entry), Footers.NONE))
        .contains("{\"text\":\"<pre>&lt;own&gt;\\nlayout</pre>\",\"maxLines\":10}")
        .doesNotContain("\"header\":\"Stack\"");
  }

  @Test
  void stackLinesBoundTheStackAndZeroLeavesItOut() {
    settings.set(Setting.STACK_LINES, "2");
    assertThat(body(Notices.entries("t", failed()), Footers.NONE))
        .contains("<pre>  … 2 more frames</pre>");

    settings.set(Setting.STACK_LINES, "0");
    assertThat(body(Notices.entries("t", failed()), Footers.NONE)).doesNotContain("<pre>");
  }

  @Test
  void aStackOfOneLineIsNotHidden() {
    LogEntry entry = builder("x").throwable(WRAPPER).build();

    assertThat(body(Notices.entries("t", entry), Footers.NONE))
        .contains("\"header\":\"Stack\",\"widgets\"")
        .doesNotContain("collapsible");
  }

  @Test
  void manyPairs_showFourAndFoldTheRest_andCountThoseThatDoNotFit() {
    LogEntry.Builder entry = builder("boom");
    for (int i = 0; i < 70; i++) {
      entry.keyValue("k" + i, "v");
    }

    Rendered rendered = render(Notices.entries("t", entry.build()), Footers.NONE);

    assertThat(string(rendered))
        .contains("\"header\":\"Context\",\"collapsible\":true,\"uncollapsibleWidgetsCount\":4,")
        .contains("\"topLabel\":\"k59\"", "{\"text\":\"… and 10 more\"}")
        .doesNotContain("\"topLabel\":\"k60\"");
    assertThat(PostedCard.read(rendered.body, "pairs").widgets).isEqualTo(1 + 1 + 3 + 60 + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "&", "<", "\n.", "\\", "m", "\u4E2D", "\uD83D\uDD25"})
  void oversizedEntry_losesItsStackFirstAndNeverItsHeader(String piece) {
    settings.set(Setting.MESSAGE_CHARS, "2000").set(Setting.STACK_LINES, "100");
    LogEntry huge = huge(piece);

    Rendered rendered = render(Notices.entries(piece.repeat(9_000), huge), LOSSES);

    assertThat(rendered.notice.parts.size()).isEqualTo(1);
    assertThat(rendered.body.length).isBetween(10_000, 30_000);
    PostedCard card = PostedCard.read(rendered.body, piece);
    assertThat(card.text).startsWith("🔴 *ERROR* orders-api · prod — ");
    assertThat(string(rendered))
        .contains("\"title\":\"🔴 ERROR · orders-api · prod\"", " more chars)", "… and ")
        .endsWith(LOSS.replace('\'', '"') + "]}}],\"thread\":" + thread(rendered) + "}");
  }

  @Test
  void severalHugeParts_shareTheRoomAndTheRestWaits() {
    settings.set(Setting.MESSAGE_CHARS, "2000").set(Setting.STACK_LINES, "100");

    Rendered rendered =
        render(Notices.entries("t", Collections.nCopies(50, huge("\""))), Footers.NONE);

    PostedCard card = PostedCard.read(rendered.body, "huge");
    assertThat(rendered.notice.parts.size()).isEqualTo(card.sections.size()).isBetween(8, 12);
    assertThat(rendered.body.length).isBetween(25_000, 30_000);
    assertThat(card.text).endsWith("\n… and " + (rendered.notice.parts.size() - 3) + " more");
  }

  @Test
  void twoHugeParts_bothShowTheirStack() {
    settings.set(Setting.STACK_LINES, "100");

    Rendered rendered = render(Notices.entries("t", huge("m"), huge("m")), Footers.NONE);

    assertThat(rendered.notice.parts.size()).isEqualTo(2);
    assertThat(string(rendered).split("<pre>", -1)).hasSize(1 + 4);
  }

  @Test
  void manyUpdatesStayBelowAHundredWidgetsAndTheRestWaits() {
    Part update = PartMaker.part(Part.Kind.UPDATE, entry("b")).events(1, 2).newText().make();

    Rendered rendered = render(Notices.parts("t", Collections.nCopies(300, update)), LOSSES);

    PostedCard card = PostedCard.read(rendered.body, "updates");
    assertThat(rendered.notice.parts.size()).isEqualTo(49);
    assertThat(card.widgets).isEqualTo(2 * 49 + 1);
  }

  @Test
  void digestOfThousands_staysBelowAHundredWidgetsAndCountsAll() {
    List<Part> parts =
        Collections.nCopies(
            5_000, PartMaker.part(Part.Kind.FIRST, entry("b")).id(ID).events(2, 2).make());

    Rendered rendered = render(Notices.digest(5_000, parts), LOSSES);

    PostedCard card = PostedCard.read(rendered.body, "digest");
    assertThat(rendered.notice.parts.size()).isEqualTo(5_000);
    assertThat(card.widgets).isEqualTo(98 + 1 + 1);
    assertThat(string(rendered)).contains("… and 4,902 more, ×9,804");
  }

  @Test
  void noticeOfLossesAlone_isText() {
    Rendered rendered = render(Notices.loss(""), LOSSES);

    assertThat(Posted.read(rendered.body).text)
        .isEqualTo("⚠️ orders-api · prod — 37 events not shown: queue full");
  }

  private String body(Notice notice, Footer footer) {
    Rendered rendered = render(notice, footer);
    PostedCard.read(rendered.body, "exact");
    return string(rendered);
  }

  private Rendered render(Notice notice, Footer footer) {
    return renderer().render(notice, footer, Fidelity.CARD, List.of());
  }

  private MessageRenderer renderer() {
    try {
      SenderConfig config = SenderConfig.parse(settings, new FakeProcessFacts());
      return Renderers.of(config, CLOCK);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static String string(Rendered rendered) {
    return new String(rendered.body, StandardCharsets.UTF_8);
  }

  private static String thread(Rendered rendered) {
    return Json.object(json -> json.writeStringField("threadKey", rendered.threadKey));
  }

  private static String message(String text, String title, String subtitle, String... sections) {
    return ("{'text':'"
            + text
            + "','cardsV2':[{'cardId':'notice','card':{'header':{'title':'"
            + title
            + "','subtitle':'"
            + subtitle
            + "'},'sections':["
            + String.join(",", sections)
            + "]}}],'thread':{'threadKey':'gca:orders-api:prod:t:2026-07-15'}}")
        .replace('\'', '"');
  }

  private static String fact(String label, String text) {
    return "{'decoratedText':{'topLabel':'" + label + "','text':'" + text + "','wrapText':true}}";
  }

  private static LogEntry.Builder builder(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.shop.OrderService", message)
        .thread("exec-4")
        .timeMillis(1_784_116_987_000L);
  }

  private static LogEntry entry(String message) {
    return builder(message).build();
  }

  private static LogEntry.Builder failing(String message) {
    return builder(message).throwable(WRAPPER).throwable(TIMEOUT);
  }

  private static LogEntry failed() {
    return failing("order <8123> failed")
        .keyValue("trace_id", "4bf92f35")
        .keyValue("order", "8123")
        .build();
  }

  /** Returns an entry that is too long in every respect. */
  private static LogEntry huge(String piece) {
    String name = piece.repeat(2_000);
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      frames.add(new StackTraceElement("com.acme." + name, name, name, i));
    }
    LogEntry.Builder entry =
        LogEntry.builder(Severity.ERROR, name, piece.repeat(8_000)).thread(name);
    for (int i = 0; i < 64; i++) {
      entry.keyValue(name + i, piece.repeat(256));
    }
    return entry.throwable(new ThrowableInfo(name, name, frames, 7)).build();
  }
}
