/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEntryTest {

  @Test
  void theRootIsTheLastOfTheChain() {
    LogEntry entry =
        entry()
            .throwable(new ThrowableInfo("a.Outer", null, List.of(), 0))
            .throwable(new ThrowableInfo("a.Root", "why", List.of(), 0))
            .build();

    assertThat(entry.root()).hasToString("a.Root: why");
    assertThat(entry().build().root()).isNull();
  }

  @Test
  void anEntryDoesNotChangeWithItsBuilder() {
    LogEntry.Builder builder = entry().keyValue("order", "1").marker("A");
    LogEntry entry = builder.build();

    builder.keyValue("order", "2").marker("B").mdc("k", "v");

    assertThat(entry.keyValues()).containsExactly(Map.entry("order", "1"));
    assertThat(entry.markers()).containsExactly("A");
    assertThat(entry.mdc("k")).isNull();
    assertThatThrownBy(() -> entry.keyValues().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void pairsKeepTheirOrder() {
    LogEntry entry = entry().keyValue("z", "1").keyValue("a", "2").keyValue("m", "3").build();

    assertThat(entry.keyValues()).containsOnlyKeys("z", "a", "m");
    assertThat(entry.keyValues().keySet()).containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.NullPointerException, NullPointerException",
    "NoPackage, NoPackage",
    "com.acme.Outer$Inner, Outer$Inner",
  })
  void theSimpleTypeHasNoPackage(String type, String simple) {
    assertThat(new ThrowableInfo(type, null, List.of(), 0).simpleType()).isEqualTo(simple);
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, ERROR, true",
    "WARN, ERROR, false",
    "FATAL, ERROR, true",
    "TRACE, TRACE, true",
    "FATAL, OFF, false",
  })
  void severitiesAreOrdered(Severity severity, Severity threshold, boolean passes) {
    assertThat(severity.isAtLeast(threshold)).isEqualTo(passes);
  }

  private static LogEntry.Builder entry() {
    return LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom");
  }
}
