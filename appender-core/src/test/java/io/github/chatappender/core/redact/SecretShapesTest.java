/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Concatenates its keys, so that no literal in this file looks like a real one. */
class SecretShapesTest {

  private static final Redactor REDACTOR =
      new Redactor(true, new OwnSecrets(List.of()), Rules.none());

  @ParameterizedTest
  @MethodSource("prefixes")
  void keyOfEachService_isRemoved_andATooShortOneKept(String prefix) {
    String key = prefix + "Q".repeat(32);
    String tooShort = prefix + "Q".repeat(3);

    assertThat(REDACTOR.builtIn("sent " + key + " twice")).isEqualTo("sent [redacted] twice");
    assertThat(REDACTOR.builtIn("(" + key + ")\n")).isEqualTo("([redacted])\n");
    assertThat(REDACTOR.builtIn("sent " + tooShort + " twice"))
        .isEqualTo("sent " + tooShort + " twice");
  }

  @ParameterizedTest
  @CsvSource({
    "bot123456789:, AA, 33",
    "glpat-, , 20",
    "sk-ant-api03-, , 90",
    "sk-proj-, , 40",
    "SG., Q.Q, 60",
    "ATATT3xFfGF0, , 100",
    "hvs., , 24",
  })
  void keysInTheFormServicesIssue_areRemoved(String prefix, String begin, int chars) {
    String body = "Q".repeat(chars);
    String key = prefix + (begin == null ? "" : begin) + body;

    assertThat(REDACTOR.builtIn("GET /x/" + key + "/y")).doesNotContain(body).startsWith("GET /x/");
  }

  @Test
  void shortPrefixWithinAWord_isKept() {
    for (String prefix : List.of("sk-", "hf_", "SG.")) {
      String text = "ta" + prefix + "q".repeat(30);

      assertThat(REDACTOR.builtIn(text)).isEqualTo(text);
      assertThat(REDACTOR.builtIn("line\\n" + prefix + "q".repeat(30))).endsWith("[redacted]");
    }
  }

  static List<String> prefixes() {
    return SecretShapes.RULES.stream().map(rule -> rule.needed).collect(toList());
  }
}
