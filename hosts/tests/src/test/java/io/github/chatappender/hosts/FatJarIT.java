/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the jars that maven-shade-plugin and Spring Boot's plugin have made of applications. */
@Timeout(120)
class FatJarIT {

  private static final String SHADED = "com.example.shop.ledger.LedgerApp";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"merged-ours-first", "merged-log4j-first"})
  void withTheTransformer_errorsArePosted(String module) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        Server application = run(module, "merged", space)) {
      assertThat(space.messages()).as(application.output()).hasSize(1);
      assertThat(application.linesOfTheAppender()).isEmpty();
      assertThat(application.output()).contains("console: Ledger differs");
    }
  }

  @Test
  void oursFirstWithoutTransformer_oneLineNamesTheRemedy() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        Server application = run("merged-ours-first", "plain", space)) {
      assertThat(application.linesOfTheAppender())
          .singleElement()
          .asString()
          .startsWith("GoogleChat appender: Log4j finds none of its own plugins")
          .contains("Fat jars");
      assertThat(Recipe.section("## Fat jars"))
          .contains("GoogleChat appender: Log4j finds none of its own plugins");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  @Test
  void log4jFirstWithoutTransformer_theHostPrintsTheDocumentedLine() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        Server application = run("merged-log4j-first", "plain", space)) {
      String documented = Recipe.section("## Fat jars");
      assertThat(application.output().lines().filter(line -> line.contains(" ERROR ")))
          .hasSize(2)
          .allSatisfy(line -> assertThat(documented).contains(line.replaceFirst(".* ERROR ", "")));
      assertThat(application.output()).contains("console: Ledger differs");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  @Test
  void springBootsJar_needsNothing() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        Server application =
            Server.java(
                folder, space, "-jar", Recipe.built("boot-jar", "boot-jar-.*\\.jar").toString())) {
      assertThat(application.awaitEnd()).as(application.output()).isZero();

      assertThat(space.messages()).as(application.output()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("Voucher is lost");
      assertThat(application.linesOfTheAppender()).isEmpty();
    }
  }

  private Server run(String module, String jar, ChatSpace space) throws Exception {
    Path file = Recipe.built(module, jar + "\\.jar");
    Server application = Server.java(folder, space, "-cp", file.toString(), SHADED);
    assertThat(application.awaitEnd()).as(application.output()).isZero();
    System.out.println("== " + module + ", " + jar + "\n" + application.output() + space.show());
    return application;
  }
}
