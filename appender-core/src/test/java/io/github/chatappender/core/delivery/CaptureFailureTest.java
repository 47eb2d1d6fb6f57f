/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests events of one statement, some of them unreadable. */
class CaptureFailureTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LoopRig rig = new LoopRig(LoopRig.grouped());

  /**
   * Returns an event of the statement; its text is built when it is copied, and its format cannot
   * replace it.
   */
  private FakeEvent event(Supplier<String> text) {
    return FakeEvent.of(Severity.ERROR, text)
        .template(" ", true)
        .timeMillis(rig.clock.instant().toEpochMilli());
  }

  private FakeEvent unreadable() {
    return event(
        () -> {
          throw new IllegalStateException("toString of an argument");
        });
  }

  private FakeEvent readable() {
    return event(() -> "Order 7 failed");
  }

  @Test
  void unreadableEvent_isDroppedAndReportedAtOnce() {
    rig.append(unreadable());

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text()).contains("1 event not shown: event could not be read");
    assertThat(rig.stats().dropped(DropReason.CAPTURE_FAILED)).isEqualTo(1);
    rig.assertAccounts(0, 1);
  }

  private FakeEvent laidOut(Supplier<String> layout) {
    return FakeEvent.error("boom")
        .thrown(new IllegalStateException("why"))
        .layout(layout)
        .timeMillis(rig.clock.instant().toEpochMilli());
  }

  private List<String> layoutLines() {
    return rig.diagnostics.lines().stream()
        .filter(line -> line.contains("layout"))
        .collect(Collectors.toList());
  }

  @Test
  void layoutThatThrows_leavesTextAndStackAndIsReportedOnceAnHour() {
    Supplier<String> broken =
        () -> {
          throw new IllegalArgumentException("no such user");
        };
    rig.append(laidOut(broken));
    rig.run(Duration.ofSeconds(2));
    List<String> said = layoutLines();
    for (int i = 0; i < 61; i++) {
      rig.append(laidOut(broken));
      rig.run(MINUTE);
    }

    assertThat(rig.post(0).text())
        .contains("boom\n", "```\njava.lang.IllegalStateException: why\n");
    assertThat(said)
        .containsExactly(
            "warn: the layout failed for 1 event (java.lang.IllegalArgumentException): its own text and"
                + " stack trace are posted instead. Check this appender's layout. This line appears"
                + " at most once an hour");
    assertThat(layoutLines()).hasSize(2);
    assertThat(layoutLines().get(1))
        .startsWith(
            "warn: the layout failed for 61 events (java.lang.IllegalArgumentException): their");
    rig.assertAccounts(62, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t ", "\u001B[31m\u001B[0m", "\u200B"})
  void layoutWithNothingVisible_leavesTextAndStackAndReportsNothing(String output) {
    rig.append(laidOut(() -> output));

    rig.run(MINUTE);

    assertThat(rig.post(0).text())
        .contains("boom\n", "```\njava.lang.IllegalStateException: why\n");
    assertThat(layoutLines()).isEmpty();
  }

  @Test
  void unreadableRepeat_isCountedForItsProblem() {
    rig.append(readable());
    rig.run(Duration.ofSeconds(5));
    rig.append(unreadable());

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L);
    assertThat(rig.post(1).text()).contains("×1").doesNotContain("not shown");
    rig.assertAccounts(2, 0);
  }

  /** The count may already be taken when the copy fails; it must not be settled twice. */
  @Test
  void copyThatFailsAfterItsCountWasTaken_isCountedOnce() {
    rig.append(readable());
    rig.run(Duration.ofSeconds(5));

    rig.append(
        event(
            () -> {
              rig.step();
              throw new IllegalStateException("after the count was taken");
            }));
    rig.run(MINUTE);

    rig.assertAccounts(2, 0);
  }

  @Test
  void countsBehindAFailedCopy_arePostedWithoutAnotherEvent() {
    rig.append(
        event(
            () -> {
              inAnotherThread(() -> rig.append(readable()));
              throw new IllegalStateException("others have been counted by now");
            }));

    rig.run(MINUTE);

    assertThat(rig.stats().pending()).isZero();
    assertThat(rig.posts()).hasSize(1);
  }

  private static void inAnotherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eventAfterAFailedCopy_isPostedWithBothCounted() {
    rig.append(unreadable());
    rig.append(readable());

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).text()).contains("Order 7 failed", "×2");
    rig.assertAccounts(2, 0);
  }

  @Test
  void unreadableEventAfterQuiet_isNotLostSilently() {
    rig.append(readable());
    rig.run(Duration.ofMinutes(20));
    rig.append(unreadable());
    rig.run(MINUTE);

    assertThat(rig.stats().pending()).isZero();
  }
}
