/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SampleQueueTest {

  private final Accounts accounts = new Accounts();
  private final AtomicLong tick = new AtomicLong();
  private final SampleQueue queue = new SampleQueue(3, accounts, tick::get);

  @Test
  void queue_isFirstInFirstOut() {
    Sample first = entry();
    Sample second = entry();

    queue.offer(first);
    queue.offer(second);

    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void fullQueue_refusesAndDoesNotCount() {
    offerMany(3);

    assertThat(queue.isFull()).isTrue();
    assertThat(queue.offer(entry())).isFalse();
    assertThat(accounts.settled()).isZero();
  }

  @Test
  void refusal_takesNoRoom() {
    offerMany(3);
    for (int i = 0; i < 10; i++) {
      assertThat(queue.offer(entry())).isFalse();
    }

    queue.poll();

    assertThat(queue.isFull()).isFalse();
    assertThat(queue.offer(entry())).isTrue();
  }

  @Test
  void samplesAddedDuringADrain_waitForTheNextDrain() {
    offerMany(2);
    List<Sample> taken = new ArrayList<>();

    // each one taken is replaced by another, as in a flood
    queue.drain(
        () -> true,
        (sample, queuedAt) -> {
          taken.add(sample);
          assertThat(taken).hasSizeLessThan(100);
          queue.offer(entry());
        });

    assertThat(taken).hasSize(2);
    assertThat(queue.isEmpty()).isFalse();
  }

  @Test
  void drainWithoutRoom_leavesTheRestQueued() {
    Sample first = entry();
    Sample second = entry();
    queue.offer(first);
    queue.offer(second);
    List<Sample> taken = new ArrayList<>();

    queue.drain(taken::isEmpty, (sample, queuedAt) -> taken.add(sample));

    assertThat(taken).containsExactly(first);
    assertThat(queue.poll()).isSameAs(second);
  }

  @Test
  void drain_passesOnTheTickOfArrival() {
    tick.set(5);
    queue.offer(entry());
    tick.set(8);
    queue.offer(entry());
    tick.set(13);
    List<Long> ticks = new ArrayList<>();

    queue.drain(() -> true, (sample, queuedAt) -> ticks.add(queuedAt));

    assertThat(ticks).containsExactly(5L, 8L);
  }

  @Test
  void halfFullQueue_isFilling() {
    SampleQueue four = new SampleQueue(4, accounts, tick::get);
    four.offer(entry());
    assertThat(four.isFilling()).isFalse();

    four.offer(entry());

    assertThat(four.isFilling()).isTrue();
    four.poll();
    assertThat(four.isFilling()).isFalse();
  }

  @Test
  void emptyQueueWithoutCapacity_isNotFilling() {
    queue.resize(0);

    assertThat(queue.isFilling()).isFalse();
    assertThat(queue.isFull()).isTrue();
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
  void shrunkQueue_keepsItsSamples() {
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
  void close_countsTheRest() {
    offerMany(2);

    queue.close();

    assertThat(queue.isEmpty()).isTrue();
    assertThat(accounts.dropped()).containsEntry(DropReason.CLOSED, 2L);
  }

  @Test
  void closedQueue_refuses() {
    offerMany(1);
    queue.close();

    assertThat(queue.offer(entry())).isFalse();

    assertThat(queue.isClosed()).isTrue();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll()).isNull();
    assertThat(accounts.accepted()).isEqualTo(1);
    assertThat(accounts.dropped()).containsEntry(DropReason.CLOSED, 1L);
  }

  @Test
  void secondClose_countsNothing() {
    offerMany(2);

    queue.close();
    queue.close();

    assertThat(accounts.dropped()).containsEntry(DropReason.CLOSED, 2L);
  }

  @Test
  void queuedEvent_isAccepted() {
    offerMany(3);
    queue.offer(entry());
    queue.poll();

    assertThat(accounts.accepted()).isEqualTo(3);
    assertThat(accounts.settled()).isZero();
  }

  /** Four threads offer while one polls and closes midway; nothing is lost or seen twice. */
  @Test
  void concurrentOffers_loseNothing() throws Exception {
    int threads = 4;
    long each = 50_000;
    SampleQueue wide = new SampleQueue(64, accounts, tick::get);
    AtomicLong offered = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  (wide.offer(entry()) ? offered : refused).incrementAndGet();
                }
              });
      producers.add(thread);
      thread.start();
    }
    long polled = 0;
    while (offered.get() + refused.get() < threads * each / 2) {
      polled += wide.poll() == null ? 0 : 1;
    }
    wide.close();
    for (Thread producer : producers) {
      producer.join();
    }

    assertThat(offered.get() + refused.get()).isEqualTo(threads * each);
    assertThat(polled + accounts.settled()).isEqualTo(offered.get());
    assertThat(accounts.accepted()).isEqualTo(offered.get());
    assertThat(wide.poll()).isNull();
  }

  private void offerMany(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.offer(entry())).isTrue();
    }
  }

  private static Sample entry() {
    return new Sample(LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom").build(), null);
  }
}
