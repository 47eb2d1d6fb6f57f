/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.DropReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that a defect, ours or the host's, costs the current piece, once, and never the loop. */
class DefectTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static void throwException() {
    throw new IllegalStateException("defect");
  }

  private static void throwError() {
    throw new NoClassDefFoundError("a class that an undeployment took away");
  }

  @Test
  void rendererException_losesOneEntry() {
    LoopRig rig = new LoopRig();
    rig.clock.breakRendering(1, DefectTest::throwException);
    rig.appendMany(3, "boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text())
        .contains("boom 2", "boom 3", "1 event not shown: message could not be rendered");
    assertThat(rig.stats().dropped(DropReason.RENDER_FAILED)).isEqualTo(1);
    assertThat(rig.told("warn"))
        .containsExactly(
            "a message could not be rendered because of a defect in the appender:"
                + " java.lang.IllegalStateException");
    rig.assertAccounts(2, 1);
  }

  @Test
  void rendererError_losesOneEntry() {
    LoopRig rig = new LoopRig();
    rig.clock.breakRendering(1, DefectTest::throwError);
    rig.appendMany(3, "boom");

    rig.run(MINUTE);

    assertThat(rig.stats().dropped(DropReason.RENDER_FAILED)).isEqualTo(1);
    rig.assertAccounts(2, 1);
  }

  @Test
  void rendererThatAlwaysFails_neitherSpinsNorRetainsEntries() {
    LoopRig rig = new LoopRig();
    rig.clock.breakRendering(Integer.MAX_VALUE, DefectTest::throwException);
    rig.appendMany(3, "boom");

    rig.run(MINUTE);
    long sleep = rig.settle();

    assertThat(sleep).isEqualTo(Long.MAX_VALUE);
    assertThat(rig.posts()).isEmpty();
    rig.assertAccounts(0, 3);
  }

  @Test
  void rendererFailureInTheSimplerForm_losesThatMessage() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(400).after(Duration.ofSeconds(1)));
    rig.appendMany(2, "boom");
    rig.runUntilMillis(1_500);
    rig.append("next");
    rig.clock.breakRendering(1, DefectTest::throwException);

    rig.run(MINUTE);

    assertThat(rig.post(1).text()).contains("next", "2 events not shown");
    rig.assertAccounts(1, 2);
  }

  @Test
  void transportThatThrows_isAFailedAttemptAndLosesNothing() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.throwing(new IllegalStateException("defect")));
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 3_600L);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    assertThat(rig.told("warn"))
        .containsExactly(
            "posting to chat.googleapis.com/spaces/AAA fails: the request could not be created:"
                + " java.lang.IllegalStateException");
    rig.assertAccounts(2, 0);
  }

  @Test
  void unreadableAnswer_isAFailedAttemptAndLosesNothing() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.unreadable());
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void criticalEventWithUnreadableAnswers_isKeptUntilOneIsReadable() {
    LoopRig rig = new LoopRig();
    rig.transport.next(50, Reply.unreadable());
    rig.critical("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(51);
    assertThat(rig.posts())
        .extracting(post -> post.parameters)
        .containsOnly(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void criticalEvent_isKeptWhileStepsFail() {
    int[] failures = {0};
    LoopRig rig =
        new LoopRig(
            settings(),
            new LoopRig.Around()
                .random(
                    () -> {
                      if (failures[0]++ < 20) {
                        throw new IllegalStateException("defect");
                      }
                      return 0.5;
                    }));
    rig.transport.next(20, Reply.status(503));
    rig.critical("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(21);
    rig.assertAccounts(1, 0);
  }

  @Test
  void hostThatThrowsOnRecovery_doesNotDoubleCount() {
    LoopRig rig = new LoopRig(settings(), new LoopRig.Around().diagnostics(new ThrowingHost()));
    rig.transport.next(Reply.error(403, "PERMISSION_DENIED", "Bad token"), Reply.ok());
    rig.append("one");
    rig.runUntilMillis(100_000);
    rig.append("two");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(2);
    rig.assertAccounts(1, 1);
  }

  @Test
  void hostThatThrowsOnFailure_losesNothing() {
    LoopRig rig = new LoopRig(settings(), new LoopRig.Around().diagnostics(new ThrowingHost()));
    rig.transport.next(Reply.status(503), Reply.ok());
    rig.append("one");
    rig.runUntilMillis(20_000);
    rig.append("two");

    rig.run(MINUTE);

    rig.assertAccounts(2, 0);
  }

  /** A host whose status system fails, except for plain warnings. */
  private static final class ThrowingHost implements Diagnostics {

    @Override
    public void info(String message) {
      throw new IllegalStateException("no console");
    }

    @Override
    public void warn(String message) {
      if (!message.startsWith("a delivery step failed")) {
        throw new IllegalStateException("no console");
      }
    }

    @Override
    public void alert(String message) {
      throw new IllegalStateException("no console");
    }

    @Override
    public void fault(String message) {
      // expected
    }
  }
}
