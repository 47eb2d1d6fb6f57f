/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReentryGuardTest {

  private final ReentryGuard guard = new ReentryGuard();

  @Test
  void thread_isInsideWhileItsFlagIsSet() {
    boolean[] flag = guard.enter();
    assertThat(guard.isInside()).isFalse();

    flag[0] = true;
    assertThat(guard.isInside()).isTrue();
    assertThat(CompletableFuture.supplyAsync(guard::isInside).join()).isFalse();

    flag[0] = false;
    guard.leave();
    assertThat(guard.isInside()).isFalse();
  }

  @Test
  void threadThatFailedToLeave_isNotMuted() {
    boolean[] flag = guard.enter();
    flag[0] = true;
    flag[0] = false; // and no stack for the leaving call

    assertThat(guard.isInside()).isFalse();
    assertThat(guard.enter()).isSameAs(flag);
  }
}
