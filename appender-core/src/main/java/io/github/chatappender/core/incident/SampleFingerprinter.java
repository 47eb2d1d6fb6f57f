/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.fingerprint.FingerprintResolver;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fingerprint of a sample: its own, or, if an exception was logged before and thrown
 * again, that of the first sample with it, even if it is wrapped differently. Identifies exceptions
 * by their numbers from the logging thread, and holds none. Used only by the delivery thread.
 */
final class SampleFingerprinter {

  /** How many exceptions are remembered, and for how long. */
  private static final int LIMIT = 512;

  private static final long SPAN = TimeUnit.SECONDS.toNanos(10);

  /** An exception's fingerprint, and when it was first logged. */
  private static final class Seen {

    final Fingerprint fingerprint;
    final long at;

    Seen(Fingerprint fingerprint, long at) {
      this.fingerprint = fingerprint;
      this.at = at;
    }
  }

  /** The latest exceptions by number, the oldest first. */
  private final Map<Long, Seen> latest = new LinkedHashMap<>();

  private SenderConfig config;
  private FingerprintResolver fingerprints;

  SampleFingerprinter(SenderConfig config) {
    this.config = config;
    fingerprints = resolver(config);
  }

  /** Applies new settings; keeps remembered fingerprints if they are still valid. */
  void adopt(SenderConfig changed) {
    boolean valid =
        changed.appPackages.equals(config.appPackages)
            && changed.fingerprintKey.equals(config.fingerprintKey);
    config = changed;
    fingerprints = valid ? fingerprints : resolver(changed);
  }

  Fingerprint fingerprint(Sample sample, long now) {
    Fingerprint own = fingerprints.resolve(sample.entry, now);
    long[] throwables = sample.throwables;
    ThrowableInfo root = sample.entry.root();
    boolean withFrames = root != null && !root.frames.isEmpty();
    if (throwables.length == 0 || !withFrames || own.kind == Fingerprint.Kind.CUSTOM) {
      return own;
    }
    Fingerprint first = recall(throwables, now);
    if (first != null) {
      return fingerprints.join(sample.entry, first, now);
    }
    remember(throwables[0], own, now);
    return own;
  }

  private static FingerprintResolver resolver(SenderConfig config) {
    return new FingerprintResolver(
        new Fingerprinter(config.ownCode, config.fingerprintKey, text -> text));
  }

  private void remember(long throwable, Fingerprint fingerprint, long now) {
    latest.values().removeIf(seen -> now - seen.at > SPAN);
    if (latest.size() == LIMIT) {
      latest.remove(latest.keySet().iterator().next());
    }
    latest.put(throwable, new Seen(fingerprint, now));
  }

  /**
   * Returns the fingerprint of the first of these exceptions that was logged lately; null if none
   * was.
   *
   * @param throwables the number of the logged exception, then those of its causes
   */
  private @Nullable Fingerprint recall(long[] throwables, long now) {
    for (long throwable : throwables) {
      Seen seen = latest.get(throwable);
      if (seen != null && now - seen.at <= SPAN) {
        return seen.fingerprint;
      }
    }
    return null;
  }
}
