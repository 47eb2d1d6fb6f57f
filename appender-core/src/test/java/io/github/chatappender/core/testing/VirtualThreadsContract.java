/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs from ten thousand virtual threads, if a JDK that has them is installed beside this one. */
@Tag("slow")
@Timeout(120)
public abstract class VirtualThreadsContract {

  private static final String PINNED = "jdk.VirtualThreadPinned";

  /** Returns a program that starts a host posting to its argument, for {@link VirtualThreads}. */
  protected abstract Class<?> program();

  @Test
  void tenThousandVirtualThreads_logWithoutBeingPinnedByUs(@TempDir Path directory)
      throws IOException {
    Optional<Path> home = Jdks.newest();
    assumeTrue(home.isPresent(), "no JDK 25 stands beside this one");
    Path recording = directory.resolve("pinned.jfr");
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child =
          new ChildJvm.Command(program())
              .home(home.orElseThrow())
              .options(
                  List.of(
                      "-Xlog:disable",
                      "-XX:StartFlightRecording:filename="
                          + recording
                          + ","
                          + PINNED
                          + "#enabled=true,"
                          + PINNED
                          + "#threshold=0ms"))
              .run(space.webhookUrl());

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output()).contains("10200 accepted, 10200 reported");
    }
    List<String> pinned = pinned(recording);
    assertThat(pinned).as("the one that pins itself").anyMatch(s -> s.contains("$Pinned."));
    assertThat(pinned)
        .filteredOn(
            stack ->
                !stack.contains("$Pinned.") && !isForInitialization(stack) && !isForLoading(stack))
        .noneMatch(stack -> whose(stack).startsWith("io.github.chatappender."));
  }

  private static List<String> pinned(Path recording) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .filter(event -> event.getEventType().getName().equals(PINNED))
        .map(VirtualThreadsContract::stack)
        .collect(Collectors.toList());
  }

  /** Returns the innermost frame outside the JDK. */
  private static String whose(String stack) {
    return stack.lines().skip(1).filter(frame -> !isOfTheJdk(frame)).findFirst().orElse("");
  }

  private static boolean isOfTheJdk(String frame) {
    return frame.startsWith("java.") || frame.startsWith("jdk.");
  }

  /**
   * Returns whether a thread was waiting for another's class initialization, in which the JVM pins
   * it, once.
   */
  private static boolean isForInitialization(String stack) {
    return stack.lines().findFirst().orElse("").toLowerCase(Locale.ROOT).contains("initializ");
  }

  /**
   * Returns whether a thread was waiting while the JVM loaded a class at its first use, which also
   * pins it.
   */
  private static boolean isForLoading(String stack) {
    String called =
        stack
            .lines()
            .skip(1)
            .takeWhile(VirtualThreadsContract::isOfTheJdk)
            .reduce("", (inner, outer) -> outer);
    return called.equals("java.lang.ClassLoader.loadClass");
  }

  /** Returns the JVM's reason and the frames, one per line. */
  private static String stack(RecordedEvent event) {
    String reason = event.hasField("pinnedReason") ? event.getString("pinnedReason") : "";
    return event.getStackTrace() == null
        ? reason
        : event.getStackTrace().getFrames().stream()
            .map(f -> f.getMethod().getType().getName() + "." + f.getMethod().getName())
            .collect(Collectors.joining("\n", reason + "\n", ""));
  }
}
