/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.DropReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a message says besides its notice: events that were lost since the last message, and
 * settings that cannot be used. Immutable.
 */
public final class Footer {

  final Map<DropReason, Long> losses;
  final @Nullable String busiestLogger;
  final List<String> faults;

  /**
   * Creates a footer.
   *
   * @param losses how many events were lost, by reason
   * @param busiestLogger the logger that lost most of them, null if it is not known
   * @param faults one line for each setting that cannot be used, without secrets
   */
  public Footer(Map<DropReason, Long> losses, @Nullable String busiestLogger, List<String> faults) {
    this.losses = Map.copyOf(losses);
    this.busiestLogger = busiestLogger;
    this.faults = List.copyOf(faults);
  }
}
