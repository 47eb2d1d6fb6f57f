/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameHasherTest {

  private final FrameHasher hasher = new FrameHasher(42);

  @Test
  void equalFramesOfDifferentObjects_haveEqualHashes() {
    long one = hasher.add(0, frame(new String("com.acme.A"), new String("a"), 7));
    long other = hasher.add(0, frame("com.acme.A", "a", 7));

    assertThat(one).isEqualTo(other).isNotZero();
  }

  @Test
  void namesOfEqualShortHashes_haveDifferentHashes() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(hasher.ofName("com.acme.AaService"))
        .isNotEqualTo(hasher.ofName("com.acme.BBService"))
        .isEqualTo(hasher.ofName("com.acme.AaService"));
    assertThat(hasher.ofText("Aa", 2_048)).isNotEqualTo(hasher.ofText("BB", 2_048));
  }

  @Test
  void methodsOfEqualShortHashes_haveDifferentHashes() {
    assertThat(hasher.add(0, frame("com.acme.AaService", "run", 7)))
        .isNotEqualTo(hasher.add(0, frame("com.acme.BBService", "run", 7)))
        .isEqualTo(hasher.add(0, frame("com.acme.AaService", "run", 7)));
    assertThat(hasher.add(0, frame("com.acme.A", "stepAa", 7)))
        .isNotEqualTo(hasher.add(0, frame("com.acme.A", "stepBB", 7)));
  }

  @Test
  void methodsWhoseShortHashesDifferByTheirLines_haveDifferentHashes() {
    long stepA = hasher.add(0, frame("com.acme.A", "stepA", 131));
    long stepB = hasher.add(0, frame("com.acme.A", "stepB", 100));

    assertThat(stepA).isNotEqualTo(stepB);
  }

  @Test
  void hundredThousandPlaces_haveAsManyHashes() {
    Set<Long> hashes = new HashSet<>();
    for (int method = 0; method < 100; method++) {
      for (int line = 0; line < 1_000; line++) {
        hashes.add(hasher.add(0, frame("com.acme.A", "step" + method, line)));
      }
    }

    assertThat(hashes).hasSize(100_000);
  }

  @Test
  void orderOfFrames_counts() {
    StackTraceElement a = frame("com.acme.A", "a", 1);
    StackTraceElement b = frame("com.acme.B", "b", 1);

    assertThat(hasher.add(hasher.add(0, a), b)).isNotEqualTo(hasher.add(hasher.add(0, b), a));
  }

  @Test
  void nullFrame_addsNothing() {
    assertThat(hasher.add(7, null)).isEqualTo(7);
  }

  @Test
  void textBeyondItsLimit_doesNotCount() {
    assertThat(hasher.ofText("abcdef", 3)).isEqualTo(hasher.ofText("abcxyz", 3));
  }

  private static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement(type, method, "A.java", line);
  }
}
