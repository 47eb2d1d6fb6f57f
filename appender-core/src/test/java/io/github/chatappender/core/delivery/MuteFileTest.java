/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuteFileTest {

  private static final String PATH = "/etc/mutes";

  private final LoopRig.Around around = new LoopRig.Around();
  private final String id = idOfBoom();

  @Test
  void lineOfTheFile_mutesFromTheFirstEventToItsEnd() {
    LoopRig rig = rig("# until the provider is back\n\n" + id + " 2026-03-01T12:30Z # ticket 7\n");

    rage(rig, 60);
    assertThat(rig.posts()).isEmpty();
    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).millis()).isEqualTo(1_800_000);
    rig.assertAccounts(60, 0);
    assertThat(rig.told("alert")).isEmpty();
  }

  @Test
  void newLine_isSeenWithinAMinuteAndItsRemovalToo() {
    LoopRig rig = rig("");
    rage(rig, 10);
    around.file(PATH, id.toUpperCase(Locale.ROOT) + "\t2026-03-01T14:00+01:00");
    rig.runUntilMillis(60_000);
    assertThat(rig.texts())
        .filteredOn(text -> text.contains(" · muted until 2026-03-01 13:00Z"))
        .hasSize(1);

    around.file(PATH, "");
    rig.runUntilMillis(120_000);

    assertThat(rig.texts()).filteredOn(text -> text.contains(" · mute over")).hasSize(1);
    rig.assertAccounts(10, 0);
  }

  @Test
  void fileIsReadOnceAMinuteWhileSomethingIsOpen_andNotWhenIdle() {
    LoopRig rig = rig("");
    rig.append("boom");
    rig.run(Duration.ofMinutes(10));
    assertThat(reads()).isEqualTo(11);

    rig.run(Duration.ofHours(10));

    assertThat(reads()).as("quiet after 15 minutes").isLessThanOrEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b7d8334 2026-03-01T13:00Z | be an id of 8 hex digits and an end, as in b7d8334e 2026-12-01T08:00Z",
        "b7d8334e | be an id of 8 hex digits and an end, as in b7d8334e 2026-12-01T08:00Z",
        "b7d8334g 2026-03-01T13:00Z | be an id of 8 hex digits and an end, as in b7d8334e 2026-12-01T08:00Z",
        "b7d8334e 2026-03-01T13:00Z Monday | be an id of 8 hex digits and an end, as in b7d8334e 2026-12-01T08:00Z",
        "b7d8334e Monday | have an end with its zone, as in 2026-12-01T08:00Z or 2026-12-01T09:00+01:00",
        "b7d8334e 2026-03-01T13:00 | have an end with its zone, as in 2026-12-01T08:00Z or 2026-12-01T09:00+01:00",
        "b7d8334e 2026-03-09T13:00Z | end within 7 days",
      })
  void badLine_isReportedOnceAndTheOthersHold(String line, String rule) {
    LoopRig rig = rig(id + " 2026-03-01T13:00Z\n\n" + line + "\n");

    rage(rig, 300);

    assertThat(rig.told("alert"))
        .containsExactly("muteFile line 3 must " + rule + ": " + line + "; ignored");
    assertThat(rig.posts()).isEmpty();
  }

  @Test
  void secretInABadLine_isNotShown() {
    LoopRig rig = rig(LoopRig.ADDRESS);

    rage(rig, 1);

    assertThat(rig.told("alert")).hasSize(1);
    assertThat(rig.told("alert").get(0)).doesNotContain("key-of-tests", "token-of-tests");
  }

  @Test
  void expiredLine_isIgnoredWithoutAWord() {
    LoopRig rig = rig(id + " 2026-02-28T13:00Z");

    rage(rig, 2);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.told("alert")).isEmpty();
  }

  @Test
  void missingFile_isNoFault() {
    LoopRig rig = new LoopRig(settings(), around);

    rage(rig, 120);

    assertThat(rig.posts()).isNotEmpty();
    assertThat(rig.told("alert")).isEmpty();
  }

  @Test
  void unreadableFile_isReportedOnceAndEarlierMutesHold() {
    LoopRig rig = rig(id + " 2026-03-01T13:00Z");
    rage(rig, 10);
    around.facts.brokenFile(PATH, new IOException("denied"));

    rage(rig, 200);

    assertThat(rig.posts()).isEmpty();
    assertThat(rig.told("alert"))
        .containsExactly("muteFile could not be read; earlier mutes still apply: IOException");
  }

  @Test
  void linesBeyondTheLimit_areReported() {
    LoopRig rig =
        rig(
            IntStream.range(0, 201)
                .mapToObj(i -> String.format("%08x 2026-03-01T13:00Z", i))
                .collect(Collectors.joining("\n")));

    rage(rig, 1);

    assertThat(rig.mutes.ends()).hasSize(200);
    assertThat(rig.told("alert"))
        .containsExactly(
            "muteFile line 201 must be one of the first 200: 000000c8 2026-03-01T13:00Z; ignored");
  }

  @Test
  void laterEnd_ofCodeAndFile_counts() {
    LoopRig rig = rig(id + " 2026-03-01T12:10Z");
    rig.mutes.mute(
        id, rig.clock.instant().plusSeconds(1_200), rig.ticker.read() + 1_200_000_000_000L);

    rage(rig, 3);
    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_200_000L);
  }

  @Test
  void unmuteInCode_leavesTheFilesMute() {
    LoopRig rig = rig(id + " 2026-03-01T12:10Z");
    rage(rig, 3);

    assertThat(rig.mutes.unmute(id)).isFalse();
    rig.run(Duration.ofMinutes(5));

    assertThat(rig.posts()).isEmpty();
  }

  @Test
  void newSettingsWithoutTheFile_endItsMutes() {
    LoopRig rig = rig(id + " 2026-03-01T13:00Z");
    rage(rig, 3);

    rig.reconfigure(LoopRig.grouped());
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.posts()).hasSize(1);
    rig.assertAccounts(3, 0);
  }

  @Test
  void stop_reportsTheCountAndTheFileMutesTheNextStart() {
    String line = id + " 2026-03-01T13:00Z";
    LoopRig rig = rig(line);
    rage(rig, 3);
    rig.close(Duration.ofSeconds(3));
    rig.run(Duration.ofSeconds(3));
    rig.assertAccounts(3, 0);

    LoopRig next = rig(line);
    rage(next, 3);

    assertThat(next.posts()).isEmpty();
  }

  private long reads() {
    return around.facts.filesRead().stream().filter(PATH::equals).count();
  }

  private LoopRig rig(String text) {
    return new LoopRig(settings(), around.file(PATH, text));
  }

  private static Settings settings() {
    return LoopRig.grouped().set(Setting.MUTE_FILE, PATH);
  }

  private static String idOfBoom() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.append("boom");
    rig.settle();
    return rig.loop.openProblems().listed.get(0).id();
  }

  private static void rage(LoopRig rig, int seconds) {
    for (int second = 0; second < seconds; second++) {
      rig.append("boom");
      rig.run(Duration.ofSeconds(1));
    }
  }
}
