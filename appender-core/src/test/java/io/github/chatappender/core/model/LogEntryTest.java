/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogEntryTest {

  private static final StackTraceElement FRAME = new StackTraceElement("a.B", "m", "B.java", 1);

  private static final LogEntry ENTRY =
      LogEntry.builder(Severity.FATAL, "a.B", "message")
          .timeMillis(7)
          .thread("exec-4")
          .template("template", true)
          .throwable(
              new ThrowableInfo(
                  "a.Outer",
                  "outer",
                  List.of(FRAME),
                  3,
                  List.of(new ThrowableInfo("a.Close", "close", List.of(FRAME), 1)),
                  2))
          .throwable(new ThrowableInfo("a.Root", null, List.of(), 0))
          .causesLeftOut(4)
          .sql("23505", 1062)
          .mdc("z", "mdc1")
          .mdc("a", "mdc2")
          .keyValue("k", "pair")
          .marker("CRITICAL")
          .layoutText("layout")
          .before(List.of(new EarlierLine(3, Severity.INFO, "a.C", "earlier")))
          .build();

  @Test
  void mappingTexts_leavesEverythingElse() {
    LogEntry other = ENTRY.withTexts(text -> text + "!", (key, value) -> key + "=" + value);

    assertThat(other.message).isEqualTo("message!");
    assertThat(other.template).isEqualTo("template!");
    assertThat(other.layoutText).isEqualTo("layout!");
    assertThat(other.mdc("z")).isEqualTo("z=mdc1");
    assertThat(other.keyValues).containsExactly(Map.entry("k", "k=pair"));
    assertThat(other.chain)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .containsExactly("outer!", null);
    assertThat(other.chain.get(0).frames).containsExactly(FRAME);
    assertThat(other.chain.get(0).omittedFrames).isEqualTo(3);
    assertThat(other.chain.get(0).type).isEqualTo("a.Outer");
    assertThat(other.chain.get(1)).isSameAs(ENTRY.chain.get(1));
    ThrowableInfo suppressed = other.chain.get(0).suppressed.get(0);
    assertThat(suppressed).hasToString("a.Close: close!");
    assertThat(suppressed.frames).containsExactly(FRAME);
    assertThat(suppressed.omittedFrames).isEqualTo(1);
    assertThat(other.chain.get(0).suppressedLeftOut).isEqualTo(2);
    assertThat(other.causesLeftOut).isEqualTo(4);
    assertThat(other.before.get(0)).hasToString("INFO a.C: earlier!");
    assertThat(other.before.get(0).timeMillis).isEqualTo(3);
    assertThat(other.sqlState).isEqualTo("23505!");
    assertThat(other.vendorCode).isEqualTo(1062);
    assertThat(other.timeMillis).isEqualTo(7);
    assertThat(other.severity).isEqualTo(Severity.FATAL);
    assertThat(other.logger).isEqualTo("a.B");
    assertThat(other.thread).isEqualTo("exec-4!");
    assertThat(other.hasArguments).isTrue();
    assertThat(other.markers).containsExactly("CRITICAL");
    assertThat(ENTRY.message).isEqualTo("message");
  }

  @Test
  void unchangedTexts_returnTheSameEntry() {
    LogEntry bare = LogEntry.builder(Severity.WARN, "a.B", "m").build();

    assertThat(ENTRY.withTexts(text -> text + "", (key, value) -> value)).isSameAs(ENTRY);
    assertThat(bare.withTexts(text -> text, (key, value) -> value)).isSameAs(bare);
  }

  @Test
  void oneChangedText_returnsANewEntry() {
    for (String changing :
        List.of(
            "exec-4",
            "message",
            "template",
            "outer",
            "close",
            "23505",
            "mdc1",
            "pair",
            "layout",
            "earlier")) {
      LogEntry other =
          ENTRY.withTexts(
              text -> text.equals(changing) ? "x" : text,
              (key, value) -> value.equals(changing) ? "x" : value);

      assertThat(other).as(changing).isNotSameAs(ENTRY);
    }
  }

  @Test
  void texts_areMappedInAFixedOrder() {
    List<String> asked = new ArrayList<>();

    ENTRY.withTexts(
        text -> {
          asked.add(text);
          return text;
        },
        (key, value) -> {
          asked.add(value);
          return value;
        });

    assertThat(asked)
        .containsExactly(
            "exec-4",
            "message",
            "template",
            "outer",
            "close",
            "23505",
            "mdc1",
            "mdc2",
            "pair",
            "layout",
            "earlier");
  }
}
