/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the extension, which is compiled against JUnit 5, on JUnit 6: in a JVM with the jars of
 * {@code target/junit6} in place of JUnit 5.
 */
@Timeout(120)
class ChatSpaceExtensionOnJUnit6Test {
  private static final String JUNIT_5 = "(junit-|opentest4j-|apiguardian-).*\\.jar";

  @TempDir private Path folder;

  @BeforeAll
  static void skipBelowJava17() {
    boolean suffices = Runtime.version().feature() >= 17;
    if (!suffices) {
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
          .println("The test on JUnit 6 is skipped: it needs Java 17.");
    }
    Assumptions.assumeTrue(suffices, "JUnit 6 needs Java 17");
  }

  @Test
  void testsOfTheExtension_passOnJUnit6() throws Exception {
    String output = run(CheckoutTest.class, ChatSpaceExtensionTest.class);

    assertThat(output).matches("(?s).*JUnit 6\\.\\S+: 7 passed, 0 failed\\R");
  }

  @Test
  void failingTest_showsTheRoomOnJUnit6() throws Exception {
    String output = run(FailingCheckout.class);

    assertThat(output)
        .contains("expected: <2> but was: <1>", "payment of order 8123 failed")
        .matches("(?s).*JUnit 6\\.\\S+: 0 passed, 1 failed\\R");
  }

  private String run(Class<?>... classes) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            classPath(),
                            JUnitRun.class.getName()),
                        Arrays.stream(classes).map(Class::getName))
                    .collect(Collectors.toList()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private static String classPath() throws Exception {
    Path jars = Path.of(System.getProperty("build.directory", "target"), "junit6");
    try (Stream<Path> junit6 = Files.list(jars)) {
      List<String> entries = junit6.map(Path::toString).collect(Collectors.toList());
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !Path.of(entry).getFileName().toString().matches(JUNIT_5))
          .forEach(entries::add);
      return String.join(File.pathSeparator, entries);
    }
  }

  /** Fails, on purpose; its name keeps it from the module's own tests. */
  @ExtendWith(ChatSpaceExtension.class)
  static class FailingCheckout {
    @Test
    void expectsTwoMessages_afterOne(ChatSpace space) throws Exception {
      new Checkout().pay("order 8123");

      assertEquals(2, space.messages().size());
    }
  }
}
