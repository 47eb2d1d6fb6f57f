/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests texts as in real logs, from three files: secrets that must go, and lines that must stay.
 */
class RedactionCasesTest {

  /** Lines that differ from the file's expectation, each with the reason. */
  private static final Map<String, String> EXCEPTIONS =
      exceptions(
          Map.of(
              "DEBUG org.hibernate.SQL - update users set email=?, password=?",
              "only its place among the parameters, lines away, says that the value is a password",
              "INFO  k.c.a.VaultLease - renewed VaultCredential",
              "an id is rarely a secret: AWS calls a secret's name SecretId"));

  private static final double MOST_EXCEPTIONS = 0.05;

  private static final Redactor REDACTOR =
      new Redactor(true, new OwnSecrets(List.of()), Rules.none());

  @ParameterizedTest
  @MethodSource("secrets")
  void secretInALine_isRemoved_andASecondPassChangesNothing(String text) {
    String once = REDACTOR.builtIn(text);

    assertThat(isHidden(once)).as(once).isNotEqualTo(EXCEPTIONS.containsKey(text));
    assertThat(REDACTOR.builtIn(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void linesThatDifferOnlyInTheSecret_becomeEqual(String text) {
    assumeFalse(EXCEPTIONS.containsKey(text));
    String other = text.replace("hunter2", "Tr0ub4dor-and-3").replace("S3CR", "X7QZ");

    assertThat(REDACTOR.builtIn(other)).isEqualTo(REDACTOR.builtIn(text));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void harmlessLine_isUnchanged(String text) {
    assertThat(REDACTOR.builtIn(text).equals(text))
        .as(REDACTOR.builtIn(text))
        .isNotEqualTo(EXCEPTIONS.containsKey(text));
  }

  @Test
  void atMostOneLineInTwentyOfEachKind_isListedAsAnException() {
    for (List<String> lines : List.of(secrets(), harmless())) {
      long exceptions = lines.stream().filter(EXCEPTIONS::containsKey).count();

      assertThat(exceptions).isLessThanOrEqualTo((long) (lines.size() * MOST_EXCEPTIONS));
    }
  }

  /** Returns the reasons by whole lines, for keys that are only their beginnings. */
  private static Map<String, String> exceptions(Map<String, String> reasons) {
    Map<String, String> exceptions = new HashMap<>();
    reasons.forEach(
        (beginning, reason) ->
            secrets().stream()
                .filter(line -> line.startsWith(beginning))
                .forEach(line -> exceptions.put(line, reason)));
    return exceptions;
  }

  private static boolean isHidden(String text) {
    return !text.contains("hunter2") && !text.contains("S3CR");
  }

  static List<String> secrets() {
    return lines("secret");
  }

  static List<String> harmless() {
    return lines("keep");
  }

  private static List<String> lines(String kind) {
    return Stream.of("/redaction.tsv", "/redaction-kinds.tsv", "/redaction-sixty.tsv")
        .flatMap(file -> read(file).lines())
        .filter(line -> line.startsWith(kind + "\t"))
        .map(line -> unescaped(line.substring(kind.length() + 1)))
        .collect(toList());
  }

  private static String read(String file) {
    try (InputStream in = RedactionCasesTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && "nt\\".indexOf(text.charAt(i + 1)) >= 0) {
        c = "\n\t\\".charAt("nt\\".indexOf(text.charAt(++i)));
      }
      out.append(c);
    }
    return out.toString();
  }
}
