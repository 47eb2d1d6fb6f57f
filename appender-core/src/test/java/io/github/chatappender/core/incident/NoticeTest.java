/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {

  private static final LogEntry A = LogEntry.builder(Severity.ERROR, "l", "a").build();
  private static final LogEntry B = LogEntry.builder(Severity.ERROR, "l", "b").build();

  @Test
  void first_keepsFormAndThread() {
    Notice first = Notices.entries("thread", A, B).first(1);

    assertThat(first.form).isEqualTo(Notice.Form.PARTS);
    assertThat(first.thread).isEqualTo("thread");
    assertThat(first.parts).extracting(part -> part.entry).containsExactly(A);
  }

  @Test
  void first_withAllParts_isTheSameNotice() {
    Notice notice = Notices.entries("thread", A, B);

    assertThat(notice.first(2)).isSameAs(notice);
  }

  @Test
  void notice_doesNotChangeWithItsSource() {
    List<Part> source = new ArrayList<>(List.of(PartMaker.ofEntry(A)));
    Notice notice = Notices.digest(2, source);

    source.add(PartMaker.ofEntry(B));

    assertThat(notice.parts).extracting(part -> part.entry).containsExactly(A);
  }

  @Test
  void first_ofADigest_keepsTheNumberNamed() {
    Notice digest = Notices.digest(7, List.of(PartMaker.ofEntry(A), PartMaker.ofEntry(B)));

    assertThat(digest.first(1).form).isEqualTo(Notice.Form.DIGEST);
    assertThat(digest.first(1).named).isEqualTo(7);
  }

  @Test
  void events_areTheSumOfTheParts() {
    Part update = PartMaker.part(Part.Kind.UPDATE, A).events(41, 99).make();
    Part quiet = PartMaker.part(Part.Kind.QUIET, A).events(0, 7).make();

    assertThat(Notices.parts("thread", PartMaker.ofEntry(B), update, quiet).events()).isEqualTo(42);
    assertThat(Notices.loss("").events()).isZero();
  }

  @Test
  void ungroupedEntry_isOneEventShownInFullWithoutAnId() {
    Part part = PartMaker.ofEntry(A);

    assertThat(part.kind).isEqualTo(Part.Kind.ENTRY);
    assertThat(part.count).isEqualTo(1);
    assertThat(part.total).isEqualTo(1);
    assertThat(part.severity).isEqualTo(Severity.ERROR);
    assertThat(part.full).isTrue();
    assertThat(part.id()).isNull();
  }
}
