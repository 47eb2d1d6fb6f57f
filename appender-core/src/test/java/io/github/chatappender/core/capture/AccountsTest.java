/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private final Accounts accounts = new Accounts();

  @Test
  void newAccounts_areEmpty() {
    assertThat(accounts.accepted()).isZero();
    assertThat(accounts.reported()).isZero();
    assertThat(accounts.settled()).isZero();
    assertThat(accounts.dropped()).containsOnlyKeys(DropReason.values()).hasSize(10);
    assertThat(accounts.dropped().values()).containsOnly(0L);
  }

  @Test
  void settledEquals_reportedPlusDropped() {
    accounts.alsoAccepted(() -> 7);
    accounts.alsoAccepted(() -> 3);

    accounts.report(4);
    accounts.drop(DropReason.REJECTED, 2);
    accounts.drop(DropReason.REJECTED, 1);
    accounts.drop(DropReason.CLOSED, 1);

    assertThat(accounts.accepted()).isEqualTo(10);
    assertThat(accounts.reported()).isEqualTo(4);
    assertThat(accounts.dropped())
        .containsEntry(DropReason.REJECTED, 3L)
        .containsEntry(DropReason.CLOSED, 1L);
    assertThat(accounts.settled()).isEqualTo(8);
  }

  @Test
  void refusedEvent_isAcceptedAndDroppedAtOnce() {
    accounts.alsoAccepted(() -> 5);

    accounts.refuse(DropReason.QUEUE_FULL, null);
    accounts.refuse(DropReason.QUEUE_FULL, null);
    accounts.drop(DropReason.QUEUE_FULL, 1);

    assertThat(accounts.accepted()).isEqualTo(7);
    assertThat(accounts.settled()).isEqualTo(3);
    assertThat(accounts.dropped()).containsEntry(DropReason.QUEUE_FULL, 3L);
    assertThat(accounts.queued()).isEqualTo(4);
    assertThat(accounts.settledOfQueued()).isZero();
  }

  @Test
  void dropped_returnsACopy() {
    var before = accounts.dropped();

    accounts.drop(DropReason.CLOSED, 5);

    assertThat(before).containsEntry(DropReason.CLOSED, 0L);
  }
}
