/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressAndProbeTest {

  private static final Reply FORBIDDEN = Reply.error(403, "PERMISSION_DENIED", "Bad token");
  private static final String ELSEWHERE =
      "https://chat.googleapis.com/v1/spaces/BBB/messages?key=key-of-tests&token=token-of-tests";

  @Test
  void theFirstMessageToANewAddressMayOpenItsThread() {
    LoopRig rig = new LoopRig(failing());
    rig.append("opens the thread in the old space");
    rig.run(Duration.ofMinutes(1));

    rig.reconfigure(failing().set(Setting.WEBHOOK_URL, ELSEWHERE));
    rig.append("opens the thread in the new space");
    rig.run(Duration.ofMinutes(1));
    rig.append("replies");
    rig.run(Duration.ofMinutes(1));

    assertThat(rig.post(1).replyOption()).isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    assertThat(rig.post(2).replyOption()).isEqualTo("REPLY_MESSAGE_OR_FAIL");
    rig.assertAccounts(3, 0);
  }

  @Test
  void aBrokenWebhookForgetsItsThreads() {
    LoopRig rig = new LoopRig(failing());
    rig.append("opens the thread");
    rig.run(Duration.ofMinutes(1));
    rig.transport.next(FORBIDDEN);
    rig.append("is lost with the webhook");
    rig.run(Duration.ofMinutes(1));
    rig.append("opens it again");
    rig.run(Duration.ofHours(1));

    assertThat(rig.post(2).replyOption()).isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    rig.assertAccounts(2, 1);
  }

  @Test
  void probeWithARefusedMessage_showsThatTheWebhookWorks() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN, Reply.status(400), Reply.ok());
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.append("second");

    rig.run(Duration.ofHours(1));

    assertThat(rig.stats().state()).isEqualTo(DeliveryStats.State.OK);
    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L, 602_100L);
    rig.assertAccounts(1, 1);
  }

  @Test
  void finalFlush_doesNotRetryAfter401() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(401));
    rig.append("boom");

    rig.close(Duration.ofSeconds(10));
    rig.run(Duration.ofSeconds(10));

    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).text())
        .isEqualTo("⚠️ shop — 1 event not shown: stopped, mostly from `c.acme.A`");
  }

  @Test
  void refusedSummary_isPostedAgainAsItsFirstLineAndACount() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(400), Reply.ok());
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    rig.close(Duration.ofSeconds(10));
    rig.run(Duration.ofSeconds(10));

    assertThat(rig.post(0).text()).contains("one", "two");
    assertThat(rig.post(1).text()).isEqualTo("🔴 *ERROR* shop — two in `B`\n… and 1 more");
    assertThat(rig.post(1).requestId()).isNotEqualTo(rig.post(0).requestId());
    rig.assertAccounts(2, 0);
  }

  @Test
  void theNextPostStartsASecondAfterTheLastAnswer() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.ok().after(Duration.ofMillis(700)));
    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");

    rig.run(Duration.ofMinutes(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_700L);
  }

  private static Settings failing() {
    return LoopRig.settings().set(Setting.REPLY_OPTION, "fail");
  }
}
