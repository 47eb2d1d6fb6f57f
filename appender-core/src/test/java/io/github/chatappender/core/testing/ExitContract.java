/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs programs that log an error and end, with the README's configuration and a {@code
 * shutdownTimeout} that even a busy machine does not exceed.
 */
@Tag("slow")
@Timeout(120)
public abstract class ExitContract {

  /** Returns the program; it passes its argument to {@link LastWords}. */
  protected abstract Class<?> program();

  /** Returns a text that only this host's configurations contain. */
  protected abstract String sign();

  /** Returns the README's configuration with more time to stop and uncaughtExceptions. */
  protected abstract String configuration(String block);

  /** Returns options of the JVM that name the file of the configuration. */
  protected abstract List<String> options(Path configuration);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EXIT_AFTER_TWO_ERRORS", "UNCAUGHT", "UNCAUGHT_IN_A_THREAD"})
  void lastEventsOfAProgram_areDelivered(LastWords.End end, @TempDir Path directory)
      throws IOException {
    try (ChatSpace space = ChatSpace.builder().requestsPerSecond(1).start()) {
      run(end, space, directory);

      assertThat(space.messages()).singleElement().asString().contains("last words");
    }
  }

  @ParameterizedTest
  @CsvSource({"UNCAUGHT, main", "UNCAUGHT_IN_A_THREAD, job-7"})
  void uncaughtException_isPostedAndPrinted(
      LastWords.End end, String thread, @TempDir Path directory) throws IOException {
    try (ChatSpace space = ChatSpace.start()) {
      String printed = run(end, space, directory);

      assertThat(space.messages().get(0).text())
          .contains("*IllegalStateException*: last words\nUncaught exception\n")
          .contains("`uncaught` · thread `" + thread + "`");
      assertThat(printed)
          .contains(
              "Exception in thread \"" + thread + "\" java.lang.IllegalStateException: last words")
          .contains("\tat ");
    }
  }

  @Test
  void twoErrorsBeforeExit_showTheLastInFullAndTheFirstInALine(@TempDir Path directory)
      throws IOException {
    try (ChatSpace space = ChatSpace.start()) {
      run(LastWords.End.EXIT_AFTER_TWO_ERRORS, space, directory);

      String first = space.messages().get(0).text();
      int stack = first.indexOf("```");
      assertThat(first)
          .contains("last words", "cannot start", "LastWords.failedStart(LastWords.java");
      assertThat(first.substring(0, stack)).contains("IllegalStateException");
      assertThat(first.substring(stack)).contains("IllegalArgumentException", "first words");
      // as many as time allows: on a busy machine perhaps no second message
      assertThat(space.messages()).hasSizeBetween(1, 2);
      assertThat(space.messages().subList(1, space.messages().size()))
          .allSatisfy(
              second -> assertThat(second.text()).contains("first words", "the reason", "```"));
    }
  }

  private String run(LastWords.End end, ChatSpace space, Path directory) throws IOException {
    Path file = directory.resolve("configuration.xml");
    Files.writeString(file, configuration(block()));
    ChildJvm.Command command =
        new ChildJvm.Command(program())
            .options(options(file))
            .variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
    if (end == LastWords.End.SIGTERM) {
      command.terminateAfter(LastWords.READY);
    }

    ChildJvm child = command.run(end.name());

    assertThat(child.exitCode()).as(child.output()).isEqualTo(end.exitCode);
    return child.output();
  }

  private String block() {
    return Documents.blocks(Documents.ROOT.resolve("README.md"), "xml").stream()
        .filter(block -> block.contains(sign()))
        .findFirst()
        .orElseThrow();
  }
}
