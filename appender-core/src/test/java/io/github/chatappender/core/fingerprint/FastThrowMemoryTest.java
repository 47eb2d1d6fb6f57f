/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FastThrowMemoryTest {

  /** A start from which ticks overflow to negative values. */
  private static final long START = Long.MAX_VALUE - 7;

  private static final long DAY = FastThrowMemory.KEPT_NANOS;

  private final FastThrowMemory memory = new FastThrowMemory();

  @Test
  void lastFullFingerprint_isRememberedForADay() {
    memory.remember("a", fingerprint("1"), START);
    memory.remember("a", fingerprint("2"), START + 1);

    assertThat(memory.recall("a", START + DAY)).isEqualTo(fingerprint("2"));
    assertThat(memory.recall("b", START)).isNull();
  }

  @Test
  void fingerprintUnusedForADay_isForgotten() {
    memory.remember("a", fingerprint("1"), START);

    assertThat(memory.recall("a", START + DAY)).isNull();
    assertThat(memory.known).isEmpty();
  }

  @Test
  void use_keepsAFingerprint() {
    memory.remember("a", fingerprint("1"), START);

    for (int days = 1; days < 10; days++) {
      assertThat(memory.recall("a", START + days * (DAY - 1))).isEqualTo(fingerprint("1"));
    }
  }

  @Test
  void fullMemory_removesTheLeastRecentlyUsed() {
    for (int i = 0; i < FastThrowMemory.ENTRIES; i++) {
      memory.remember("k" + i, fingerprint("f" + i), START);
    }
    memory.recall("k0", START);
    memory.remember("new", fingerprint("new"), START);

    assertThat(memory.known).hasSize(512);
    assertThat(memory.recall("k0", START)).isEqualTo(fingerprint("f0"));
    assertThat(memory.recall("k1", START)).isNull();
    assertThat(memory.recall("k2", START)).isEqualTo(fingerprint("f2"));
    assertThat(memory.recall("new", START)).isEqualTo(fingerprint("new"));
  }

  private static Fingerprint fingerprint(String text) {
    return Fingerprint.of(Fingerprint.Kind.STACK, text);
  }
}
