/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes notices of every form and kind whose texts are {@link NastyText}. */
final class NastyNotice {

  static SenderConfig config(Random random) {
    return Configs.with(
        Map.of(
            Setting.MESSAGE_CHARS, "" + (50 + random.nextInt(1_951)),
            Setting.STACK_LINES, "" + random.nextInt(101),
            Setting.ENVIRONMENT, "<users/all>*_`](#"));
  }

  static Notice of(Random random) {
    List<Part> parts = new ArrayList<>();
    int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 4);
    for (int i = 0; i < count; i++) {
      parts.add(part(random));
    }
    switch (random.nextInt(3)) {
      case 0:
        return Notices.digest(random.nextBoolean() ? 10 : count, parts);
      case 1:
        return Notices.parts(null, parts);
      default:
        return Notices.parts(NastyText.of(random, 2_000), parts);
    }
  }

  private static Part part(Random random) {
    Part.Kind[] kinds = Part.Kind.values();
    Part.Kind kind = kinds[random.nextInt(kinds.length)];
    LogEntry entry = entry(random);
    if (kind == Part.Kind.ENTRY) {
      return PartMaker.ofEntry(entry);
    }
    PartMaker part =
        PartMaker.part(kind, entry)
            .events(random.nextInt(1_000_000), random.nextInt(1_000_000))
            .since(random.nextInt())
            .last(random.nextInt())
            .silence(random.nextInt(1_000_000))
            .id("5f311b9d");
    if (random.nextBoolean()) {
      part.full();
    }
    return random.nextBoolean() ? part.newText().make() : part.make();
  }

  private static LogEntry entry(Random random) {
    int size = random.nextInt(8) == 0 ? 1_000 : 20;
    List<Severity> severities = List.of(Severity.values());
    Severity severity = severities.get(random.nextInt(severities.size()));
    LogEntry.Builder built =
        LogEntry.builder(severity, NastyText.of(random, size), NastyText.of(random, size))
            .thread(NastyText.of(random, size))
            .timeMillis(random.nextInt());
    for (int i = random.nextInt(3); i > 0; i--) {
      built.keyValue(NastyText.of(random, size), NastyText.of(random, size));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      built.throwable(throwable(random, size));
    }
    if (random.nextInt(5) == 0) {
      built.layoutText(NastyText.of(random, size));
    }
    return built.build();
  }

  private static ThrowableInfo throwable(Random random, int size) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      frames.add(
          new StackTraceElement(
              NastyText.of(random, size),
              NastyText.of(random, size),
              random.nextBoolean() ? null : NastyText.of(random, size),
              random.nextInt(100) - 2));
    }
    String message = random.nextInt(4) == 0 ? null : NastyText.of(random, size);
    return new ThrowableInfo(NastyText.of(random, size), message, frames, random.nextInt(3));
  }

  private NastyNotice() {}
}
