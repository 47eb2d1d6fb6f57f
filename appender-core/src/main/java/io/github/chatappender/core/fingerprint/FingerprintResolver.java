/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.model.LogEntry;

/**
 * Finds the fingerprint of an entry, even if the JVM has begun to omit the exception's frames. Not
 * thread-safe: the delivery thread owns it. All ticks come from one ticker.
 */
public final class FingerprintResolver {

  private final Fingerprinter fingerprinter;
  private final FastThrowMemory memory = new FastThrowMemory();

  /**
   * Creates a resolver without memory.
   *
   * @param fingerprinter computes fingerprints
   */
  public FingerprintResolver(Fingerprinter fingerprinter) {
    this.fingerprinter = fingerprinter;
  }

  /**
   * Finds the fingerprint of an entry.
   *
   * @param nowNanos the current tick
   * @return its own fingerprint, or the one adopted from the same problem when it had frames
   */
  public Fingerprint resolve(LogEntry entry, long nowNanos) {
    Evidence evidence = fingerprinter.evidence(entry);
    Fingerprint computed = fingerprinter.computed(evidence);
    return fingerprinter.explicit(evidence, settled(evidence, computed, nowNanos));
  }

  /**
   * Notes that an entry belongs to a known problem: its exception was caught, logged and thrown
   * again. If the JVM later omits the frames, such entries still belong there.
   *
   * @param first the fingerprint of the entry that first logged the exception
   * @param nowNanos the current tick
   * @return the fingerprint of the first
   */
  public Fingerprint join(LogEntry entry, Fingerprint first, long nowNanos) {
    Evidence evidence = fingerprinter.evidence(entry);
    if (hasFrames(fingerprinter.computed(evidence))) {
      memory.remember(Fingerprinter.adoptionKey(evidence), first, nowNanos);
    }
    return first;
  }

  private Fingerprint settled(Evidence evidence, Fingerprint computed, long nowNanos) {
    if (hasFrames(computed)) {
      memory.remember(Fingerprinter.adoptionKey(evidence), computed, nowNanos);
    } else if (computed.kind == Fingerprint.Kind.STACKLESS) {
      Fingerprint full = memory.recall(Fingerprinter.adoptionKey(evidence), nowNanos);
      return full == null ? computed : full;
    }
    return computed;
  }

  private static boolean hasFrames(Fingerprint computed) {
    return computed.isOfFramesAlone() || computed.kind == Fingerprint.Kind.LIBSTACK;
  }
}
