/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartTextTest {

  /** 2026-07-15T12:03:07Z. */
  private static final long TIME = 1_784_116_987_000L;

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

  private final PartText prod =
      new PartText(
          new ContentReader(
              Configs.with(Map.of(Setting.ENVIRONMENT, "prod", Setting.INSTANCE, "orders-7c9f"))));

  private final PartText plain = new PartText(new ContentReader(Configs.defaults()));

  @Test
  void entryWithAnException_showsLineOneMessageOriginAndStack() {
    LogEntry entry =
        entry("Payment provider returned no status for order 8123")
            .throwable(WRAPPER)
            .throwable(TIMEOUT)
            .build();

    assertThat(whole(prod, entry, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api · prod — *SocketTimeoutException* in `HttpStack.get`: Read timed out\n"
                + "Payment provider returned no status for order 8123\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · `orders-7c9f` · 12:03:07Z\n"
                + "```\n"
                + "java.net.SocketTimeoutException: Read timed out\n"
                + "  at java.net.Socket.read(Socket.java:5)\n"
                + "» at com.acme.http.HttpStack.get(HttpStack.java:12)\n"
                + "wrapped by com.acme.PaymentException: no status\n"
                + "```");
  }

  @Test
  void place_isNotAProxyInAnOwnPackage() {
    ThrowableInfo root =
        new ThrowableInfo(
            "java.sql.SQLException",
            "commit failed",
            List.of(
                new StackTraceElement("org.h2.Db", "commit", "Db.java", 5),
                new StackTraceElement("com.acme.$Proxy121", "save", null, -1),
                new StackTraceElement("com.acme.Ledger$$SpringCGLIB$$0", "book", null, -1),
                new StackTraceElement("com.acme.Checkout", "pay", "Checkout.java", 12)),
            0);

    assertThat(lineOne(plain, entry("boom").throwable(root).build()))
        .isEqualTo("🔴 *ERROR* orders-api — *SQLException* in `Checkout.pay`: commit failed");
  }

  @Test
  void shortMessageWithoutException_isShownInLineOneOnly() {
    assertThat(whole(plain, entry("queue is stuck").build(), 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api — queue is stuck in `OrderService`\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z");
  }

  @Test
  void aMessageOfSeveralLinesIsRepeatedWhole() {
    assertThat(whole(plain, entry("first\nsecond").build(), 4_000))
        .startsWith("🔴 *ERROR* orders-api — first second in `OrderService`\nfirst\nsecond\n`c.a.");
  }

  @Test
  void aMessageLongerThanLineOneIsRepeatedWhole() {
    String message = "m".repeat(121);

    assertThat(whole(plain, entry(message).build(), 4_000))
        .startsWith(
            "🔴 *ERROR* orders-api — "
                + "m".repeat(119)
                + "… in `OrderService`\n"
                + message
                + "\n`");
  }

  @Test
  void aMessageIsCutAtMessageCharsAndTheRestCounted() {
    PartText text = new PartText(new ContentReader(Configs.with(Setting.MESSAGE_CHARS, "50")));

    assertThat(whole(text, entry("m".repeat(1_300)).build(), 4_000))
        .contains("\n" + "m".repeat(50) + "… (1,250 more chars)\n`c.a.");
  }

  @Test
  void emptyMessage_isMarked() {
    assertThat(lineOne(plain, entry(" \n").build()))
        .isEqualTo("🔴 *ERROR* orders-api — no message in `OrderService`");
  }

  @Test
  void emptyMessageWithAnException_leavesNoEmptyLine() {
    assertThat(whole(plain, entry("").throwable(TIMEOUT).build(), 4_000))
        .startsWith(
            "🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out\n`c.a.shop.");
  }

  @ParameterizedTest
  @CsvSource({
    "FATAL, 🔥 *FATAL*",
    "ERROR, 🔴 *ERROR*",
    "WARN, 🟠 *WARN*",
    "INFO, 🔵 *INFO*",
    "DEBUG, ⚪ *DEBUG*",
    "TRACE, ⚪ *TRACE*",
  })
  void everySeverityHasItsMark(Severity severity, String start) {
    LogEntry entry = LogEntry.builder(severity, "a.B", "x").build();

    assertThat(lineOne(plain, entry)).isEqualTo(start + " orders-api — x in `B`");
  }

  @Test
  void onlyJdkFrames_giveNoPlace() {
    ThrowableInfo root =
        new ThrowableInfo(
            "java.lang.NumberFormatException",
            null,
            List.of(new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 1)),
            0);

    assertThat(lineOne(plain, entry("x").throwable(root).build()))
        .isEqualTo("🔴 *ERROR* orders-api — *NumberFormatException*: x");
  }

  @Test
  void anExceptionWithoutFramesHasNoPlace() {
    assertThat(lineOne(plain, entry("x").throwable(WRAPPER).build()))
        .isEqualTo("🔴 *ERROR* orders-api — *PaymentException*: no status");
  }

  @Test
  void listedEntry_omitsTheApplication() {
    assertThat(listed(prod, entry("boom").build())).isEqualTo("🔴 *ERROR* boom in `OrderService`");
    assertThat(listed(prod, entry("boom").throwable(TIMEOUT).build()))
        .isEqualTo("🔴 *ERROR* *SocketTimeoutException* in `HttpStack.get`: Read timed out — boom");
  }

  @Test
  void aLayoutsTextReplacesMessageAndStack() {
    LogEntry entry = entry("boom").throwable(TIMEOUT).layoutText("laid *out*\nby host\n").build();

    assertThat(whole(plain, entry, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out\n"
                + "```\nlaid *out*\nby host\n```\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z");
  }

  @Test
  void aLayoutsTextOfOneLineIsNoCode() {
    LogEntry entry = entry("boom").throwable(TIMEOUT).layoutText("\nlaid *out*\n").build();

    assertThat(whole(plain, entry, 4_000))
        .contains(": Read timed out\nlaid \u2217out\u2217\n`c.a.shop.");
  }

  @Test
  void aLayoutsTextCannotLeaveItsCodeAndFitsTheRoom() {
    LogEntry entry = entry("boom").layoutText("```\n<users/all>\n" + "`\n".repeat(900)).build();

    for (int room = 300; room < 4_000; room += 37) {
      String text = whole(plain, entry, room);

      assertThat(text).hasSizeLessThanOrEqualTo(room);
      Harmless.message(text, room);
    }
  }

  @Test
  void aLayoutsTextIsCutAt2000Chars() {
    LogEntry entry = entry("boom").layoutText("l".repeat(2_001)).build();

    assertThat(whole(plain, entry, 4_000)).contains("\n" + "l".repeat(1_999) + "…\n`");
  }

  @Test
  void withoutStackLinesThereIsNoStack() {
    PartText text = new PartText(new ContentReader(Configs.with(Setting.STACK_LINES, "0")));

    assertThat(whole(text, entry("boom").throwable(TIMEOUT).build(), 4_000)).doesNotContain("```");
  }

  @Test
  void stackLinesBoundTheStack() {
    PartText text = new PartText(new ContentReader(Configs.with(Setting.STACK_LINES, "2")));

    assertThat(whole(text, entry("boom").throwable(TIMEOUT).build(), 4_000))
        .endsWith("\n```\njava.net.SocketTimeoutException: Read timed out\n  … 2 more frames\n```");
  }

  @Test
  void stackThatDoesNotFit_countsTheRestAndIsClosed() {
    LogEntry entry = entry("boom").throwable(TIMEOUT).build();
    String whole = whole(plain, entry, 4_000);

    String cut = whole(plain, entry, whole.length() - 1);

    assertThat(cut)
        .endsWith(
            "```\njava.net.SocketTimeoutException: Read timed out\n" + "  … 2 more frames\n```");
  }

  @Test
  void entry_fitsTheSmallestRoom() {
    LogEntry entry = entry("*".repeat(300)).throwable(WRAPPER).throwable(TIMEOUT).build();
    int whole = whole(plain, entry, 4_000).length();

    for (int room = 200; room <= whole + 5; room++) {
      String text = whole(plain, entry, room);

      assertThat(text).hasSizeLessThanOrEqualTo(room);
      Harmless.message(text, room);
    }
  }

  @Test
  void pairs_followTheTime() {
    LogEntry entry = entry("boom").keyValue("order", "8123").keyValue("user", "`x`").build();

    assertThat(whole(plain, entry, 4_000))
        .endsWith("· 12:03:07Z · `order=8123` · `user=\u02CBx\u02CB`");
  }

  @Test
  void pairs_areCutAndEndWithTheRoom() {
    LogEntry.Builder builder = entry("boom");
    for (int i = 0; i < 32; i++) {
      builder.keyValue("key" + i, "v".repeat(256));
    }

    String whole = whole(plain, builder.build(), 4_000);

    String origin = whole.substring(whole.lastIndexOf('\n') + 1);
    assertThat(origin).contains("`key0=" + "v".repeat(74) + "…`").hasSizeBetween(500, 660);
    assertThat(origin.chars().filter(c -> c == '`').count() % 2).isZero();
  }

  @Test
  void emptyAndInvisibleNames_leaveNoEmptyCode() {
    LogEntry entry = LogEntry.builder(Severity.ERROR, "\u0000", "boom").thread("").build();

    assertThat(whole(plain, entry, 4_000)).doesNotContain("``");
  }

  @Test
  void hostileNamesStayWithinLineOne() {
    ThrowableInfo root =
        new ThrowableInfo(
            "a.*Evil*\n<users/all>", null, List.of(new StackTraceElement("`", "m`\n", null, 1)), 0);

    String line = lineOne(plain, entry("x").throwable(root).build());

    assertThat(line)
        .isEqualTo(
            "🔴 *ERROR* orders-api — *\u2217Evil\u2217 <\u200Busers/all>* in `\u02CB.m\u02CB`: x");
  }

  @Test
  void first_isShownInFullWithCountAndId() {
    Part first =
        news(Part.Kind.FIRST, entry("Payment failed").throwable(WRAPPER).throwable(TIMEOUT))
            .events(14, 14)
            .full()
            .make();

    assertThat(prod.whole(null, first, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api · prod — *SocketTimeoutException* in `HttpStack.get`: Read timed out\n"
                + "Payment failed\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · `orders-7c9f` · ×14 · 12:03:07Z"
                + " · id `5f311b9d`\n"
                + "```\n"
                + "java.net.SocketTimeoutException: Read timed out\n"
                + "  at java.net.Socket.read(Socket.java:5)\n"
                + "» at com.acme.http.HttpStack.get(HttpStack.java:12)\n"
                + "wrapped by com.acme.PaymentException: no status\n"
                + "```");
  }

  @Test
  void first_ofASingleEvent_hasNoCount() {
    Part first = news(Part.Kind.FIRST, entry("queue is stuck")).full().make();

    assertThat(plain.whole(null, first, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api — queue is stuck in `OrderService`\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z · id `5f311b9d`");
  }

  @Test
  void block_isShownInFull() {
    Part block = news(Part.Kind.BLOCK, entry("queue is stuck")).events(3, 1_250).full().make();

    assertThat(plain.whole(null, block, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api — queue is stuck in `OrderService`"
                + " · ×1,250 since 12:00:00Z\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z"
                + " · id `5f311b9d`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE | 🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out"
            + " · ×41 more, ×99 since 12:00:00Z, last at 12:03:07Z",
        "ESCALATION | 🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out"
            + " · rising: ×41 more, ×99 since 12:00:00Z",
        "AGAIN | 🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out"
            + " · again after 3 h, ×41",
        "QUIET | ✅ *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out"
            + " · quiet, last at 12:03:07Z, ×41 more, ×99 since 12:00:00Z",
      })
  void update_isOneLineAndTheNewestTextIfItChanged(Part.Kind kind, String line) {
    LogEntry.Builder entry = entry("Payment of order 7 failed").throwable(TIMEOUT);
    Part same = news(kind, entry).events(41, 99).make();
    Part different = news(kind, entry).events(41, 99).newText().make();

    assertThat(plain.whole(null, same, 4_000)).isEqualTo(line);
    assertThat(plain.lineOne(null, different)).isEqualTo(line);
    assertThat(plain.whole(null, different, 4_000)).isEqualTo(line + "\nPayment of order 7 failed");
  }

  @Test
  void newExceptionMessage_isShownWhole_ifLineOneCutsIt() {
    String message = "Invalid row:\n" + "r".repeat(200);
    LogEntry.Builder entry =
        entry("Import failed").throwable(new ThrowableInfo("a.E", message, List.of(), 0));
    Part update = news(Part.Kind.UPDATE, entry).newExceptionMessage().make();
    Part both = news(Part.Kind.UPDATE, entry).newText().newExceptionMessage().make();

    assertThat(plain.whole(null, update, 4_000))
        .isEqualTo(plain.lineOne(null, update) + "\n" + message);
    assertThat(plain.whole(null, both, 4_000))
        .isEqualTo(plain.lineOne(null, both) + "\nImport failed\n" + message);
    assertThat(plain.whole(null, both, plain.lineOne(null, both).length() + 20))
        .endsWith("\nImport failed\nInva…");
  }

  @Test
  void aNewExceptionMessageThatLineOneShowsIsNotRepeated() {
    Part update =
        news(Part.Kind.UPDATE, entry("boom").throwable(TIMEOUT)).newExceptionMessage().make();

    assertThat(plain.whole(null, update, 4_000)).isEqualTo(plain.lineOne(null, update));
  }

  @ParameterizedTest
  @EnumSource(
      value = Part.Kind.class,
      names = {"UPDATE", "ESCALATION", "AGAIN"})
  void firstNoticeInADaysThread_isShownInFull(Part.Kind kind) {
    Part part = news(kind, entry("boom").throwable(TIMEOUT)).events(41, 99).full().make();

    assertThat(plain.whole(null, part, 4_000))
        .startsWith(
            plain.lineOne(null, part)
                + "\nboom\n`c.a.shop.OrderService` · thread `exec-4`"
                + (kind == Part.Kind.AGAIN ? " · ×99 in all · 12:03:07Z" : " · 12:03:07Z"))
        .endsWith("\n» at com.acme.http.HttpStack.get(HttpStack.java:12)\n```");
  }

  @Test
  void invisibleNames_areShownAsADash() {
    ThrowableInfo nameless =
        new ThrowableInfo("\u202E", null, List.of(new StackTraceElement("\u0000", "", null, 1)), 0);

    assertThat(plain.lineOne(null, news(Part.Kind.FIRST, entry("x").throwable(nameless)).make()))
        .isEqualTo("🔴 *ERROR* orders-api — *–* in `.`: x");
    assertThat(plain.lineOne(null, news(Part.Kind.FIRST, entry("\u200B\u0000")).make()))
        .isEqualTo("🔴 *ERROR* orders-api — no message in `OrderService`");
  }

  @Test
  void invisibleCharacters_areRemovedBeforeTheCut() {
    String unseen = "\u0000".repeat(300);
    LogEntry.Builder entry = entry(unseen + "boom").keyValue(unseen + "order", unseen + "7");
    Part part = news(Part.Kind.FIRST, entry).full().make();

    assertThat(plain.lineOne(null, part))
        .isEqualTo("🔴 *ERROR* orders-api — boom in `OrderService`");
    assertThat(plain.whole(null, part, 4_000)).endsWith(" · `order=7`");
  }

  @Test
  void controlSequence_isRemovedBeforeTheCut() {
    String title = "\u001B]0;p\u0000assword=hunter2 " + "y".repeat(100) + "\u0007";
    String message = "x".repeat(450) + title;
    Part part = news(Part.Kind.FIRST, entry(message).throwable(WRAPPER)).full().make();
    Part withLayout = news(Part.Kind.FIRST, entry("a").layoutText(message)).full().make();

    assertThat(plain.whole(null, part, 4_000)).doesNotContain("hunter2").contains("x".repeat(450));
    assertThat(plain.whole(null, withLayout, 4_000)).doesNotContain("hunter2");
  }

  @Test
  void newTextThatLineOneShows_isNotRepeated() {
    Part update = news(Part.Kind.UPDATE, entry("queue is stuck")).newText().make();

    assertThat(plain.whole(null, update, 4_000)).isEqualTo(plain.lineOne(null, update));
  }

  @Test
  void newText_isCutToTheRoom_orLeftOut() {
    Part update =
        news(Part.Kind.UPDATE, entry("m".repeat(400)).throwable(TIMEOUT)).newText().make();
    int line = plain.lineOne(null, update).length();

    assertThat(plain.whole(null, update, line + 1)).isEqualTo(plain.lineOne(null, update));
    assertThat(plain.whole(null, update, line + 6))
        .isEqualTo(plain.lineOne(null, update) + "\nmmmm…");
    assertThat(plain.whole(null, update, 4_000)).hasSize(line + 1 + 400);
  }

  @Test
  void severity_isTheProblemsHighest() {
    Part update = news(Part.Kind.UPDATE, entry("boom")).severity(Severity.FATAL).make();

    assertThat(plain.lineOne(null, update)).startsWith("🔥 *FATAL* orders-api — boom");
    assertThat(plain.listed(null, update)).startsWith("🔥 *FATAL* boom");
  }

  @ParameterizedTest
  @EnumSource(
      value = Part.Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ENTRY", "QUIET", "MUTED"})
  void aListedProblemHasItsCountAndId(Part.Kind kind) {
    assertThat(
            prod.listed(null, news(kind, entry("boom").throwable(TIMEOUT)).events(1_041, 9).make()))
        .isEqualTo(
            "🔴 *ERROR* *SocketTimeoutException* in `HttpStack.get`: Read timed out — boom ×1,041 · `5f311b9d`");
    assertThat(prod.listed(null, news(kind, entry("boom")).make()))
        .isEqualTo("🔴 *ERROR* boom in `OrderService` · `5f311b9d`");
  }

  @Test
  void aListedProblemThatIsQuietHasItsSign() {
    assertThat(prod.listed(null, news(Part.Kind.QUIET, entry("boom")).events(0, 7).make()))
        .isEqualTo("✅ *ERROR* boom in `OrderService` · `5f311b9d`");
  }

  private static PartMaker news(Part.Kind kind, LogEntry.Builder entry) {
    return PartMaker.part(kind, entry.build())
        .since(TIME - 187_000)
        .last(TIME)
        .silence(3 * 3_600)
        .id("5f311b9d");
  }

  private static String whole(PartText text, LogEntry entry, int maxChars) {
    return text.whole(null, PartMaker.ofEntry(entry), maxChars);
  }

  private static String lineOne(PartText text, LogEntry entry) {
    return text.lineOne(null, PartMaker.ofEntry(entry));
  }

  private static String listed(PartText text, LogEntry entry) {
    return text.listed(null, PartMaker.ofEntry(entry));
  }

  private static LogEntry.Builder entry(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.shop.OrderService", message)
        .thread("exec-4")
        .timeMillis(TIME);
  }
}
