/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTextTest {

  @Test
  void theRootComesFirstAndItsWrappersLast() {
    List<ThrowableInfo> chain =
        List.of(
            thrown("a.Outer", "o", 3, 0),
            thrown("a.Middle", null, 3, 0),
            thrown("a.Root", "r", 2, 0));

    assertThat(StackText.lines(chain, 12))
        .containsExactly(
            "a.Root: r",
            "  at com.acme.Deep.m0(Deep.java:1)",
            "  at com.acme.Deep.m1(Deep.java:2)",
            "wrapped by a.Middle",
            "wrapped by a.Outer: o");
  }

  @Test
  void framesThatDoNotFitAreCounted() {
    List<ThrowableInfo> chain =
        List.of(thrown("a.Outer", "o", 9, 0), thrown("a.Root", "r", 10, 90));

    assertThat(StackText.lines(chain, 5))
        .containsExactly(
            "a.Root: r",
            "  at com.acme.Deep.m0(Deep.java:1)",
            "  at com.acme.Deep.m1(Deep.java:2)",
            "  … 98 more frames",
            "wrapped by a.Outer: o");
  }

  @Test
  void framesThatWereNotKeptAreCountedThoughAllKeptOnesFit() {
    assertThat(StackText.lines(List.of(thrown("a.Root", "r", 2, 5)), 12))
        .containsExactly(
            "a.Root: r",
            "  at com.acme.Deep.m0(Deep.java:1)",
            "  at com.acme.Deep.m1(Deep.java:2)",
            "  … 5 more frames");
  }

  @Test
  void framesThatJustFitAreAllShown() {
    assertThat(StackText.lines(List.of(thrown("a.Root", "r", 3, 0)), 4))
        .containsExactly(
            "a.Root: r",
            "  at com.acme.Deep.m0(Deep.java:1)",
            "  at com.acme.Deep.m1(Deep.java:2)",
            "  at com.acme.Deep.m2(Deep.java:3)");
  }

  @Test
  void anExceptionWithoutFramesIsOneLine() {
    assertThat(StackText.lines(List.of(thrown("a.Root", "r", 0, 0)), 12))
        .containsExactly("a.Root: r");
  }

  @Test
  void oneLineIsTheRoot() {
    List<ThrowableInfo> chain = List.of(thrown("a.Outer", "o", 9, 0), thrown("a.Root", "r", 9, 0));

    assertThat(StackText.lines(chain, 1)).containsExactly("a.Root: r");
  }

  @Test
  void twoLinesAreTheRootAndItsFrames() {
    List<ThrowableInfo> chain = List.of(thrown("a.Outer", "o", 9, 0), thrown("a.Root", "r", 9, 0));

    assertThat(StackText.lines(chain, 2)).containsExactly("a.Root: r", "  … 9 more frames");
  }

  @Test
  void wrappersNextToTheRootAreNamedIfNotAllFit() {
    List<ThrowableInfo> chain = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      chain.add(thrown("a.Wrapper" + i, null, 5, 0));
    }
    chain.add(thrown("a.Root", null, 5, 0));

    assertThat(StackText.lines(chain, 4))
        .containsExactly(
            "a.Root", "  … 5 more frames", "wrapped by a.Wrapper10", "wrapped by a.Wrapper9");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "1, 30, 0",
    "2, 30, 3",
    "3, 30, 3",
    "12, 30, 15",
    "12, 0, 15",
    "100, 1000, 15",
  })
  void neverMoreLinesThanAskedFor(int maxLines, int frames, int wrappers) {
    List<ThrowableInfo> chain = new ArrayList<>();
    for (int i = 0; i < wrappers; i++) {
      chain.add(thrown("a.Wrapper", "w", 5, 0));
    }
    chain.add(thrown("a.Root", "r", frames, 24));

    assertThat(StackText.lines(chain, maxLines)).hasSizeBetween(1, maxLines);
  }

  @ParameterizedTest
  @CsvSource({
    "Deep.java, 12, '  at a.B.m(Deep.java:12)'",
    "Deep.java, -1, '  at a.B.m(Deep.java)'",
    "Deep.java, -2, '  at a.B.m(Deep.java)'",
    ", -1, '  at a.B.m(Unknown Source)'",
  })
  void aFrameTellsItsSourceAsFarAsItIsKnown(String file, int line, String expected) {
    ThrowableInfo root =
        new ThrowableInfo(
            "a.Root", null, List.of(new StackTraceElement("a.B", "m", file, line)), 0);

    assertThat(StackText.lines(List.of(root), 12)).containsExactly("a.Root", expected);
  }

  @Test
  void aMessageOfSeveralLinesIsOneLineOf160Chars() {
    List<String> lines =
        StackText.lines(
            List.of(thrown("a.Root", "one\ntwo\r\nthree " + "x".repeat(200), 0, 0)), 12);

    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("a.Root: one two three xxx")
        .hasSize(160);
    assertThat(lines.get(0)).endsWith("x…");
  }

  @Test
  void aFrameCannotLeaveItsBlock() {
    ThrowableInfo root =
        new ThrowableInfo(
            "a.Root", "```\n<users/all>", List.of(new StackTraceElement("```", "m\n", "`", 1)), 0);

    for (String line : StackText.lines(List.of(root), 12)) {
      Harmless.fenced(line, root);
    }
  }

  private static ThrowableInfo thrown(String type, String message, int frames, int omitted) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      elements.add(new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i + 1));
    }
    return new ThrowableInfo(type, message, elements, omitted);
  }
}
