/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupts the thread group of the job that logged first, on this JDK and JDK 25. */
@Tag("slow")
@Timeout(240)
public abstract class JobPoolContract {

  /** Returns a program that starts a host posting to its argument, for {@link JobPool}. */
  protected abstract Class<?> program();

  static Stream<Path> jdks() {
    return Jdks.ownAndNewest();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anInterruptedJobPoolThatLoggedFirst_neitherEndsDeliveryNorStaysInMemory(Path home) {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = new ChildJvm.Command(program()).home(home).run(space.webhookUrl());

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output().lines())
          .contains("[system] at priority [5]", "6 accepted, 6 reported", "0 threads left");
    }
  }
}
