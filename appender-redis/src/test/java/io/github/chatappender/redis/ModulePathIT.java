/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the packaged jar and Lettuce as modules: a class path would hide errors in the descriptor.
 */
class ModulePathIT {

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  @Test
  void provider_worksAsAModule(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath(),
                "--add-modules",
                "io.github.chatappender.redis",
                "-cp",
                Path.of(System.getProperty("build.directory"), "test-classes").toString(),
                "io.github.chatappender.redis.modulepath.ModulePathMain",
                REDIS.address())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed)
        .contains("provider is in module io.github.chatappender.redis")
        .contains("members: 1");
  }

  /** Returns our packaged jar and the jars of the class path that an application carries. */
  private static String modulePath() throws Exception {
    try (Stream<Path> target = Files.list(Path.of(System.getProperty("build.directory")))) {
      Stream<String> own =
          target
              .map(Path::toString)
              .filter(name -> name.matches(".*google-chat-appender-redis-[^/\\\\]*\\.jar"))
              .filter(name -> !name.matches(".*-(sources|javadoc|tests)\\.jar"));
      Stream<String> others =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .filter(
                  entry ->
                      entry.matches(
                          ".*(google-chat-appender-core|jackson-core|lettuce-core|netty-[a-z-]+"
                              + "|reactor-core|reactive-streams|slf4j-api|redis-authx-core)-[^/\\\\]*\\.jar"
                              + "|.*appender-core.target.classes"));
      return Stream.concat(own, others).collect(Collectors.joining(File.pathSeparator));
    }
  }
}
