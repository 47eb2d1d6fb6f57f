/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

  private static final String GIT = "https://git.example/";

  /** Each leads to the file that the class was compiled from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Orders        | place               | Orders.java |"
            + " com/acme/Orders.java#L7|com.acme.Orders|place",
        "com.acme.Orders$Item   | price               | Orders.java |"
            + " com/acme/Orders.java#L7|com.acme.Orders.Item|price",
        "com.acme.Orders$1      | run                 | Orders.java |"
            + " com/acme/Orders.java#L7|com.acme.Orders%241|run",
        "com.acme.Helper        | help                | Orders.java |"
            + " com/acme/Orders.java#L7|com.acme.Helper|help",
        "com.acme.Orders        | lambda$place$3      | Orders.java |"
            + " com/acme/Orders.java#L7|com.acme.Orders|place",
        "com.acme.Orders        | <init>              | Orders.java |"
            + " com/acme/Orders.java#L7|com.acme.Orders|%3Cinit%3E",
        "com.acme.OrdersKt      | place               | Orders.kt   |"
            + " com/acme/Orders.kt#L7|com.acme.OrdersKt|place",
        "com.acme.OrdersKt$place$1 | invokeSuspend    | Orders.kt   |"
            + " com/acme/Orders.kt#L7|com.acme.OrdersKt.place%241|invokeSuspend",
        "com.acme.Orders$       | $anonfun$place$1    | Orders.scala |"
            + " com/acme/Orders.scala#L7|com.acme.Orders|place",
        "Main                   | main                | Main.java   | Main.java#L7|Main|main",
      })
  void topOwnFrame_leadsToItsFile(
      String type, String method, String file, String path, String shownType, String shownMethod) {
    assertThat(links(GIT + "{path}#L{line}", frame(type, method, file, 7)))
        .containsExactly(GIT + path);
    assertThat(links(GIT + "{class}/{method}", frame(type, method, file, 7)))
        .containsExactly(GIT + shownType + "/" + shownMethod);
    assertThat(links(GIT + "{file}", frame(type, method, file, 7))).containsExactly(GIT + file);
  }

  @Test
  void proxiesAndLibraries_areSkipped() {
    assertThat(
            links(
                GIT + "{path}",
                frame("java.util.Objects", "requireNonNull", "Objects.java", 3),
                frame("com.acme.Orders$$SpringCGLIB$$0", "place", "<generated>", -1),
                frame("jdk.proxy2.$Proxy17", "place", null, -1),
                frame("org.springframework.aop.Proxy", "run", "Proxy.java", 9),
                frame("com.acme.Orders", "place", "Orders.java", 7)))
        .containsExactly(GIT + "com/acme/Orders.java");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null",
        "'Unknown Source'",
        "<generated>",
        "<unknown>.java",
        "a/b.rb",
        "C:\\a.groovy",
        "..",
        ".java.",
        "''",
      })
  void frameWithoutAUsableFile_leavesOutItsLinks(@Nullable String file) {
    StackTraceElement frame = frame("com.acme.Orders", "place", file, 7);

    assertThat(links(GIT + "{path}", frame)).isEmpty();
    assertThat(links(GIT + "{file}", frame)).isEmpty();
    assertThat(links(GIT + "{class}", frame)).hasSize(1);
  }

  @Test
  void missingLineOrOwnFrame_leavesOutTheLink() {
    assertThat(links(GIT + "{line}", frame("com.acme.Orders", "place", "Orders.java", -1)))
        .isEmpty();
    assertThat(links(GIT + "{line}", frame("com.acme.Orders", "place", "Orders.java", 0)))
        .isEmpty();
    assertThat(links(GIT + "{class}", frame("java.lang.String", "length", "String.java", 3)))
        .isEmpty();
    assertThat(links(GIT + "{path}")).isEmpty();
  }

  @Test
  void commit_isTheWholeOne_andMissingWithoutOne() {
    String hash = "7e3c1f2b6d0a4c55b1f7a90d3e8c2b1a0f9e8d7c";

    assertThat(links(new Settings().set(Setting.COMMIT, hash), GIT + "{commit}"))
        .containsExactly(GIT + hash);
    assertThat(links(GIT + "{commit}")).isEmpty();
  }

  private static List<String> links(String url, StackTraceElement... frames) {
    return links(new Settings(), url, frames);
  }

  private static List<String> links(Settings settings, String url, StackTraceElement... frames) {
    LogEntry.Builder entry = LogEntry.builder(Severity.ERROR, "org.example.Job", "m");
    if (frames.length > 0) {
      entry.throwable(new ThrowableInfo("java.io.IOException", "m", List.of(frames), 0));
    }
    Part part = PartMaker.part(Part.Kind.FIRST, entry.build()).make();
    return new Links(Configs.of(settings.addLink("Source", url)))
        .of(part).stream().map(link -> link.value).collect(Collectors.toList());
  }

  private static StackTraceElement frame(
      String type, String method, @Nullable String file, int line) {
    return new StackTraceElement(type, method, file, line);
  }
}
