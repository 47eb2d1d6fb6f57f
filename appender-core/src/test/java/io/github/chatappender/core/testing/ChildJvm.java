/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a main class of the test sources in its own JVM. Immutable. */
public final class ChildJvm {

  private static final long LIMIT_SECONDS = 90;

  private final int exitCode;
  private final String output;

  private ChildJvm(int exitCode, String output) {
    this.exitCode = exitCode;
    this.output = output;
  }

  /**
   * Runs a class to its end.
   *
   * @param options options of the JVM
   */
  public static ChildJvm run(Class<?> mainClass, List<String> options, String... arguments) {
    return new Command(mainClass).options(options).run(arguments);
  }

  public int exitCode() {
    return exitCode;
  }

  /** Returns its output, without the JVM's own line on options from the environment. */
  public String output() {
    return output.replaceAll("Picked up \\w+: .*\\R", "");
  }

  /** Builds the command to run a class. Not thread-safe. */
  public static final class Command {

    private final Class<?> mainClass;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path home = Path.of(System.getProperty("java.home"));
    private @Nullable String lastWord;

    /** Creates a command for this test's JDK. */
    public Command(Class<?> mainClass) {
      this.mainClass = mainClass;
    }

    /** Adds options of the JVM. */
    public Command options(List<String> more) {
      options.addAll(more);
      return this;
    }

    /** Sets a variable of the environment. */
    public Command variable(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Uses another JDK. */
    public Command home(Path directory) {
      home = directory;
      return this;
    }

    /** Terminates the process, as {@code kill} does, once it has printed a word. */
    public Command terminateAfter(String word) {
      lastWord = word;
      return this;
    }

    /** Runs the class to its end. */
    public ChildJvm run(String... arguments) {
      List<String> command = new ArrayList<>();
      command.add(home.resolve("bin").resolve("java").toString());
      command.add("-XX:TieredStopAtLevel=1"); // starts sooner; options may say otherwise
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
      command.addAll(List.of(arguments));
      try {
        Path output = Files.createTempFile("child", ".txt");
        try {
          return run(command, output);
        } finally {
          Files.delete(output);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private ChildJvm run(List<String> command, Path output)
        throws IOException, InterruptedException {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        if (lastWord != null) {
          await().until(() -> !process.isAlive() || Files.readString(output).contains(lastWord));
          process.destroy();
        }
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return new ChildJvm(ended ? process.exitValue() : -1, text);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
