/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jars as modules: a class path would hide errors in the descriptor. */
class ModulePathIT {

  @Test
  void appender_worksAsAModule(@TempDir Path folder) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Path output = folder.resolve("output");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--module-path",
                  modulePath(),
                  "--add-modules",
                  "io.github.chatappender.log4j",
                  "-cp",
                  Path.of(System.getProperty("build.directory"), "test-classes").toString(),
                  "io.github.chatappender.log4j2.modulepath.ModulePathMain",
                  space.webhookUrl())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(printed).isZero();
      assertThat(printed)
          .contains(
              "appender is in module io.github.chatappender.log4j",
              "host is in module org.apache.logging.log4j.core");
      assertThat(printed)
          .contains("link 2 is not set: variable CHAT_TEST_NO_SUCH has no value")
          .contains("redact 1 is not set: variable CHAT_TEST_NO_SUCH has no value")
          .doesNotContain("invalid element", " main ERROR ", " main WARN ");
      assertThat(space.messages()).as(printed).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("from the module path");
    }
  }

  /** Our packaged jar, and of the class path what belongs to the core and the host. */
  private static String modulePath() throws Exception {
    try (Stream<Path> target = Files.list(Path.of(System.getProperty("build.directory")))) {
      Stream<String> own =
          target
              .map(Path::toString)
              .filter(name -> name.matches(".*google-chat-appender-log4j2-[^/\\\\]*\\.jar"))
              .filter(name -> !name.endsWith("-sources.jar") && !name.endsWith("-javadoc.jar"));
      Stream<String> others =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .filter(
                  entry ->
                      entry.matches(
                          ".*(google-chat-appender-core|log4j-(api|core)"
                              + "|jackson-core)-[^/\\\\]*\\.jar|.*appender-core.target.classes"));
      return Stream.concat(own, others).collect(Collectors.joining(File.pathSeparator));
    }
  }
}
