/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Creates notices of every form and kind from given texts. */
final class NastyNotice {

  private final Random random;
  private final Supplier<String> texts;

  NastyNotice(Random random, Supplier<String> texts) {
    this.random = random;
    this.texts = texts;
  }

  Notice make() {
    if (random.nextInt(20) == 0) {
      return Notices.loss(random.nextBoolean() ? "" : null);
    }
    List<Part> parts = new ArrayList<>();
    int count = 1 + random.nextInt(random.nextInt(40) == 0 ? 200 : 4);
    boolean alike = random.nextBoolean();
    Part.Kind kind = kind();
    for (int i = 0; i < count; i++) {
      parts.add(part(alike ? kind : kind()));
    }
    switch (random.nextInt(4)) {
      case 3:
        return Notices.summary("digest", parts);
      case 0:
        return Notices.digest(random.nextBoolean() ? 10 : count, parts);
      case 1:
        return Notices.parts(null, parts);
      default:
        return Notices.parts(texts.get(), parts);
    }
  }

  Map<DropReason, Long> losses(Notice notice) {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    if (notice.form == Notice.Form.LOSS || random.nextBoolean()) {
      losses.put(DropReason.QUEUE_FULL, 1L);
      for (DropReason reason : DropReason.values()) {
        losses.merge(reason, (long) random.nextInt(3), Long::sum);
      }
    }
    return losses;
  }

  private Part.Kind kind() {
    Part.Kind[] kinds = Part.Kind.values();
    return kinds[random.nextInt(kinds.length)];
  }

  private Part part(Part.Kind kind) {
    if (kind == Part.Kind.ENTRY) {
      return random.nextBoolean() ? critical() : PartMaker.ofEntry(entry().build());
    }
    LogEntry entry = entry().build();
    PartMaker part =
        PartMaker.part(kind, entry)
            .events(random.nextInt(1_000_000), random.nextInt(1_000_000))
            .since(random.nextInt())
            .last(random.nextInt())
            .silence(random.nextInt(1_000_000))
            .spans((long) random.nextInt(9), (long) random.nextInt(9), 3L)
            .id("5f311b9d");
    if (random.nextBoolean()) {
      part.full();
    }
    if (random.nextBoolean()) {
      part.late();
    }
    return random.nextBoolean() ? part.newText().make() : part.make();
  }

  private Part critical() {
    LogEntry entry = entry().critical(Severity.FATAL).build();
    PartMaker part = PartMaker.critical(entry, 1 + random.nextInt(1_000_000)).id("5f311b9d");
    if (random.nextBoolean()) {
      part.leftBehind().last(random.nextInt());
    }
    return random.nextBoolean() ? part.full().make() : part.make();
  }

  private LogEntry.Builder entry() {
    List<Severity> severities = List.of(Severity.values());
    Severity severity = severities.get(random.nextInt(severities.size()));
    LogEntry.Builder built =
        LogEntry.builder(severity, texts.get(), texts.get())
            .thread(texts.get())
            .timeMillis(random.nextInt());
    for (int i = random.nextInt(3); i > 0; i--) {
      built.keyValue(texts.get(), texts.get());
    }
    if (random.nextInt(4) == 0) {
      built.sql(texts.get(), random.nextInt());
    }
    List<EarlierLine> before = new ArrayList<>();
    for (int i = random.nextInt(3) == 0 ? random.nextInt(21) : 0; i > 0; i--) {
      before.add(new EarlierLine(random.nextInt(), severity, texts.get(), texts.get()));
    }
    built.before(before);
    for (String key : List.of("traceId", "m", "http.request.method", "http.route")) {
      if (random.nextBoolean()) {
        built.mdc(key, texts.get());
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      built.throwable(throwable());
    }
    if (random.nextInt(5) == 0) {
      built.layoutText(texts.get());
    }
    return built;
  }

  private ThrowableInfo throwable() {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      frames.add(
          new StackTraceElement(
              texts.get(),
              texts.get(),
              random.nextBoolean() ? null : texts.get(),
              random.nextInt(100) - 2));
    }
    String message = random.nextInt(4) == 0 ? null : texts.get();
    return new ThrowableInfo(texts.get(), message, frames, random.nextInt(3));
  }
}
