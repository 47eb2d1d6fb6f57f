/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TrimmerTest {

  private final Trimmer trimmer = new Trimmer(Configs.defaults());

  @Test
  void ordinaryEntry_keepsEverythingShown() {
    LogEntry entry =
        entry("boom")
            .timeMillis(7)
            .thread("exec-4")
            .layoutText("layout")
            .mdc("traceId", "t")
            .keyValue("order", "8123")
            .marker("AUDIT")
            .causesLeftOut(4)
            .critical(Severity.FATAL)
            .throwable(thrown("outer", 20, List.of(thrown("close", 1, List.of()))))
            .throwable(thrown("root", 10, List.of()))
            .build();

    LogEntry trimmed = trimmer.trimmed(entry);

    assertThat(trimmed.message).isEqualTo("boom");
    assertThat(trimmed.severity).isEqualTo(Severity.ERROR);
    assertThat(trimmed.logger).isEqualTo("com.acme.A");
    assertThat(trimmed.timeMillis).isEqualTo(7);
    assertThat(trimmed.thread).isEqualTo("exec-4");
    assertThat(trimmed.layoutText).isEqualTo("layout");
    assertThat(trimmed.mdc("traceId")).isEqualTo("t");
    assertThat(trimmed.keyValues).containsEntry("order", "8123");
    assertThat(trimmed.markers).containsExactly("AUDIT");
    assertThat(trimmed.causesLeftOut).isEqualTo(4);
    assertThat(trimmed.mentionSeverity()).isEqualTo(Severity.FATAL);
    assertThat(trimmed.chain.toString()).isEqualTo(entry.chain.toString());
    assertThat(trimmed.chain.get(0).frames).isEqualTo(entry.chain.get(0).frames);
    assertThat(trimmed.chain.get(0).suppressed.toString()).isEqualTo("[a.E: close]");
    assertThat(trimmed.root().frames).isEqualTo(entry.root().frames);
  }

  @Test
  void rootOfOwnFrames_keepsOneMoreThanItsLinesAndCountsTheRest() {
    ThrowableInfo root =
        trimmer.trimmed(entry("x").throwable(thrown("root", 1_000, List.of())).build()).root();

    assertThat(root.frames).hasSize(13);
    assertThat(root.omittedFrames).isEqualTo(987);
  }

  @Test
  void runOfLibraryFrames_keepsItsEndsAndItsLength() {
    List<StackTraceElement> frames = frames(1_000, i -> "org.springframework.A" + i);
    ThrowableInfo whole = new ThrowableInfo("a.E", "x", frames, 24);

    ThrowableInfo root = trimmer.trimmed(entry("x").throwable(whole).build()).root();

    assertThat(root.frames).hasSize(1_000).startsWith(frames.get(0), frames.get(1));
    assertThat(root.frames.get(999)).isEqualTo(frames.get(999));
    assertThat(root.frames.subList(2, 999)).containsOnly(ThrowableInfo.ELIDED);
    assertThat(root.omittedFrames).isEqualTo(24);
  }

  @Test
  void ownFrameBelowTwoHundredFramesOfLibraries_isKept() {
    List<StackTraceElement> frames =
        frames(
            400, i -> (i == 200 ? "com.acme.A" : i < 20 ? "java.util.B" : "org.hibernate.C") + i);
    ThrowableInfo whole = new ThrowableInfo("a.E", "x", frames, 0);

    ThrowableInfo root = trimmer.trimmed(entry("x").throwable(whole).build()).root();

    assertThat(root.frames).hasSize(400);
    assertThat(root.frames)
        .filteredOn(frame -> !ThrowableInfo.isElided(frame))
        .containsExactly(
            frames.get(0),
            frames.get(1),
            frames.get(20),
            frames.get(199),
            frames.get(200),
            frames.get(201),
            frames.get(399));
  }

  @Test
  void longTexts_areCutAfterTheShownPart() {
    LogEntry.Builder entry = entry("m".repeat(8_000));
    for (int i = 0; i < 16; i++) {
      entry.throwable(thrown("e".repeat(2_000), 64, List.of()));
    }
    entry.keyValue("a", "v".repeat(3_000)).keyValue("b", "v".repeat(3_000));

    LogEntry trimmed = trimmer.trimmed(entry.build());

    assertThat(trimmed.message).hasSize(1_524);
    assertThat(trimmed.chain).extracting(one -> one.message.length()).startsWith(160, 160);
    assertThat(trimmed.root().message).hasSize(512);
    assertThat(trimmed.chain.get(0).frames).hasSize(4);
    assertThat(trimmed.chain.get(0).omittedFrames).isEqualTo(60);
    assertThat(trimmed.keyValues).containsOnlyKeys("a");
    assertThat(trimmed.estimatedBytes()).isLessThan(24_000);
  }

  @Test
  void sixteenSuppressedExceptionsOfAChain_areKept() {
    List<ThrowableInfo> eight = Collections.nCopies(8, thrown("s", 8, List.of()));
    LogEntry.Builder entry = entry("x");
    for (int i = 0; i < 3; i++) {
      entry.throwable(thrown("e", 1, eight));
    }

    List<ThrowableInfo> chain = trimmer.trimmed(entry.build()).chain;

    assertThat(chain).extracting(one -> one.suppressed.size()).containsExactly(8, 8, 0);
    assertThat(chain)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.suppressedLeftOut)
        .containsExactly(0, 0, 8);
    assertThat(chain.get(0).suppressed.get(0).frames).hasSize(1);
  }

  private static LogEntry.Builder entry(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.A", message);
  }

  private static ThrowableInfo thrown(String message, int frames, List<ThrowableInfo> suppressed) {
    return new ThrowableInfo(
        "a.E", message, frames(frames, i -> "com.acme.A" + i), 0, suppressed, 0);
  }

  private static List<StackTraceElement> frames(int count, IntFunction<String> type) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new StackTraceElement(type.apply(i), "run", "A.java", i));
    }
    return frames;
  }
}
