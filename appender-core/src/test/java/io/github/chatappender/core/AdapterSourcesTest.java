/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the adapters' sources by the rules of {@link ArchitectureTest}. */
class AdapterSourcesTest {

  private static final Pattern UNWANTED =
      Pattern.compile(
          "java\\.lang\\.(reflect|invoke)|Class\\.forName|loadClass|newInstance|setAccessible"
              + "|Object(In|Out)putStream|ServiceLoader|javax\\.(naming|script)|java\\.rmi"
              + "|ProcessBuilder|\\.exec\\(|System\\.load|java\\.io\\.File|java\\.nio\\.file"
              + "|java\\.net\\.");

  @ParameterizedTest
  @ValueSource(strings = {"appender-log4j2", "appender-logback"})
  void adapters_useNoReflectionDeserializationFilesOrNetwork(String module) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      sources =
          files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
    }

    assertThat(sources).hasSizeGreaterThan(4);
    for (Path source : sources) {
      assertThat(Files.readString(source).lines())
          .as(source.toString())
          .noneMatch(line -> UNWANTED.matcher(line).find());
    }
  }
}
