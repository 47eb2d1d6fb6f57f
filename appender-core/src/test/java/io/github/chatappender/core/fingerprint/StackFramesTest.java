/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackFramesTest {

  private final StackFrames frames = new StackFrames(Entries.ownCode());

  @Test
  void namesAreRememberedOnce() {
    assertThat(frames.own(List.of(frame("a.B", "c"), frame("a.B", "c"), frame("a.B", "d")), null))
        .containsExactly("a.B#c", "a.B#d");

    assertThat(frames.cache.size()).isEqualTo(2);
  }

  @Test
  void nameCache_isBoundedAndChangesNoResult() {
    for (int i = 0; i < 3 * StackFrames.CACHE_ENTRIES; i++) {
      assertThat(frames.own(List.of(frame("a.B" + i, "lambda$run$" + i)), null))
          .containsExactly("a.B" + i + "#run");
      assertThat(frames.cache.size()).isLessThanOrEqualTo(StackFrames.CACHE_ENTRIES);
    }

    assertThat(frames.own(List.of(frame("a.B0", "lambda$run$0")), null))
        .containsExactly("a.B0#run");
  }

  private static StackTraceElement frame(String className, String methodName) {
    return new StackTraceElement(className, methodName, null, -1);
  }
}
