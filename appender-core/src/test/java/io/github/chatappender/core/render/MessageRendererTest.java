/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRendererTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-15T12:03:07Z"), ZoneOffset.UTC);

  private static final String BLOCK =
      "🔴 *ERROR* orders-api — boom in `OrderService`\n"
          + "`c.a.shop.OrderService` · thread `exec-4` · 12:03:07Z";

  private final MessageRenderer renderer = Renderers.of(Configs.defaults(), CLOCK);

  @Test
  void entry_isAMessageInItsThread() {
    Rendered rendered =
        renderer.render(
            Notices.entries("com.acme.Orders", entry("boom")),
            Footers.NONE,
            Fidelity.TEXT,
            List.of());

    Posted posted = Posted.read(rendered.body);
    assertThat(posted.text).isEqualTo(BLOCK);
    assertThat(posted.threadKey).isEqualTo("gca:orders-api::com.acme.Orders:2026-07-15");
    assertThat(rendered.threadKey).isEqualTo(posted.threadKey);
    assertThat(rendered.notice.parts.size()).isEqualTo(1);
  }

  @Test
  void withoutAThread_noKeyIsSent() {
    Rendered rendered =
        renderer.render(
            Notices.entries(null, entry("boom")), Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(Posted.read(rendered.body).threadKey).isNull();
    assertThat(rendered.threadKey).isNull();
  }

  @Test
  void entriesOfOneThreadShareAMessage() {
    Notice notice = Notices.entries("t", entry("boom"), entry("boom"), entry("boom"));

    Rendered rendered = renderer.render(notice, Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered)).isEqualTo(BLOCK + "\n\n" + BLOCK + "\n\n" + BLOCK);
    assertThat(rendered.notice.parts.size()).isEqualTo(3);
  }

  @Test
  void entries_areShownUpTo4000Chars() {
    List<LogEntry> entries = entries(100, "boom");

    Rendered rendered =
        renderer.render(Notices.entries("t", entries), Footers.NONE, Fidelity.TEXT, List.of());

    int fit = (4_000 + 2) / (BLOCK.length() + 2);
    assertThat(rendered.notice.parts.size()).isEqualTo(fit);
    assertThat(text(rendered)).hasSize(fit * (BLOCK.length() + 2) - 2);
    assertThat(text(rendered)).doesNotContain("more");
  }

  @Test
  void entriesInOneMessage_shareItsRoom() {
    MessageRenderer talkative =
        Renderers.of(
            Configs.with(Setting.MESSAGE_CHARS, "2000", Setting.STACK_LINES, "100"), CLOCK);
    LogEntry huge = huge("*".repeat(2_000));

    Rendered two =
        talkative.render(Notices.entries("t", huge, huge), Footers.NONE, Fidelity.TEXT, List.of());
    Rendered three =
        talkative.render(
            Notices.entries("t", entry("a"), huge, huge), Footers.NONE, Fidelity.TEXT, List.of());
    Rendered ten =
        talkative.render(
            Notices.entries("t", Collections.nCopies(10, huge)),
            Footers.NONE,
            Fidelity.TEXT,
            List.of());

    assertThat(two.notice.parts.size()).isEqualTo(2);
    assertThat(text(two).length()).isBetween(3_800, 4_000);
    String[] blocks = text(two).split("🔴", -1);
    assertThat(blocks[1].length()).isCloseTo(blocks[2].length(), within(200));
    assertThat(three.notice.parts.size()).isEqualTo(3);
    assertThat(ten.notice.parts.size()).isEqualTo(3);
    Harmless.message(text(two), "two");
    Harmless.message(text(ten), "ten");
  }

  @Test
  void anEntryAloneIsCutToFit() {
    MessageRenderer talkative =
        Renderers.of(
            Configs.with(Setting.MESSAGE_CHARS, "2000", Setting.STACK_LINES, "100"), CLOCK);
    LogEntry huge = huge("*".repeat(2_000));

    Rendered rendered =
        talkative.render(Notices.entries("t", huge), Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(rendered.notice.parts.size()).isEqualTo(1);
    assertThat(text(rendered).length()).isBetween(3_800, 4_000);
    Harmless.message(text(rendered), "huge");
  }

  @Test
  void aLineOneMessageHasOneLineForEachEntry() {
    Notice notice = Notices.entries("t", entry("boom"), huge("bang"));

    Rendered rendered = renderer.render(notice, Footers.NONE, Fidelity.LINE_ONE, List.of());

    assertThat(text(rendered))
        .isEqualTo(
            "🔴 *ERROR* orders-api — boom in `OrderService`\n"
                + "🔴 *ERROR* orders-api — *HugeException* in `Deep.m0`: "
                + "h".repeat(119)
                + "…");
    assertThat(rendered.notice.parts.size()).isEqualTo(2);
  }

  @Test
  void lineOneMessage_countsEntriesItCannotName() {
    Rendered rendered =
        renderer.render(
            Notices.entries("t", entries(300, "m".repeat(120))),
            Footers.NONE,
            Fidelity.LINE_ONE,
            List.of());

    assertNamedAndMore(text(rendered), 0, 300);
    assertThat(rendered.notice.parts.size()).isEqualTo(300);
  }

  @Test
  void aDigestIsAListUnderAHeading() {
    Notice digest = Notices.digest(List.of(entry("boom"), huge("bang")));

    Rendered rendered = renderer.render(digest, Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered))
        .isEqualTo(
            "📋 orders-api — 2 events\n"
                + "🔴 *ERROR* boom in `OrderService`\n"
                + "🔴 *ERROR* *HugeException* in `Deep.m0`: "
                + "h".repeat(119)
                + "… — bang");
    assertThat(rendered.threadKey).isEqualTo("gca:orders-api::digest:2026-07-15");
    assertThat(rendered.notice.parts.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 1_024, 65_536})
  void digest_namesEntriesThatFitAndCountsTheRest(int count) {
    Rendered rendered =
        renderer.render(
            Notices.digest(entries(count, "boom")), Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered))
        .startsWith(String.format(Locale.ROOT, "📋 orders-api — %,d events\n", count));
    assertNamedAndMore(text(rendered), 1, count);
    assertThat(rendered.notice.parts.size()).isEqualTo(count);
  }

  @Test
  void updatesOfSeveralProblems_shareAMessage() {
    Notice notice =
        Notices.parts(
            "t",
            PartMaker.part(Part.Kind.FIRST, entry("boom")).full().make(),
            PartMaker.part(Part.Kind.UPDATE, entry("bang")).events(2, 5).make());

    Rendered rendered = renderer.render(notice, Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered))
        .isEqualTo(
            BLOCK
                + "\n\n🔴 *ERROR* orders-api — bang in `OrderService`"
                + " · ×2 more, ×5 since 12:03:07Z, last at 12:03:07Z");
    assertThat(rendered.notice.parts.size()).isEqualTo(2);
  }

  @Test
  void digestOfProblems_namesTheGivenNumberAndCountsTheRest() {
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      parts.add(
          PartMaker.part(Part.Kind.UPDATE, entry("p" + i)).events(i, i).id("0a1b2c3d").make());
    }

    Rendered rendered =
        renderer.render(Notices.digest(10, parts), Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered))
        .startsWith(
            "📋 orders-api — 12 ongoing problems, ×78 more\n"
                + "🔴 *ERROR* p1 in `OrderService` · `0a1b2c3d`\n"
                + "🔴 *ERROR* p2 in `OrderService` ×2 · `0a1b2c3d`\n")
        .endsWith("\n🔴 *ERROR* p10 in `OrderService` ×10 · `0a1b2c3d`\n… and 2 more, ×23");
    assertThat(rendered.notice.parts.size()).isEqualTo(12);
  }

  @Test
  void aDigestOfAnyCountsStaysWithinTheLimit() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      parts.add(
          PartMaker.part(Part.Kind.UPDATE, huge("m".repeat(300)))
              .events(1_000_000_000_000L, 1_000_000_000_000L)
              .id("0a1b2c3d")
              .make());
    }

    Rendered rendered =
        renderer.render(Notices.digest(200, parts), Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered)).hasSizeLessThanOrEqualTo(4_000).contains(" more, ×");
    assertThat(rendered.notice.parts.size()).isEqualTo(200);
  }

  @Test
  void markdown_keepsListLinesApartAndMentionsInline() {
    MessageRenderer markdown =
        Renderers.of(Configs.with(Setting.MARKUP, "markdown", Setting.MENTION, "all"), CLOCK);
    Notice digest = Notices.digest(List.of(entry("boom"), entry("bang")));

    assertThat(text(markdown.render(digest, Footers.NONE, Fidelity.TEXT, List.of("all"))))
        .isEqualTo(
            "📋 orders-api — 2 events <users/all>  \n"
                + "🔴 **ERROR** boom in `OrderService`  \n"
                + "🔴 **ERROR** bang in `OrderService`");
    assertThat(
            text(
                markdown.render(
                    Notices.entries("t", entry("a")), Footers.NONE, Fidelity.TEXT, List.of("all"))))
        .startsWith("🔴 **ERROR** orders-api — a in `OrderService` <users/all>  \n`c.a.");
    assertThat(text(markdown.render(digest, Footers.NONE, Fidelity.LINE_ONE, List.of())))
        .isEqualTo("📋 orders-api — 2 events");
  }

  @Test
  void counts_useAsciiDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Rendered rendered =
          renderer.render(
              Notices.digest(entries(3_000, "boom")), Footers.NONE, Fidelity.TEXT, List.of());

      assertThat(text(rendered)).startsWith("📋 orders-api — 3,000 events\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void lineThatIsTooLong_isCutAndItsCodeClosed() {
    String name = "N".repeat(5_000);
    ThrowableInfo root =
        new ThrowableInfo(name, null, List.of(new StackTraceElement(name, name, null, 1)), 0);
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, name, "*".repeat(120)).throwable(root).build();

    Rendered rendered =
        renderer.render(Notices.entries("t", entry), Footers.NONE, Fidelity.LINE_ONE, List.of());

    assertThat(text(rendered).length()).isLessThanOrEqualTo(300);
    Harmless.message(text(rendered), "long names");
  }

  @Test
  void losses_areTheLastLine() {
    Rendered rendered =
        renderer.render(
            Notices.entries("t", entry("boom")),
            Footers.losses(Map.of(DropReason.QUEUE_FULL, 37L)),
            Fidelity.TEXT,
            List.of());

    assertThat(text(rendered)).isEqualTo(BLOCK + "\n\n⚠️ 37 events not shown: queue full");
  }

  @Test
  void lossesAlone_arePostedInTheApplicationsThread() {
    MessageRenderer prod = Renderers.of(Configs.with(Setting.ENVIRONMENT, "prod"), CLOCK);

    Rendered rendered =
        prod.render(
            Notices.loss(""),
            Footers.losses(Map.of(DropReason.QUEUE_FULL, 37L)),
            Fidelity.TEXT,
            List.of());

    assertThat(text(rendered)).isEqualTo("⚠️ orders-api · prod — 37 events not shown: queue full");
    assertThat(rendered.threadKey).isEqualTo("gca:orders-api:prod:2026-07-15");
    assertThat(rendered.notice.parts.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"TEXT", "LINE_ONE"})
  void losses_areShownInTheLongestMessage(Fidelity fidelity) {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      losses.put(reason, Long.MAX_VALUE / 100);
    }
    List<LogEntry> entries = entries(500, "*".repeat(400) + "\n");

    Rendered rendered =
        renderer.render(Notices.entries("t", entries), Footers.losses(losses), fidelity, List.of());

    assertThat(text(rendered))
        .hasSizeLessThanOrEqualTo(4_000)
        .endsWith(Footers.losses(losses).losses());
  }

  @Test
  void hugeProcessNames_doNotFillTheMessage() {
    FakeProcessFacts facts =
        new FakeProcessFacts()
            .variable("SPRING_PROFILES_ACTIVE", "*".repeat(100_000))
            .variable("HOSTNAME", "*".repeat(100_000));
    SenderConfig config = Configs.with(Map.of(Setting.APPLICATION, "*".repeat(64)), facts);

    Rendered rendered =
        Renderers.of(config, CLOCK)
            .render(
                Notices.entries("t", huge("m".repeat(8_192))),
                Footers.NONE,
                Fidelity.TEXT,
                List.of());

    assertThat(text(rendered)).hasSizeLessThanOrEqualTo(4_000);
    assertThat(rendered.threadKey).hasSizeLessThanOrEqualTo(4_000);
  }

  @Test
  void textOfThreeBytesPerChar_staysWithinTheBodyLimit() {
    MessageRenderer talkative = Renderers.of(Configs.with(Setting.MESSAGE_CHARS, "2000"), CLOCK);
    List<LogEntry> entries = entries(10, "\u4E2D".repeat(2_000));

    Rendered rendered =
        talkative.render(
            Notices.entries("\u4E2D".repeat(9_999), entries),
            Footers.NONE,
            Fidelity.TEXT,
            List.of());

    assertThat(rendered.body.length).isBetween(9_000, 30_000);
    assertThat(text(rendered).length()).isBetween(2_000, 4_000);
  }

  @Test
  void quotesAndBackslashes_surviveJson() {
    String message = "path \"C:\\temp\" {\"a\":1}";

    Rendered rendered =
        renderer.render(
            Notices.entries("a\"b\\", entry(message)), Footers.NONE, Fidelity.TEXT, List.of());

    assertThat(text(rendered)).startsWith("🔴 *ERROR* orders-api — " + message + " in ");
    assertThat(rendered.threadKey).isEqualTo("gca:orders-api::a\"b\\:2026-07-15");
  }

  @Test
  void simplerForm_existsForTextOnly() {
    assertThat(Fidelity.TEXT.simpler()).isEqualTo(Fidelity.LINE_ONE);
    assertThat(Fidelity.LINE_ONE.simpler()).isNull();
  }

  /** Checks that the lines after the heading and the count of the rest add up. */
  private static void assertNamedAndMore(String text, int headings, int all) {
    assertThat(text).hasSizeLessThanOrEqualTo(4_000);
    Matcher more = Pattern.compile("\n… and ([\\d,]+) more$").matcher(text);
    assertThat(more.find()).isTrue();
    long lines = text.lines().count() - 1 - headings;
    assertThat(lines).isPositive();
    assertThat(lines + Long.parseLong(more.group(1).replace(",", ""))).isEqualTo(all);
  }

  private static String text(Rendered rendered) {
    return Posted.read(rendered.body).text;
  }

  private static LogEntry entry(String message) {
    return builder(message).build();
  }

  private static LogEntry.Builder builder(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.shop.OrderService", message)
        .thread("exec-4")
        .timeMillis(1_784_116_987_000L);
  }

  private static List<LogEntry> entries(int count, String message) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(message));
    }
    return entries;
  }

  private static LogEntry huge(String message) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      frames.add(new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i + 1));
    }
    return builder(message)
        .throwable(new ThrowableInfo("com.acme.HugeException", "h".repeat(2_048), frames, 7))
        .build();
  }
}
