/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.space.ChatSpace;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Checks that a security manager's refusal causes a status line, never an exception. */
@Timeout(120)
@EnabledForJreRange(max = JRE.JAVA_23)
class SecurityManagerTest {

  @Test
  void refusedHooks_reportOneLineAndLoseNoEvent() {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = run(space, "hooks");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(lines(child))
          .containsExactly(
              "warn: the security manager refuses a shutdown hook: events that are pending when the"
                  + " JVM exits are lost unless the application stops its logging framework; grant"
                  + " RuntimePermission \"shutdownHooks\" and \"modifyThreadGroup\", or set"
                  + " shutdownHook=false",
              "flushed, 0 failures, 0 pending");
      assertThat(space.messages()).hasSize(1);
    }
  }

  @Test
  void theRefusedTopGroup_isReplacedByTheLoggingThreadsGroup() {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = run(space, "group");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(lines(child)).containsExactly("flushed, 0 failures, 0 pending");
      assertThat(space.messages()).hasSize(1);
    }
  }

  @Test
  void refusedThreads_areCountedAndReported_andLeaveNothingPending() {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = run(space, "threads");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output())
          .contains(
              "warn: the delivery thread could not be started, the next event tries again:"
                  + " java.lang.SecurityException",
              "warn: the security manager refuses a shutdown hook",
              "not flushed, 1 failures, 0 pending");
    }
  }

  /** Returns the program's output without the JVM's own lines on security managers. */
  private static List<String> lines(ChildJvm child) {
    return child
        .output()
        .lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .collect(Collectors.toList());
  }

  private static ChildJvm run(ChatSpace space, String refused) {
    List<String> options =
        Runtime.version().feature() < 17 ? List.of() : List.of("-Djava.security.manager=allow");
    return ChildJvm.run(GuardedMain.class, options, space.webhookUrl(), refused);
  }
}
