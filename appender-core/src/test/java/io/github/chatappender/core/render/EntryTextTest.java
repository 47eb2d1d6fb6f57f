/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTextTest {

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

  private final EntryText prod =
      new EntryText(
          Configs.with(Map.of(Setting.ENVIRONMENT, "prod", Setting.INSTANCE, "orders-7c9f")));

  private final EntryText plain = new EntryText(Configs.defaults());

  @Test
  void anEntryWithAnExceptionIsLineOneMessageOriginAndStack() {
    LogEntry entry =
        entry("Payment provider returned no status for order 8123")
            .throwable(WRAPPER)
            .throwable(TIMEOUT)
            .build();

    assertThat(prod.whole(entry, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api · prod — *SocketTimeoutException* in `HttpStack.get`\n"
                + "Payment provider returned no status for order 8123\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · `orders-7c9f` · 12:03:07Z\n"
                + "```\n"
                + "java.net.SocketTimeoutException: Read timed out\n"
                + "  at java.net.Socket.read(Socket.java:5)\n"
                + "  at com.acme.http.HttpStack.get(HttpStack.java:12)\n"
                + "wrapped by com.acme.PaymentException: no status\n"
                + "```");
  }

  @Test
  void aShortMessageWithoutExceptionIsToldByLineOne() {
    assertThat(plain.whole(entry("queue is stuck").build(), 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api — queue is stuck in `OrderService`\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z");
  }

  @Test
  void aMessageOfSeveralLinesIsRepeatedWhole() {
    assertThat(plain.whole(entry("first\nsecond").build(), 4_000))
        .startsWith("🔴 *ERROR* orders-api — first second in `OrderService`\nfirst\nsecond\n`c.a.");
  }

  @Test
  void aMessageLongerThanLineOneIsRepeatedWhole() {
    String message = "m".repeat(121);

    assertThat(plain.whole(entry(message).build(), 4_000))
        .startsWith(
            "🔴 *ERROR* orders-api — "
                + "m".repeat(119)
                + "… in `OrderService`\n"
                + message
                + "\n`");
  }

  @Test
  void aMessageIsCutAtMessageCharsAndTheRestCounted() {
    EntryText text = new EntryText(Configs.with(Setting.MESSAGE_CHARS, "50"));

    assertThat(text.whole(entry("m".repeat(1_300)).build(), 4_000))
        .contains("\n" + "m".repeat(50) + "… (1,250 more chars)\n`c.a.");
  }

  @Test
  void anEmptyMessageSaysSo() {
    assertThat(plain.lineOne(entry(" \n").build()))
        .isEqualTo("🔴 *ERROR* orders-api — no message in `OrderService`");
  }

  @Test
  void anEmptyMessageBesideAnExceptionLeavesNoEmptyLine() {
    assertThat(plain.whole(entry("").throwable(TIMEOUT).build(), 4_000))
        .startsWith(
            "🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`\n`c.a.shop.");
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

    assertThat(plain.lineOne(entry)).isEqualTo(start + " orders-api — x in `B`");
  }

  @Test
  void aPlaceWithinTheJdkIsTakenIfThereIsNoOther() {
    ThrowableInfo root =
        new ThrowableInfo(
            "java.lang.NumberFormatException",
            null,
            List.of(new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 1)),
            0);

    assertThat(plain.lineOne(entry("x").throwable(root).build()))
        .isEqualTo("🔴 *ERROR* orders-api — *NumberFormatException* in `Integer.parseInt`");
  }

  @Test
  void anExceptionWithoutFramesHasNoPlace() {
    assertThat(plain.lineOne(entry("x").throwable(WRAPPER).build()))
        .isEqualTo("🔴 *ERROR* orders-api — *PaymentException*");
  }

  @Test
  void aListedEntryLeavesTheSpeakerOut() {
    assertThat(prod.listed(entry("boom").build())).isEqualTo("🔴 *ERROR* boom in `OrderService`");
    assertThat(prod.listed(entry("boom").throwable(TIMEOUT).build()))
        .isEqualTo("🔴 *ERROR* *SocketTimeoutException* in `HttpStack.get` — boom");
  }

  @Test
  void aLayoutsTextReplacesMessageAndStack() {
    LogEntry entry = entry("boom").throwable(TIMEOUT).layoutText("laid *out*\nby host\n").build();

    assertThat(plain.whole(entry, 4_000))
        .isEqualTo(
            "🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`\n"
                + "laid \u200B*out\u200B*\nby host\n"
                + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z");
  }

  @Test
  void aLayoutsTextIsCutAt2000Chars() {
    LogEntry entry = entry("boom").layoutText("l".repeat(2_001)).build();

    assertThat(plain.whole(entry, 4_000)).contains("\n" + "l".repeat(1_999) + "…\n`");
  }

  @Test
  void withoutStackLinesThereIsNoStack() {
    EntryText text = new EntryText(Configs.with(Setting.STACK_LINES, "0"));

    assertThat(text.whole(entry("boom").throwable(TIMEOUT).build(), 4_000)).doesNotContain("```");
  }

  @Test
  void stackLinesBoundTheStack() {
    EntryText text = new EntryText(Configs.with(Setting.STACK_LINES, "2"));

    assertThat(text.whole(entry("boom").throwable(TIMEOUT).build(), 4_000))
        .endsWith("\n```\njava.net.SocketTimeoutException: Read timed out\n  … 2 more frames\n```");
  }

  @Test
  void aStackThatDoesNotFitLosesItsLastLinesAndIsClosed() {
    LogEntry entry = entry("boom").throwable(TIMEOUT).build();
    String whole = plain.whole(entry, 4_000);

    String cut = plain.whole(entry, whole.length() - 1);

    assertThat(cut)
        .endsWith(
            "```\njava.net.SocketTimeoutException: Read timed out\n"
                + "  at java.net.Socket.read(Socket.java:5)\n```");
  }

  @Test
  void howeverLittleRoomThereIsAnEntryKeepsToIt() {
    LogEntry entry = entry("*".repeat(300)).throwable(WRAPPER).throwable(TIMEOUT).build();
    int whole = plain.whole(entry, 4_000).length();

    for (int room = 200; room <= whole + 5; room++) {
      String text = plain.whole(entry, room);

      assertThat(text).hasSizeLessThanOrEqualTo(room);
      Harmless.message(text, room);
    }
  }

  @Test
  void pairsAreToldBehindTheTime() {
    LogEntry entry = entry("boom").keyValue("order", "8123").keyValue("user", "`x`").build();

    assertThat(plain.whole(entry, 4_000))
        .endsWith("· 12:03:07Z · `order=8123` · `user=\u02CBx\u02CB`");
  }

  @Test
  void pairsAreCutAndEndWhereThereIsNoMoreRoom() {
    LogEntry.Builder builder = entry("boom");
    for (int i = 0; i < 32; i++) {
      builder.keyValue("key" + i, "v".repeat(256));
    }

    String whole = plain.whole(builder.build(), 4_000);

    String origin = whole.substring(whole.lastIndexOf('\n') + 1);
    assertThat(origin).contains("`key0=" + "v".repeat(74) + "…`").hasSizeBetween(500, 600);
    assertThat(origin.chars().filter(c -> c == '`').count() % 2).isZero();
  }

  @Test
  void namesThatAreEmptyOrVanishLeaveNoEmptyCode() {
    LogEntry entry = LogEntry.builder(Severity.ERROR, "\u0000", "boom").thread("").build();

    assertThat(plain.whole(entry, 4_000)).doesNotContain("``");
  }

  @Test
  void hostileNamesStayWithinLineOne() {
    ThrowableInfo root =
        new ThrowableInfo(
            "a.*Evil*\n<users/all>", null, List.of(new StackTraceElement("`", "m`\n", null, 1)), 0);

    String line = plain.lineOne(entry("x").throwable(root).build());

    assertThat(line)
        .isEqualTo(
            "🔴 *ERROR* orders-api — *\u200B*Evil\u200B* <\u200Busers/all>* in `\u02CB.m\u02CB `");
  }

  private static LogEntry.Builder entry(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.shop.OrderService", message)
        .thread("exec-4")
        .timeMillis(1_784_116_987_000L);
  }
}
