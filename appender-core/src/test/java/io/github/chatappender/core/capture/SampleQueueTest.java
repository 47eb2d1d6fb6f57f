/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Severity;
import org.junit.jupiter.api.Test;

class SampleQueueTest {

  private final Accounts accounts = new Accounts();
  private final SampleQueue queue = new SampleQueue(3, accounts);

  @Test
  void whatComesFirstLeavesFirst() {
    Sample first = entry();
    Sample second = entry();

    queue.offer(first);
    queue.offer(second);

    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void whatDoesNotFitIsRefusedAndNotCounted() {
    offerMany(3);

    assertThat(queue.isFull()).isTrue();
    assertThat(queue.offer(entry())).isFalse();
    assertThat(accounts.settled()).isZero();
  }

  @Test
  void aRefusalTakesNoRoom() {
    offerMany(3);
    for (int i = 0; i < 10; i++) {
      assertThat(queue.offer(entry())).isFalse();
    }

    queue.poll();

    assertThat(queue.isFull()).isFalse();
    assertThat(queue.offer(entry())).isTrue();
  }

  @Test
  void anEmptyPollFreesNothing() {
    queue.poll();
    queue.poll();

    offerMany(3);

    assertThat(queue.isFull()).isTrue();
  }

  @Test
  void aGrownQueueTakesMore() {
    offerMany(3);

    queue.resize(4);

    assertThat(queue.offer(entry())).isTrue();
    assertThat(queue.offer(entry())).isFalse();
  }

  @Test
  void aShrunkQueueKeepsWhatItHas() {
    offerMany(3);

    queue.resize(1);

    assertThat(queue.isFull()).isTrue();
    assertThat(queue.poll()).isNotNull();
    assertThat(queue.poll()).isNotNull();
    assertThat(queue.isFull()).isTrue();
    assertThat(queue.poll()).isNotNull();
    assertThat(queue.isFull()).isFalse();
  }

  @Test
  void closingCountsWhatIsLeft() {
    offerMany(2);

    queue.close();

    assertThat(queue.isEmpty()).isTrue();
    assertThat(accounts.dropped()).containsEntry(DropReason.CLOSED, 2L);
  }

  @Test
  void whatArrivesAfterClosingIsCountedAtOnce() {
    queue.close();

    boolean taken = queue.offer(entry());

    assertThat(taken).isTrue();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(accounts.dropped()).containsEntry(DropReason.CLOSED, 1L);
  }

  @Test
  void aClosedQueueNeverFills() {
    queue.close();

    offerMany(100);

    assertThat(queue.isFull()).isFalse();
    assertThat(accounts.dropped()).containsEntry(DropReason.CLOSED, 100L);
  }

  private void offerMany(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.offer(entry())).isTrue();
    }
  }

  private static Sample entry() {
    return Sample.of(LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom").build());
  }
}
