/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.fingerprint.FingerprintResolver;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;

/**
 * Finds the fingerprint of a sample: its own, or that of the first sample with the same exception
 * where it was logged before and thrown again. Used by the delivery thread alone.
 */
final class SampleFingerprinter {

  private final RethrowMemory rethrows = new RethrowMemory();
  private List<String> appPackages;
  private String fingerprintKey;
  private FingerprintResolver fingerprints;

  SampleFingerprinter(SenderConfig config) {
    appPackages = config.appPackages();
    fingerprintKey = config.fingerprintKey();
    fingerprints = resolver(config);
  }

  /** Takes new settings; what is remembered stays where it still means the same. */
  void adopt(SenderConfig config) {
    if (!config.appPackages().equals(appPackages)
        || !config.fingerprintKey().equals(fingerprintKey)) {
      appPackages = config.appPackages();
      fingerprintKey = config.fingerprintKey();
      fingerprints = resolver(config);
    }
  }

  Fingerprint fingerprint(Sample sample, long now) {
    Fingerprint own = fingerprints.resolve(sample.entry(), now);
    long[] throwables = sample.throwables();
    ThrowableInfo root = sample.entry().root();
    boolean withFrames = root != null && !root.frames().isEmpty();
    if (throwables.length == 0 || !withFrames || own.kind() == Fingerprint.Kind.CUSTOM) {
      return own;
    }
    Fingerprint first = rethrows.recall(throwables, now);
    if (first != null) {
      return fingerprints.join(sample.entry(), first, now);
    }
    rethrows.remember(throwables[0], own, now);
    return own;
  }

  private static FingerprintResolver resolver(SenderConfig config) {
    return new FingerprintResolver(
        new Fingerprinter(config.ownCode(), config.fingerprintKey(), text -> text));
  }
}
