/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the table of faults with the tests it names. */
class FaultsDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");
  private static final String SOURCES = "src/test/java/";

  @Test
  void everyFault_namesTestsThatExist() throws IOException {
    Map<String, String> sources = testSources();
    List<String> rows = rows();

    assertThat(rows).hasSizeGreaterThan(30);
    for (String row : rows) {
      String[] cells = row.split(" \\| ", -1);
      assertThat(cells).as(row).hasSize(4);
      List<MatchResult> names = NAME.matcher(cells[3]).results().collect(Collectors.toList());
      assertThat(names).as(row).isNotEmpty();
      assertThat(NAME.matcher(cells[3]).replaceAll("")).as(row).matches("[, |]*");
      for (MatchResult name : names) {
        assertThat(isTest(sources.getOrDefault(name.group(1), ""), name.group(2)))
            .as(name.group())
            .isTrue();
      }
    }
  }

  private static boolean isTest(String source, String method) {
    Matcher declared = Pattern.compile("\\bvoid " + method + "\\(").matcher(source);
    if (!declared.find()) {
      return false;
    }
    String before = source.substring(0, declared.start());
    String annotations = before.substring(before.lastIndexOf("\n\n") + 1);
    return annotations.contains("@Test") || annotations.contains("@ParameterizedTest");
  }

  private static List<String> rows() {
    return Documents.marked("docs/faults.md", "faults")
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .collect(Collectors.toList());
  }

  /** Returns the text of each test class; classes with the same name share an entry. */
  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 14)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains(SOURCES))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  FaultsDocumentTest::read,
                  (one, other) -> one + "\n\n" + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
