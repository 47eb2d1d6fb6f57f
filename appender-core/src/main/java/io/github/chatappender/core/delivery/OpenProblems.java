/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.render.MessageRenderer;
import io.github.chatappender.core.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Holds the problems that were open at one step of the loop. Immutable. */
final class OpenProblems {

  static final OpenProblems NONE = new OpenProblems(List.of(), 0);

  private static final int PLACE_CHARS = 300;

  final List<OpenProblem> listed;
  final int count;

  private OpenProblems(List<OpenProblem> listed, int count) {
    this.listed = listed;
    this.count = count;
  }

  /** Describes problems; only the first hundred are listed. */
  static OpenProblems of(List<Part> parts, MessageRenderer renderer) {
    return new OpenProblems(
        parts.stream()
            .limit(DeliveryStats.MOST_PROBLEMS)
            .map(part -> problem(part, renderer))
            .collect(Collectors.toUnmodifiableList()),
        parts.size());
  }

  private static OpenProblem problem(Part part, MessageRenderer renderer) {
    return new OpenProblem(
        Objects.requireNonNull(part.id()),
        Texts.ellipsed(renderer.subject(part), PLACE_CHARS),
        part.severity,
        part.total,
        part.count,
        Instant.ofEpochMilli(part.sinceMillis),
        Instant.ofEpochMilli(part.lastMillis),
        renderer.threadKey(part),
        part.mutedUntilMillis == 0 ? null : Instant.ofEpochMilli(part.mutedUntilMillis));
  }
}
