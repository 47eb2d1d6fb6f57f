/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.model.LogEntry;

/** Tells the problems of critical entries, each by itself. Thread-safe. */
final class FingerprintMaker {

  private final Fingerprinter fingerprinter;

  FingerprintMaker(Setup setup) {
    fingerprinter =
        new Fingerprinter(setup.config.ownCode(), setup.config.fingerprintKey(), text -> text);
  }

  /** Returns the fingerprint of an entry that the built-in rules have been applied to. */
  String of(LogEntry entry) {
    return fingerprinter.of(entry).hex();
  }
}
