/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackTextTest {

  private static final StackText STACK = new StackText(new OwnCode(List.of(), Optional::empty));

  @Test
  void theRootComesFirstAndItsWrappersLast() {
    List<ThrowableInfo> chain =
        List.of(
            thrown("a.Outer", "o", 3, 0),
            thrown("a.Middle", null, 3, 0),
            thrown("a.Root", "r", 2, 0));

    assertThat(lines(chain, 12))
        .containsExactly(
            "a.Root: r",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "» at com.acme.Deep.m1(Deep.java:2)",
            "wrapped by a.Middle",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "» at com.acme.Deep.m1(Deep.java:2)",
            "» at com.acme.Deep.m2(Deep.java:3)",
            "wrapped by a.Outer: o");
  }

  @Test
  void runsOfLibraryFrames_areOneLine_exceptTheThrowPoint() {
    ThrowableInfo root =
        frames(
            "java.net.SocketTimeoutException",
            "java.net.Socket.read",
            "java.net.Socket.wait",
            "sun.nio.ch.Net.poll",
            "com.acme.Http.get",
            "org.springframework.aop.Proxy.invoke",
            "com.acme.Service$$SpringCGLIB$$0.show",
            "com.acme.Service.show",
            "java.lang.Thread.run");

    assertThat(lines(List.of(root), 12))
        .containsExactly(
            "java.net.SocketTimeoutException",
            "  at java.net.Socket.read(X.java:1)",
            "  … 2 frames: java.net … sun.nio",
            "» at com.acme.Http.get(X.java:4)",
            "  … 2 frames: org.springframework",
            "» at com.acme.Service.show(X.java:7)",
            "  at java.lang.Thread.run(X.java:8)");
  }

  @Test
  void aWrapperShowsOnlyWhatItDoesNotShareWithItsCause() {
    ThrowableInfo root =
        frames("a.Root", "com.acme.Db.read", "com.acme.Shop.buy", "com.acme.Main.main");
    ThrowableInfo outer =
        new ThrowableInfo(
            "a.Outer",
            "no stock",
            List.of(
                new StackTraceElement("com.acme.Shop", "wrap", "X.java", 9), root.frames.get(2)),
            0);

    assertThat(lines(List.of(outer, root), 12))
        .containsExactly(
            "a.Root",
            "» at com.acme.Db.read(X.java:1)",
            "» at com.acme.Shop.buy(X.java:2)",
            "» at com.acme.Main.main(X.java:3)",
            "wrapped by a.Outer: no stock",
            "» at com.acme.Shop.wrap(X.java:9)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Service$$SpringCGLIB$$0",
        "com.acme.Service$HibernateProxy$Ab12",
        "com.acme.$Proxy121",
        "com.acme.Service_Subclass",
        "com.acme.Service$$Lambda$14",
      })
  void proxyInAnOwnPackage_isNotAnOwnFrame(String proxy) {
    ThrowableInfo root =
        frames("org.h2.jdbc.JdbcSQLException", "org.h2.Db.get", proxy + ".save", "com.acme.A.run");

    assertThat(lines(List.of(root), 12))
        .containsExactly(
            "org.h2.jdbc.JdbcSQLException",
            "  at org.h2.Db.get(X.java:1)",
            "  at " + proxy + ".save(X.java:2)",
            "» at com.acme.A.run(X.java:3)");
  }

  @Test
  void functionsOfScalaAndKotlinAreOwnFrames() {
    ThrowableInfo root =
        frames(
            "a.Root", "com.acme.Shop$$anonfun$buy$1.apply", "com.acme.ShopKt$$inlined$map$1.run");

    assertThat(lines(List.of(root), 12))
        .containsExactly(
            "a.Root", "» at com.acme.Shop.buy(X.java:1)", "» at com.acme.ShopKt.run(X.java:2)");
  }

  @Test
  void run_isNamedAfterItsLibrariesNotTheJdkOrProxies() {
    ThrowableInfo root =
        frames(
            "com.acme.Failure",
            "com.acme.A.run",
            "jdk.internal.reflect.DirectMethodHandleAccessor.invoke",
            "java.lang.reflect.Method.invoke",
            "org.springframework.aop.Proxy.invoke",
            "jakarta.servlet.http.HttpServlet.service",
            "org.apache.catalina.Valve.invoke",
            "com.acme.$Proxy121.save",
            "java.lang.Thread.run");

    assertThat(lines(List.of(root), 12))
        .containsExactly(
            "com.acme.Failure",
            "» at com.acme.A.run(X.java:1)",
            "  … 7 frames: org.springframework … org.apache");
  }

  @Test
  void textRepeatedFromWrappedMessages_isAnEllipsis() {
    List<ThrowableInfo> chain =
        List.of(
            thrown("a.Outer", "a.Wrapper: failed [Unique index violation] in SQL", 0, 0),
            thrown("a.Wrapper", "failed [Unique index violation] in SQL", 0, 0),
            thrown("a.Plain", "a.Root: Unique index violation", 0, 0),
            thrown("a.Root", "Unique index violation", 0, 0));

    assertThat(lines(chain, 12))
        .containsExactly(
            "a.Root: Unique index violation",
            "wrapped by a.Plain",
            "wrapped by a.Wrapper: failed […] in SQL",
            "wrapped by a.Outer");
  }

  @Test
  void shortMessage_isNotTreatedAsARepeat() {
    List<ThrowableInfo> chain =
        List.of(thrown("a.Outer", "order 8107", 0, 0), thrown("a.Root", "order", 0, 0));

    assertThat(lines(chain, 12)).containsExactly("a.Root: order", "wrapped by a.Outer: order 8107");
  }

  @Test
  void aWrapperWithoutAnOwnFrameIsOneLine() {
    List<ThrowableInfo> chain =
        List.of(
            frames("a.Outer", "org.hibernate.Dialect.convert", "org.hibernate.Session.save"),
            frames("a.Root", "org.h2.Db.get", "com.acme.A.run"));

    assertThat(lines(chain, 12))
        .containsExactly(
            "a.Root",
            "  at org.h2.Db.get(X.java:1)",
            "» at com.acme.A.run(X.java:2)",
            "wrapped by a.Outer");
  }

  @Test
  void wrapperCapturedInPart_showsOnlyFramesItDoesNotShare() {
    ThrowableInfo whole = frames("a.Root", libraryMethods(200));
    List<StackTraceElement> outer = new ArrayList<>();
    outer.add(new StackTraceElement("com.acme.Shop", "wrap", "X.java", 9));
    outer.addAll(whole.frames.subList(101, 164));
    List<StackTraceElement> middle = new ArrayList<>();
    middle.add(new StackTraceElement("org.hibernate.Dialect", "convert", "X.java", 9));
    middle.addAll(whole.frames.subList(11, 74));

    assertThat(
            lines(
                List.of(
                    new ThrowableInfo("a.Outer", null, outer, 36),
                    new ThrowableInfo("a.Middle", null, middle, 126),
                    whole),
                12))
        .containsExactly(
            "a.Root",
            "  at org.hibernate.Session.m0(X.java:1)",
            "  … 199 frames: org.hibernate",
            "wrapped by a.Middle",
            "wrapped by a.Outer",
            "» at com.acme.Shop.wrap(X.java:9)");
  }

  @Test
  void wrapperFromAnotherThread_capturedInPart_showsItsOwnFrames() {
    List<StackTraceElement> waiting = new ArrayList<>();
    waiting.add(new StackTraceElement("java.util.concurrent.FutureTask", "get", "X.java", 1));
    waiting.add(new StackTraceElement("com.acme.Shop", "await", "X.java", 2));
    waiting.add(new StackTraceElement("org.apache.catalina.Valve", "invoke", "X.java", 3));
    waiting.add(new StackTraceElement("org.apache.catalina.Valve", "invoke", "X.java", 4));

    assertThat(
            lines(
                List.of(
                    new ThrowableInfo("a.Outer", null, waiting, 90),
                    frames("a.Root", "com.acme.Task.run")),
                12))
        .containsExactly(
            "a.Root",
            "» at com.acme.Task.run(X.java:1)",
            "wrapped by a.Outer",
            "  at java.util.concurrent.FutureTask.get(X.java:1)",
            "» at com.acme.Shop.await(X.java:2)",
            "  … 2 frames: org.apache",
            "  … 90 more frames");
  }

  @Test
  void exceptionTheJvmThrowsWithoutAStack_isExplained() {
    assertThat(lines(List.of(thrown("java.lang.NullPointerException", null, 0, 0)), 12))
        .containsExactly(
            "java.lang.NullPointerException",
            "  no stack trace: the JVM omits those of frequent exceptions"
                + " (-XX:-OmitStackTraceInFastThrow keeps them)");
  }

  @Test
  void linesThatDoNotFit_areCounted() {
    List<ThrowableInfo> chain = List.of(thrown("a.Root", "r", 10, 0));

    assertThat(fitting(entry(chain), 12, 120))
        .containsExactly(
            "a.Root: r",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "» at com.acme.Deep.m1(Deep.java:2)",
            "  … 8 more frames");
    assertThat(fitting(entry(chain), 12, 9)).isEmpty();
  }

  @Test
  void framesThatDoNotFitAreCounted() {
    List<ThrowableInfo> chain =
        List.of(thrown("a.Outer", "o", 9, 0), thrown("a.Root", "r", 10, 90));

    assertThat(lines(chain, 5))
        .containsExactly(
            "a.Root: r",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "» at com.acme.Deep.m1(Deep.java:2)",
            "  … 98 more frames",
            "wrapped by a.Outer: o");
  }

  @Test
  void framesNotCaptured_areCounted_evenIfAllCapturedOnesFit() {
    assertThat(lines(List.of(thrown("a.Root", "r", 2, 5)), 12))
        .containsExactly(
            "a.Root: r",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "» at com.acme.Deep.m1(Deep.java:2)",
            "  … 5 more frames");
  }

  @Test
  void framesThatJustFitAreAllShown() {
    assertThat(lines(List.of(thrown("a.Root", "r", 3, 0)), 4))
        .containsExactly(
            "a.Root: r",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "» at com.acme.Deep.m1(Deep.java:2)",
            "» at com.acme.Deep.m2(Deep.java:3)");
  }

  @Test
  void anExceptionWithoutFramesIsOneLine() {
    assertThat(lines(List.of(thrown("a.Root", "r", 0, 0)), 12)).containsExactly("a.Root: r");
  }

  @Test
  void oneLine_showsTheRoot() {
    List<ThrowableInfo> chain = List.of(thrown("a.Outer", "o", 9, 0), thrown("a.Root", "r", 9, 0));

    assertThat(lines(chain, 1)).containsExactly("a.Root: r");
  }

  @Test
  void twoLines_showTheRootAndItsFrames() {
    List<ThrowableInfo> chain = List.of(thrown("a.Outer", "o", 9, 0), thrown("a.Root", "r", 9, 0));

    assertThat(lines(chain, 2)).containsExactly("a.Root: r", "  … 9 more frames");
  }

  @Test
  void nearestWrappers_areNamed_ifNotAllFit() {
    List<ThrowableInfo> chain = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      chain.add(thrown("a.Wrapper" + i, null, 5, 0));
    }
    chain.add(thrown("a.Root", null, 5, 0));

    assertThat(lines(chain, 4))
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

    assertThat(lines(chain, maxLines)).hasSizeBetween(1, maxLines);
  }

  @ParameterizedTest
  @CsvSource({
    "Deep.java, 12, '» at a.B.m(Deep.java:12)'",
    "Deep.java, -1, '» at a.B.m(Deep.java)'",
    "Deep.java, -2, '» at a.B.m(Deep.java)'",
    ", -1, '» at a.B.m(Unknown Source)'",
  })
  void frame_showsItsSourceIfKnown(String file, int line, String expected) {
    ThrowableInfo root =
        new ThrowableInfo(
            "a.Root", null, List.of(new StackTraceElement("a.B", "m", file, line)), 0);

    assertThat(lines(List.of(root), 12)).containsExactly("a.Root", expected);
  }

  @Test
  void aMessageOfSeveralLinesIsOneLineOf160Chars() {
    List<String> lines =
        lines(List.of(thrown("a.Root", "one\ntwo\r\nthree " + "x".repeat(200), 0, 0)), 12);

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

    for (String line : lines(List.of(root), 12)) {
      Harmless.fenced(line, root);
    }
  }

  @Test
  void fitting_needsFewTries() {
    List<ThrowableInfo> chain =
        List.of(thrown("a.Outer", "o", 64, 0), thrown("a.Root", "r", 900, 0));
    List<Integer> tries = new ArrayList<>();

    List<String> lines =
        STACK.fitting(
            entry(chain),
            100,
            some -> {
              tries.add(some.size());
              return some.size() <= 37;
            });

    assertThat(lines).isEqualTo(lines(entry(chain), 37)).hasSize(37);
    assertThat(tries).hasSize(7).startsWith(100);
    assertThat(STACK.fitting(entry(chain), 100, some -> false)).isEmpty();
    assertThat(fitting(entry(chain), 100, 7)).isEmpty();
    assertThat(fitting(entry(chain), 100, 10)).containsExactly("a.Root: r");
  }

  @Test
  void aChainThatWasCutNamesItsRootAndCountsTheCausesThatWereLeftOut() {
    LogEntry.Builder cut = LogEntry.builder(Severity.ERROR, "com.acme.A", "boom").causesLeftOut(4);
    for (int i = 1; i <= 20; i++) {
      if (i <= 8 || (i > 12 && i < 20)) {
        cut.throwable(new ThrowableInfo("a.Wrapper" + i, null, List.of(), 0));
      }
    }
    LogEntry entry = cut.throwable(thrown("java.lang.NullPointerException", "ROOT", 1, 0)).build();

    assertThat(lines(entry, 100))
        .startsWith("java.lang.NullPointerException: ROOT", "» at com.acme.Deep.m0(Deep.java:1)")
        .containsSubsequence(
            "wrapped by a.Wrapper13", "  … 4 causes left out", "wrapped by a.Wrapper8")
        .endsWith("wrapped by a.Wrapper1")
        .hasSize(18);
    assertThat(lines(entry, 12))
        .startsWith("java.lang.NullPointerException: ROOT", "» at com.acme.Deep.m0(Deep.java:1)")
        .contains("  … 4 causes left out")
        .hasSize(12);
  }

  @Test
  void oneCauseThatWasLeftOutIsCounted() {
    LogEntry.Builder cut = LogEntry.builder(Severity.ERROR, "com.acme.A", "boom").causesLeftOut(1);
    for (int i = 1; i <= 16; i++) {
      cut.throwable(new ThrowableInfo("a.E" + i, null, List.of(), 0));
    }

    assertThat(lines(cut.build(), 100)).contains("  … 1 cause left out").hasSize(17);
  }

  @Test
  void suppressedExceptionsHaveALineEachBelowTheExceptionThatSuppressedThem() {
    ThrowableInfo close = new ThrowableInfo("java.io.IOException", "close\nfailed", List.of(), 0);
    ThrowableInfo flush = new ThrowableInfo("a.Buffer$Full", null, List.of(), 0);
    ThrowableInfo root =
        new ThrowableInfo(
            "a.Root", "r", thrown("a.Root", "r", 1, 0).frames, 0, List.of(close, flush), 0);
    ThrowableInfo outer = new ThrowableInfo("a.Outer", "o", List.of(), 0, List.of(close), 0);

    assertThat(lines(List.of(outer, root), 12))
        .containsExactly(
            "a.Root: r",
            "» at com.acme.Deep.m0(Deep.java:1)",
            "  suppressed java.io.IOException: close failed",
            "  suppressed a.Buffer.Full",
            "wrapped by a.Outer: o",
            "  suppressed java.io.IOException: close failed");
  }

  @Test
  void manySuppressedExceptionsAreCounted() {
    ThrowableInfo close = new ThrowableInfo("a.Close", "c", List.of(), 0);
    ThrowableInfo root =
        new ThrowableInfo("a.Root", "r", List.of(), 0, Collections.nCopies(8, close), 3);

    assertThat(lines(List.of(root), 12))
        .containsExactly(
            "a.Root: r",
            "  suppressed a.Close: c",
            "  suppressed a.Close: c",
            "  suppressed a.Close: c",
            "  suppressed a.Close: c",
            "  … 7 more suppressed");
  }

  /** Returns an exception with a frame per method, each with its own line number. */
  private static ThrowableInfo frames(String type, String... methods) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (String method : methods) {
      int dot = method.lastIndexOf('.');
      elements.add(
          new StackTraceElement(
              method.substring(0, dot), method.substring(dot + 1), "X.java", elements.size() + 1));
    }
    return new ThrowableInfo(type, null, elements, 0);
  }

  private static List<String> lines(List<ThrowableInfo> chain, int maxLines) {
    return lines(entry(chain), maxLines);
  }

  private static LogEntry entry(List<ThrowableInfo> chain) {
    LogEntry.Builder entry = LogEntry.builder(Severity.ERROR, "com.acme.A", "boom");
    chain.forEach(entry::throwable);
    return entry.build();
  }

  private static String[] libraryMethods(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "org.hibernate.Session.m" + i)
        .toArray(String[]::new);
  }

  private static ThrowableInfo thrown(String type, String message, int frames, int omitted) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      elements.add(new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i + 1));
    }
    return new ThrowableInfo(type, message, elements, omitted);
  }

  private static List<String> lines(LogEntry entry, int maxLines) {
    return STACK.fitting(entry, maxLines, some -> true);
  }

  private static List<String> fitting(LogEntry entry, int maxLines, int maxChars) {
    return STACK.fitting(entry, maxLines, some -> StackText.chars(some) <= maxChars);
  }
}
