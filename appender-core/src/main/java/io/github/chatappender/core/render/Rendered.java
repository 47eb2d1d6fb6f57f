/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a message ready to post. Immutable. */
public final class Rendered {

  /** The parts that are shown, as text or as part of a count. */
  public final Notice notice;

  /** How much of them is shown. */
  public final Fidelity fidelity;

  /** Who is mentioned: user ids or {@code all}. */
  public final List<String> mentions;

  /** The key of the thread, null if the message has none. */
  public final @Nullable String threadKey;

  /** JSON in UTF-8; not to be changed. */
  public final byte[] body;

  public Rendered(
      Notice notice,
      Fidelity fidelity,
      List<String> mentions,
      @Nullable String threadKey,
      byte[] body) {
    this.notice = notice;
    this.fidelity = fidelity;
    this.mentions = List.copyOf(mentions);
    this.threadKey = threadKey;
    this.body = body;
  }
}
