/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the adapters' sources by the rules of {@link ArchitectureTest}. */
class AdapterSourcesTest {

  private static final Pattern UNWANTED =
      Pattern.compile(
          "java\\.lang\\.(reflect|invoke)|Class\\.forName|loadClass|newInstance|setAccessible"
              + "|Object(In|Out)putStream|ServiceLoader|javax\\.(naming|script)|java\\.rmi"
              + "|ProcessBuilder|\\.exec\\(|System\\.load|java\\.io\\.File|java\\.nio\\.file"
              + "|java\\.net\\.");

  /** The setters of Logback's appender are what its users see in their editor. */
  @ParameterizedTest
  @EnumSource(Setting.class)
  void setter_hasTheSettingsNameAndRangeInItsJavadoc(Setting setting) throws IOException {
    String source =
        Files.readString(
            Path.of(
                "../appender-logback/src/main/java/io/github/chatappender/logback",
                "GoogleChatAppender.java"));
    Matcher javadoc =
        Pattern.compile(
                "/\\*\\* (?:Sets|Adds to|Adds an?) \\{@code "
                    + setting.key()
                    + "}((?:(?!\\*/)[\\s\\S])*)\\*/")
            .matcher(source);

    assertThat(javadoc.find()).as("Javadoc of %s", setting.key()).isTrue();
    String text =
        javadoc.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").replace("characters", "chars");
    if (setting.range().matches("\\d\\S*( \\w+)? to .*")) {
      assertThat(text).contains(setting.range());
    }
  }

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
