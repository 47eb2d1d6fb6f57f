/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {

  private static final LogEntry A = LogEntry.builder(Severity.ERROR, "l", "a").build();
  private static final LogEntry B = LogEntry.builder(Severity.ERROR, "l", "b").build();

  @Test
  void theFirstEntriesMakeANoticeOfTheSameKindAndThread() {
    Notice first = Notices.entries("thread", A, B).first(1);

    assertThat(first.kind()).isEqualTo(Notice.Kind.ENTRIES);
    assertThat(first.thread()).isEqualTo("thread");
    assertThat(first.entries()).containsExactly(A);
  }

  @Test
  void allEntriesAreTheNoticeItself() {
    Notice notice = Notices.entries("thread", A, B);

    assertThat(notice.first(2)).isSameAs(notice);
  }

  @Test
  void aNoticeDoesNotChangeWithItsSource() {
    List<LogEntry> source = new ArrayList<>(List.of(A));
    Notice notice = Notices.digest(source);

    source.add(B);

    assertThat(notice.entries()).containsExactly(A);
  }
}
