/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the executable jar. */
class ProgramJarIT {
  @Test
  @Timeout(60)
  void jarRunsByItself() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar().toString(),
                "--port",
                "0")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String webhook = lastWord(out.readLine());
      String page = lastWord(out.readLine());

      assertThat(new Client(webhook).post(Client.text("hello")).statusCode()).isEqualTo(200);
      assertThat(out.readLine()).endsWith("Z  hello");
      assertThat(new Client(page).method("GET").body()).contains("/assets/app.js");
      assertThat(new Client(page + "assets/app.js").method("GET").statusCode()).isEqualTo(200);
    } finally {
      process.destroy();
    }
  }

  private static String lastWord(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static Path jar() throws Exception {
    Path directory = Path.of(System.getProperty("build.directory", "target"));
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> jars =
          files.filter(file -> file.toString().endsWith("-all.jar")).collect(Collectors.toList());
      assertThat(jars).hasSize(1);
      return jars.get(0);
    }
  }
}
