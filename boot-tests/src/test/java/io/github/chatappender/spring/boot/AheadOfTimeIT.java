/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes an application ahead of time, as for a native image, and runs the result on a JVM. */
class AheadOfTimeIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void processedApplication_posts_andProcessingItDoesNot(Line line) throws Exception {
    assumeThat(line.isBefore3()).as("comes with Spring Boot 3").isFalse();
    Path sources = folder.resolve("sources");
    Path resources = folder.resolve("resources");
    Path classes = folder.resolve("classes");
    try (ChatSpace space = ChatSpace.start()) {
      String processing =
          new App.Start(line)
              .mainClass("org.springframework.boot.SpringApplicationAotProcessor")
              .argument("com.acme.small.OneError")
              .argument(sources.toString())
              .argument(resources.toString())
              .argument(classes.toString())
              .argument("com.acme")
              .argument("small")
              .argument("--spring.main.web-application-type=none")
              .webhook(space.webhookUrl())
              .run();
      assertThat(sources).as(processing).isNotEmptyDirectory();
      assertThat(processing).doesNotContain("Google");
      Files.createDirectories(classes);
      line.compile(sourcesIn(sources), classes);

      String output =
          new App.Start(line)
              .folder(classes)
              .folder(resources)
              .option("-Dspring.aot.enabled=true")
              .mainClass("com.acme.small.OneError")
              .argument("--spring.main.web-application-type=none")
              .argument("--google-chat.exclude-loggers=com.acme.stock")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output).contains("Starting AOT-processed OneError", "ENDED");
      assertThat(space.messages()).as(output + space.show()).hasSize(1);
    }
  }

  private static List<Path> sourcesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
    }
  }
}
