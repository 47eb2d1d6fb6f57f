/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Notice;
import org.jspecify.annotations.Nullable;

/** Holds a message ready to post. Immutable. */
public final class Rendered {

  /** The parts that are shown, as text or as part of a count. */
  public final Notice notice;

  /** How much of them is shown. */
  public final Fidelity fidelity;

  /** Whether the message mentions a user. */
  public final boolean mentions;

  /** The key of the thread, null if the message has none. */
  public final @Nullable String threadKey;

  /** JSON in UTF-8; not to be changed. */
  public final byte[] body;

  public Rendered(
      Notice notice, Fidelity fidelity, boolean mentions, @Nullable String threadKey, byte[] body) {
    this.notice = notice;
    this.fidelity = fidelity;
    this.mentions = mentions;
    this.threadKey = threadKey;
    this.body = body;
  }
}
