/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Looks through all that the test run has printed and reported: no webhook's token may be in it.
 */
class SecretScanIT {

  /** Tokens of the addresses that tests post to, and of those that are refused. */
  private static final List<String> TOKENS =
      List.of("MARKER" + "-TOKEN", "token-of" + "-tests", "MARK" + "T");

  @Test
  void outputAndReportsOfTheTestRun_containNoToken() throws Exception {
    Path directory = Path.of(System.getProperty("build.directory"), "surefire-reports");
    assumeTrue(Files.isDirectory(directory), "no tests were run, so there are no reports to scan");
    List<Path> reports;
    try (Stream<Path> files = Files.walk(directory)) {
      reports = files.filter(Files::isRegularFile).collect(Collectors.toList());
    }

    assertThat(reports).as("reports of the test run").isNotEmpty();
    for (Path report : reports) {
      assertThat(new String(Files.readAllBytes(report), StandardCharsets.UTF_8))
          .as(report.toString())
          .doesNotContain(TOKENS);
    }
  }
}
