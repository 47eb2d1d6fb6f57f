/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DropReason;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private final Accounts accounts = new Accounts();

  @Test
  void nothingIsCountedAtFirst() {
    assertThat(accounts.accepted()).isZero();
    assertThat(accounts.reported()).isZero();
    assertThat(accounts.settled()).isZero();
    assertThat(accounts.dropped()).containsOnlyKeys(DropReason.values()).hasSize(10);
    assertThat(accounts.dropped().values()).containsOnly(0L);
  }

  @Test
  void whatIsSettledIsReportedOrDropped() {
    for (int i = 0; i < 10; i++) {
      accounts.accept();
    }

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
  void droppedIsACopy() {
    var before = accounts.dropped();

    accounts.drop(DropReason.CLOSED, 5);

    assertThat(before).containsEntry(DropReason.CLOSED, 0L);
  }
}
