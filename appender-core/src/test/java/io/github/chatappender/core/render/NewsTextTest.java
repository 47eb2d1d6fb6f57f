/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NewsTextTest {

  private static final NewsText NEWS = new NewsText(ZoneOffset.UTC);

  /** 2026-07-15T12:03:07Z. */
  private static final long NOON = 1_784_116_987_000L;

  private static final LogEntry ENTRY =
      LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom").timeMillis(NOON).build();

  @Test
  void ungroupedEntry_hasNoNews() {
    assertThat(NEWS.of(PartMaker.ofEntry(ENTRY))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, ' · ×2'", "48211, ' · ×48,211'"})
  void first_showsTheCountUnlessOne(long count, String news) {
    Part first = PartMaker.part(Part.Kind.FIRST, ENTRY).events(count, count).make();

    assertThat(NEWS.of(first)).isEqualTo(news);
  }

  @ParameterizedTest
  @EnumSource(Part.Kind.class)
  void onlyANewProblemThatIsLate_saysSinceWhenInAList(Part.Kind kind) {
    Part late = PartMaker.part(kind, ENTRY).since(NOON - 3_600_000).late().make();
    Part inTime = PartMaker.part(kind, ENTRY).since(NOON - 3_600_000).make();

    assertThat(NEWS.listed(late)).isEqualTo(kind == Part.Kind.FIRST ? " since 11:03:07Z" : "");
    assertThat(NEWS.listed(inTime)).isEmpty();
    assertThat(NEWS.below(late)).isEqualTo(kind == Part.Kind.AGAIN ? " · ×1 in all" : "");
  }

  @Test
  void lateFirst_saysSinceWhenNextToTheTimeOfItsNewestEvent() {
    PartMaker first = PartMaker.part(Part.Kind.FIRST, ENTRY).since(NOON - 86_400_000).events(9, 9);

    assertThat(NEWS.below(first.make())).isEqualTo(" · ×9");
    assertThat(NEWS.below(first.late().make())).isEqualTo(" · ×9 since 2026-07-14 12:03:07Z");
    assertThat(NEWS.total(first.make())).isEqualTo("×9 since 2026-07-14 12:03:07Z");
    assertThat(NEWS.total(first.since(NOON).make())).isEqualTo("×9");
  }

  @Test
  void firstOfAFleet_saysOnHowManyHosts() {
    Part first = PartMaker.part(Part.Kind.FIRST, ENTRY).events(43, 43).hosts(4).make();

    assertThat(NEWS.below(first)).isEqualTo(" · ×43 on 4 hosts");
    assertThat(NEWS.of(first)).isEqualTo(" · ×43 on 4 hosts");
    assertThat(NEWS.listed(first)).isEqualTo(" ×43 on 4 hosts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE     | 12 | ' · ×12 more, ×1,430 since 12:03:07Z, last at 12:33:07Z'",
        "ESCALATION | 12 | ' · rising: ×12 more, ×1,430 since 12:03:07Z'",
        "AGAIN      | 12 | ' · again after 3 h, ×12'",
        "QUIET      | 12 | ' · quiet, last at 12:33:07Z, ×12 more, ×1,430 since 12:03:07Z'",
        "QUIET      | 0  | ' · quiet, last at 12:33:07Z, ×1,430 since 12:03:07Z'",
        "BLOCK      | 12 | ' · ×1,430 since 12:03:07Z'",
        "BLOCK      | 0  | ' · ×1,430 since 12:03:07Z'",
      })
  void update_showsNewAndTotalCounts(Part.Kind kind, long count, String news) {
    Part part =
        PartMaker.part(kind, ENTRY)
            .events(count, 1_430)
            .since(NOON)
            .last(NOON + 1_800_000)
            .silence(3 * 3_600)
            .make();

    assertThat(NEWS.of(part)).isEqualTo(news);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-14T23:59:59Z, UTC, ' · ×8 since 2026-07-14 23:59:59Z'",
    "2026-07-14T23:59:59Z, Europe/Berlin, ' · ×8 since 01:59:59+02:00'",
    "2026-07-15T00:00:00Z, UTC, ' · ×8 since 00:00:00Z'",
  })
  void problemOfAnEarlierDay_showsItsDate(String since, String zone, String news) {
    long first = Instant.parse(since).toEpochMilli();
    Part part = PartMaker.part(Part.Kind.BLOCK, ENTRY).events(1, 8).since(first).last(NOON).make();

    assertThat(new NewsText(ZoneId.of(zone)).of(part)).isEqualTo(news);
  }

  @ParameterizedTest
  @EnumSource(Part.Kind.class)
  void everyKind_usesAsciiDigitsInEveryLocale(Part.Kind kind) {
    Locale before = Locale.getDefault();
    Part part = PartMaker.part(kind, ENTRY).events(1_000, 2_000).silence(40).make();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(NEWS.of(part)).matches("[ -~·×]*");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "40, 40 s",
    "119, 119 s",
    "120, 2 min",
    "1500, 25 min",
    "7199, 119 min",
    "7200, 2 h",
    "172799, 47 h",
    "172800, 2 d",
    "2678400, 31 d",
  })
  void duration_isShownInTheLargestUnitThatFitsTwice(long seconds, String text) {
    assertThat(NewsText.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2 5 8 2     | ▂▃▆█▃",
        "0 1 100000    | ▁▂█",
        "9 1           | █▂",
        "10 0          | ''",
        "0 0 0 100     | ''",
        "5 0 0 4       | ''",
        "4 4 4         | ''",
        "0 0           | ''",
        "100 99 100    | ''",
        "50            | ''",
        "''            | ''",
      })
  void sparkline_hasABarForEachSpanIfTheRateMoves(String counts, String bars) {
    Long[] spans =
        Arrays.stream(counts.split(" ", -1))
            .filter(count -> !count.isEmpty())
            .map(Long::valueOf)
            .toArray(Long[]::new);

    for (Part.Kind kind : Part.Kind.values()) {
      Part part = PartMaker.part(kind, ENTRY).events(2, 9).spans(spans).make();
      boolean shown = kind == Part.Kind.UPDATE || kind == Part.Kind.ESCALATION;
      String expected = bars.isEmpty() ? "" : " " + bars;

      assertThat(NEWS.listed(part)).isEqualTo(" ×2" + expected);
      if (shown && !bars.isEmpty()) {
        assertThat(NEWS.of(part)).endsWith(expected);
      } else {
        assertThat(NEWS.of(part)).doesNotContainPattern("[▁-█]");
      }
    }
  }
}
