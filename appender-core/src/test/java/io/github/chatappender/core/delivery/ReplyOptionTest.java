/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplyOptionTest {

  private static final String FALLBACK = "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";
  private static final String FAIL = "REPLY_MESSAGE_OR_FAIL";
  private static final Reply NOT_FOUND = Reply.error(404, "NOT_FOUND", "No such thread");
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void byDefault_everyMessageMayOpenItsThread() {
    LoopRig rig = new LoopRig();

    rig.append("one");
    rig.run(TEN_SECONDS);
    rig.append("two");
    rig.run(TEN_SECONDS);

    assertThat(rig.posts()).extracting(SentPost::replyOption).containsExactly(FALLBACK, FALLBACK);
    assertThat(rig.posts())
        .extracting(SentPost::threadKey)
        .containsOnly("gca:shop::logger:com.acme.A:2026-03-01");
  }

  @Test
  void withFail_onlyRepliesCanFail() {
    LoopRig rig = new LoopRig(settings().set(Setting.REPLY_OPTION, "fail"));

    rig.append("com.acme.A", "one");
    rig.run(TEN_SECONDS);
    rig.append("com.acme.A", "two");
    rig.run(TEN_SECONDS);
    rig.append("com.acme.B", "three");
    rig.run(TEN_SECONDS);

    assertThat(rig.posts())
        .extracting(SentPost::replyOption)
        .containsExactly(FALLBACK, FAIL, FALLBACK);
  }

  @Test
  void failedOpeningMessage_opensNoThread() {
    LoopRig rig = new LoopRig(settings().set(Setting.REPLY_OPTION, "fail"));
    rig.transport.next(2, Reply.status(400));

    rig.append("one");
    rig.run(TEN_SECONDS);
    rig.append("two");
    rig.run(TEN_SECONDS);

    assertThat(rig.post(3).text()).contains("two");
    assertThat(rig.post(3).replyOption()).isEqualTo(FALLBACK);
  }

  @Test
  void missingThread_losesTheReplyAndIsOpenedAgain() {
    LoopRig rig = new LoopRig(settings().set(Setting.REPLY_OPTION, "fail"));
    rig.transport.next(Reply.ok(), NOT_FOUND);

    rig.append("one");
    rig.run(TEN_SECONDS);
    rig.append("two");
    rig.run(Duration.ofSeconds(1));
    DeliveryStats.State after = rig.stats().state();
    rig.append("three");
    rig.run(TEN_SECONDS);

    assertThat(rig.postMillis()).containsExactly(1_000L, 11_000L, 12_100L);
    assertThat(rig.posts())
        .extracting(SentPost::replyOption)
        .containsExactly(FALLBACK, FAIL, FALLBACK);
    assertThat(rig.post(2).text()).contains("three", "1 event not shown: thread gone");
    assertThat(after).isEqualTo(DeliveryStats.State.OK);
    assertThat(rig.told("fault")).isEmpty();
    assertThat(rig.stats().dropped(DropReason.THREAD_GONE)).isEqualTo(1);
    rig.assertAccounts(2, 1);
  }

  @Test
  void lossesWithAMissingThread_areReportedInANewOne() {
    LoopRig rig =
        new LoopRig(
            settings().set(Setting.REPLY_OPTION, "fail").set(Setting.THREAD_BY, "application"));
    rig.transport.next(Reply.ok(), NOT_FOUND);

    rig.append("one");
    rig.run(TEN_SECONDS);
    rig.append(
        FakeEvent.of(
            Severity.ERROR,
            () -> {
              throw new IllegalStateException("toString of an argument");
            }));
    rig.run(TEN_SECONDS);

    assertThat(rig.posts())
        .extracting(SentPost::replyOption)
        .containsExactly(FALLBACK, FAIL, FALLBACK);
    assertThat(rig.post(1).text())
        .isEqualTo(
            "⚠️ shop — 1 event not shown: event could not be read, mostly from `c.a.shop.OrderService`");
    assertThat(rig.post(2).text()).isEqualTo(rig.post(1).text());
  }

  @Test
  void notFoundForAnOpeningMessage_isAWebhookFault() {
    LoopRig rig = new LoopRig(settings().set(Setting.REPLY_OPTION, "fail"));
    rig.transport.next(NOT_FOUND);

    rig.append("one");
    rig.run(TEN_SECONDS);

    assertThat(rig.told("fault")).hasSize(1);
    assertThat(rig.stats().state()).isEqualTo(DeliveryStats.State.BROKEN);
    rig.assertAccounts(0, 1);
  }

  @Test
  void withoutThreads_neitherKeyNorOptionIsSent() {
    LoopRig rig =
        new LoopRig(settings().set(Setting.THREAD_BY, "none").set(Setting.REPLY_OPTION, "fail"));

    rig.append("com.acme.A", "one");
    rig.append("com.acme.B", "two");
    rig.run(TEN_SECONDS);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).text()).contains("one", "two");
    assertThat(rig.post(0).body).doesNotContain("thread\"");
    assertThat(rig.post(0).parameters).isEqualTo("&requestId=" + rig.post(0).requestId());
  }
}
