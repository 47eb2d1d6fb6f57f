/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests answers that end a message at once: it is delivered, or it is at fault. */
class SettlingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(strings = {"{}", " \r\n\t{\"name\":\"spaces/AAA/messages/m1\"}", "{ cut off"})
  void status200WithAnObject_meansDelivered(String body) {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(200, body));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.stats().lastSuccess()).isEqualTo(ManualClock.START.plusSeconds(1));
    assertThat(rig.stats().lastFailure()).isNull();
    assertThat(rig.diagnostics.lines()).isEmpty();
    rig.assertAccounts(1, 0);
  }

  @Test
  void alreadyExistsAfterALostAnswer_meansDelivered() {
    LoopRig rig = new LoopRig();
    rig.transport.next(
        Reply.failure("IOException: connection reset"),
        Reply.error(409, "ALREADY_EXISTS", "Message exists"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L);
    assertThat(rig.stats().messages()).isEqualTo(1);
    assertThat(rig.stats().lastFailure()).isEqualTo(ManualClock.START.plusSeconds(1));
    rig.assertAccounts(1, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void refusedMessage_isPostedAsLineOneWithANewRequestId(int status) {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.error(status, "INVALID_ARGUMENT", "Too rich"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L);
    assertThat(rig.post(0).text())
        .isEqualTo("🔴 *ERROR* shop — boom in `A`\n`c.acme.A` · thread `exec-1` · 12:00:00Z");
    assertThat(rig.post(1).text()).isEqualTo("🔴 *ERROR* shop — boom in `A`");
    assertThat(rig.post(1).threadKey()).isEqualTo(rig.post(0).threadKey());
    assertThat(rig.post(1).requestId()).isNotEqualTo(rig.post(0).requestId());
    assertThat(rig.stats().retries()).isZero();
    rig.assertAccounts(1, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void messageRefusedAsLineOne_isDroppedAndReportedInTheNext(int status) {
    LoopRig rig = new LoopRig();
    rig.transport.next(2, Reply.error(status, "INVALID_ARGUMENT", "Bad"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L);
    assertThat(rig.post(2).text())
        .isEqualTo("⚠️ shop — 1 event not shown: refused by the service, mostly from `c.acme.A`");
    assertThat(rig.stats().dropped(DropReason.REJECTED)).isEqualTo(1);
    assertThat(rig.told("fault")).isEmpty();
    rig.assertAccounts(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "fingerprint"})
  void spaceThatRefusesEveryMessage_isAlertedWithin65Seconds(String groupBy) {
    LoopRig rig = new LoopRig(LoopRig.settings().set(Setting.GROUP_BY, groupBy));
    rig.transport.next(100, Reply.error(400, "INVALID_ARGUMENT", "Bad"));
    rig.append("boom");

    rig.run(Duration.ofSeconds(66));

    assertThat(rig.told("alert"))
        .singleElement()
        .asString()
        .startsWith("nothing was delivered for ")
        .contains("INVALID_ARGUMENT");
  }

  @Test
  void everyEventOfARefusedMessage_isReported() {
    LoopRig rig = new LoopRig();
    rig.transport.next(Reply.status(400));
    rig.appendMany(5, "boom");

    rig.run(MINUTE);

    assertThat(rig.post(1).text().split("\n"))
        .containsExactly(
            "🔴 *ERROR* shop — boom 1 in `A`",
            "🔴 *ERROR* shop — boom 2 in `A`",
            "🔴 *ERROR* shop — boom 3 in `A`",
            "🔴 *ERROR* shop — boom 4 in `A`",
            "🔴 *ERROR* shop — boom 5 in `A`");
    rig.assertAccounts(5, 0);
  }

  @Test
  void refusedLossMessage_isNotRepeatedForever() {
    LoopRig rig = new LoopRig();
    rig.transport.thenAlways(Reply.status(400));
    rig.append("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L);
    rig.assertAccounts(0, 1);
  }

  @Test
  void lossesOfARefusedMessage_joinTheNextNotice() {
    LoopRig rig = new LoopRig();
    rig.transport.next(3, Reply.status(400));
    rig.append("boom");
    rig.run(MINUTE);
    rig.append("later");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(4);
    assertThat(rig.post(3).text())
        .contains("later")
        .endsWith("⚠️ 1 event not shown: refused by the service, mostly from `c.acme.A`");
    rig.assertAccounts(1, 1);
  }

  @Test
  void simplerForm_hasItsOwnAttempts() {
    LoopRig rig = new LoopRig();
    rig.transport.next(4, Reply.status(503));
    rig.transport.next(Reply.status(400));
    rig.transport.next(4, Reply.status(503));
    rig.append("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(10);
    assertThat(rig.post(9).text()).isEqualTo("🔴 *ERROR* shop — boom in `A`");
    rig.assertAccounts(1, 0);
  }
}
