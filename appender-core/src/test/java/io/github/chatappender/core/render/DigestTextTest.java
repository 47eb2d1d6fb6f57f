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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTextTest {

  private static final LogEntry ENTRY =
      LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom").build();

  @Test
  void ungroupedEntries_areCountedAsEvents() {
    List<Part> entries = Collections.nCopies(1_200, PartMaker.ofEntry(ENTRY));

    assertThat(DigestText.title(entries)).isEqualTo("1,200 events");
    assertThat(DigestText.rest(entries)).isEqualTo("… and 1,200 more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIRST      | 1     | 1 new problem          | … and 1 more, ×3",
        "FIRST      | 10    | 10 new problems        | … and 10 more, ×30",
        "QUIET      | 1     | 1 problem now quiet    | … and 1 more, ×3",
        "QUIET      | 5     | 5 problems now quiet   | … and 5 more, ×15",
        "ENTRY      | 1     | 3 events               | … and 1 more, ×3",
        "UPDATE     | 1     | 1 ongoing problem, ×3 more | … and 1 more, ×3",
        "UPDATE     | 1_000 | 1,000 ongoing problems, ×3,000 more | … and 1,000 more, ×3,000",
        "AGAIN      | 4     | 4 problems, ×12        | … and 4 more, ×12",
        "ESCALATION | 4     | 4 problems, ×12        | … and 4 more, ×12",
        "BLOCK      | 4     | 4 problems, ×12        | … and 4 more, ×12",
      })
  void problemsAreCountedByTheirKind(Part.Kind kind, String size, String title, String rest) {
    int count = Integer.parseInt(size.replace("_", ""));
    List<Part> parts = Collections.nCopies(count, part(kind, 3));

    assertThat(DigestText.title(parts)).isEqualTo(title);
    assertThat(DigestText.rest(parts)).isEqualTo(rest);
  }

  @Test
  void problemsOfSeveralKinds_areCountedWithTheirEvents() {
    List<Part> parts = new ArrayList<>(Collections.nCopies(3, part(Part.Kind.FIRST, 1)));
    parts.add(part(Part.Kind.QUIET, 0));
    parts.add(part(Part.Kind.UPDATE, 1_500));

    assertThat(DigestText.title(parts)).isEqualTo("5 problems, ×1,503");
    assertThat(DigestText.rest(parts.subList(3, 5))).isEqualTo("… and 2 more, ×1,500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIRST  | 12 | 3 | 12 new problems, ×36",
        "QUIET  | 5  | 0 | 5 problems now quiet",
        "UPDATE | 4  | 2 | 4 ongoing problems, ×8 more",
        "AGAIN  | 4  | 3 | 4 problems, ×12",
        "ENTRY  | 4  | 1 | 4 events",
        "ENTRY  | 1  | 1 | 1 event",
        "ENTRY  | 4  | 3 | 12 events",
      })
  void titleWithoutItsList_countsAllEvents(Part.Kind kind, int size, long events, String alone) {
    List<Part> parts = Collections.nCopies(size, part(kind, events));

    assertThat(DigestText.alone(parts)).isEqualTo(alone);
  }

  private static Part part(Part.Kind kind, long events) {
    return PartMaker.part(kind, ENTRY).events(events, events).make();
  }
}
