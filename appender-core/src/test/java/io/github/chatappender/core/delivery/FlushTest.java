/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that flushing posts pending events at once, and everything continues. */
class FlushTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static boolean isFulfilled(FlushRequest request) {
    return request.await(0);
  }

  @Test
  void postsAtOnceAndThenContinuesAsBefore() {
    LoopRig rig = new LoopRig();
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.runUntilMillis(5_000);
    rig.append("three");
    rig.run(Duration.ofMinutes(1));

    assertThat(isFulfilled(flush)).isTrue();
    assertThat(rig.postMillis()).containsExactly(0L, 6_000L);
    assertThat(rig.post(0).text()).startsWith("🔴 *ERROR* shop — two in `B`").contains("one");
    assertThat(rig.requests.isFinished()).isFalse();
    rig.assertAccounts(3, 0);
  }

  @Test
  void keepsAFailedMessageForItsRetry() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(503), Reply.status(503));
    rig.append("boom");

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.run(Duration.ofMinutes(1));

    assertThat(isFulfilled(flush)).isFalse();
    assertThat(rig.postMillis()).containsExactly(0L, 1_500L, 4_500L);
    assertThat(rig.posts())
        .extracting(post -> post.parameters)
        .containsOnly(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void keepsAFrozenMessageDuringAPause() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.retryAfter(503, "60"));
    rig.append("boom");
    rig.runUntilMillis(2_000);

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.run(Duration.ofMinutes(2));

    assertThat(isFulfilled(flush)).isFalse();
    assertThat(rig.postMillis()).containsExactly(1_000L, 61_000L);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    rig.assertAccounts(1, 0);
  }

  @Test
  void keepsEventsStillPendingAtItsDeadline() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(8)));
    rig.append("boom");

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.runUntilMillis(7_999);
    boolean fulfilled = isFulfilled(flush);
    rig.run(Duration.ofMinutes(1));

    assertThat(fulfilled).isFalse();
    assertThat(rig.post(0).isCancelled()).isFalse();
    assertThat(rig.posts()).hasSize(1);
    rig.assertAccounts(1, 0);
  }

  @Test
  void isNotCompletedByLossesOfLaterEvents() {
    LoopRig rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "16"));
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(2)));
    rig.appendMany(10, "boom");

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.settle();
    rig.appendMany(16, "later");
    rig.settle();
    rig.appendMany(50, "too many");
    rig.runUntilMillis(1_999);
    boolean fulfilledBefore = isFulfilled(flush);
    rig.runUntilMillis(2_000);

    assertThat(fulfilledBefore).isFalse();
    assertThat(isFulfilled(flush)).isTrue();
  }

  @Test
  void isCompletedWhenPendingEventsAreLost() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(403));
    rig.append("boom");

    FlushRequest flush = rig.flush(TIMEOUT);
    rig.settle();

    assertThat(isFulfilled(flush)).isTrue();
    rig.assertAccounts(0, 1);
  }

  @Test
  void concurrentFlushes_overdrawTheBudgetByOne() {
    LoopRig rig =
        new LoopRig(settings().set(Setting.MESSAGES_PER_MINUTE, "1").set(Setting.BURST, "1"));
    rig.append("zero");
    rig.runUntilMillis(3_000);
    for (int i = 1; i <= 5; i++) {
      rig.append("flushed " + i);
      rig.flush(TIMEOUT);
      rig.run(TIMEOUT);
    }

    rig.run(Duration.ofMinutes(10));

    assertThat(rig.postMillis()).containsExactly(1_000L, 3_000L, 121_000L);
    rig.assertAccounts(6, 0);
  }

  @Test
  void close_endsWaitingFlushes() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.never());
    rig.append("boom");
    FlushRequest flush = rig.flush(Duration.ofMinutes(1));
    rig.settle();

    rig.close(TIMEOUT);
    rig.run(TIMEOUT);

    assertThat(rig.requests.isFinished()).isTrue();
    assertThat(isFulfilled(flush)).isFalse();
  }
}
