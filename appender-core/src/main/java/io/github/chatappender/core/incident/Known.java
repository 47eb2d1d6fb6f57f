/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.model.Tally;
import java.util.List;

/**
 * Describes a known problem and the tallies that count for it. Used only by the delivery thread.
 */
public final class Known {

  /** The problem's fingerprint. */
  public final Fingerprint fingerprint;

  /** The tallies that count for it. */
  public final List<Tally> tallies;

  /** Describes a problem; critical events have no tallies. */
  public Known(Fingerprint fingerprint, List<Tally> tallies) {
    this.fingerprint = fingerprint;
    this.tallies = List.copyOf(tallies);
  }

  /** Returns the id that messages show. */
  public String id() {
    return fingerprint.hex.substring(0, 8);
  }
}
