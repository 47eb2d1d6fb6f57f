/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that everything is due at once after the JVM's exit has begun, as long as it lives. */
class ExitFlushTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static LoopRig exiting(Settings settings) {
    LoopRig rig = new LoopRig(settings.set(Setting.FIRST_WAIT, "60 s"));
    rig.requests.exit(rig.ticker.read() + Duration.ofDays(365).toNanos());
    return rig;
  }

  @Test
  void firstNotice_doesNotWait() {
    LoopRig rig = exiting(LoopRig.grouped());
    rig.append("boom");

    rig.settle();

    assertThat(rig.postMillis()).containsExactly(0L);
    rig.assertAccounts(1, 0);
  }

  @Test
  void laterEvents_waitOnlyForTheSpacing() {
    LoopRig rig = exiting(LoopRig.grouped());
    rig.append("com.acme.A", "one");
    rig.run(Duration.ofMillis(500));
    rig.append("com.acme.B", "two");
    rig.append("com.acme.C", "three");
    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).startsWith(0L, 1_100L);
    rig.assertAccounts(3, 0);
  }

  @Test
  void repeatWithoutASample_isPostedWithinASecond() {
    LoopRig rig = exiting(LoopRig.grouped());
    rig.append("boom");
    rig.settle();
    rig.run(Duration.ofMillis(500));
    rig.append("boom");

    rig.runUntilMillis(1_100);

    assertThat(rig.posts()).hasSize(2);
    rig.assertAccounts(2, 0);
  }

  @Test
  void budget_isNotOverdrawn() {
    LoopRig rig =
        exiting(LoopRig.grouped().set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "1"));
    for (String logger : List.of("com.acme.A", "com.acme.B", "com.acme.C")) {
      rig.append(logger, "boom");
      rig.run(Duration.ofSeconds(2));
    }
    rig.run(Duration.ofSeconds(50));

    assertThat(rig.postMillis()).containsExactly(0L);
  }

  @Test
  void withoutMoreEvents_theLoopSleeps() {
    LoopRig rig = exiting(LoopRig.grouped());
    rig.append("boom");
    rig.settle();

    assertThat(rig.settle()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void failure_isRetriedAfterItsPause() {
    LoopRig rig = exiting(LoopRig.grouped());
    rig.transport.next(Reply.status(503));
    rig.append("boom");

    rig.run(TIMEOUT);

    assertThat(rig.postMillis()).containsExactly(0L, 1_500L);
    rig.assertAccounts(1, 0);
  }

  @Test
  void flushAndClose_takePrecedence() {
    LoopRig rig = exiting(LoopRig.grouped());
    rig.append("boom");
    FlushRequest flush = rig.flush(TIMEOUT);
    rig.settle();
    boolean flushed = flush.await(0);
    rig.append("com.acme.B", "bang");
    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(flushed).isTrue();
    assertThat(rig.requests.isFinished()).isTrue();
    rig.assertAccounts(2, 0);
  }

  @Test
  void unansweredPost_isReportedAsTheCause() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.ticker.advanceEachRead(1_000);
    rig.transport.next(Reply.never());
    rig.append("boom");
    rig.flush(TIMEOUT);
    rig.settle();

    rig.ticker.advance(Duration.ofSeconds(2).toNanos());

    assertThat(rig.loop.destination.trouble())
        .isEqualTo(
            "posting to chat.googleapis.com/spaces/AAA fails: no answer within 2000 ms; if it"
                + " needs longer, raise shutdownTimeout");
  }
}
