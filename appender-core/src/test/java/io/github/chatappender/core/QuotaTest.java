/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.space.Arrival;
import io.github.chatappender.space.ChatSpace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a minute of constant load on a space that accepts only one request per second. */
@Tag("slow")
@Timeout(120)
class QuotaTest {

  private static final int EVENTS = 1_200;
  private static final long PAUSE_MILLIS = 50;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();

  @Test
  void fastestAndDefaultBudget_areNeverExceeded() throws InterruptedException {
    try (Course fastest = new Course(54, 1);
        Course defaults = new Course(15, 5)) {
      logConstantly(fastest, defaults);

      fastest.sender.close();
      defaults.sender.close();

      fastest.assertBudgetHeld();
      defaults.assertBudgetHeld();
      assertThat(fastest.space.messages()).hasSizeBetween(45, 56);
      assertThat(defaults.space.messages()).hasSizeBetween(17, 21);
      fastest.assertEverythingIsAccountedFor();
      defaults.assertEverythingIsAccountedFor();
    }
  }

  private static void logConstantly(Course... courses) throws InterruptedException {
    ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch left = new CountDownLatch(EVENTS);
    Runnable logOnce =
        () -> {
          long number = EVENTS - left.getCount();
          if (left.getCount() > 0) {
            for (Course course : courses) {
              Senders.append(course.sender, "com.acme.L" + number % 10, "boom " + number);
            }
            left.countDown();
          }
        };
    ScheduledFuture<?> logging =
        load.scheduleAtFixedRate(logOnce, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    boolean done = left.await(100, TimeUnit.SECONDS);
    logging.cancel(false);
    load.shutdown();
    boolean ended = load.awaitTermination(10, TimeUnit.SECONDS);
    assertThat(done && ended).as("the load is over").isTrue();
  }

  /** One sender with its own space. */
  private final class Course implements AutoCloseable {

    final ChatSpace space = ChatSpace.builder().requestsPerSecond(1).burst(1).start();
    final ChatSender sender;
    private final int messagesPerMinute;
    private final int burst;

    Course(int messagesPerMinute, int burst) {
      this.messagesPerMinute = messagesPerMinute;
      this.burst = burst;
      Settings settings =
          Senders.fast(space.webhookUrl())
              .set(Setting.FIRST_WAIT, "1 s")
              .set(Setting.MESSAGES_PER_MINUTE, "" + messagesPerMinute)
              .set(Setting.BURST, "" + burst);
      sender = Senders.start(settings, diagnostics);
    }

    void assertBudgetHeld() {
      List<Arrival> arrivals = space.arrivals();
      assertThat(arrivals).extracting(Arrival::status).containsOnly(200);
      // The first is late because it loads the client and connects; the last is the final flush,
      // which may overdraw the budget by one.
      List<Arrival> steady = arrivals.subList(1, arrivals.size() - 1);
      assertThat(steady).hasSizeGreaterThan(10);
      for (int first = 0; first < steady.size(); first++) {
        for (int last = first + 1; last < steady.size(); last++) {
          long window = steady.get(last).nanos() - steady.get(first).nanos() + TOLERANCE;
          assertThat(last - first + 1L)
              .as("requests in %d ns", window)
              .isLessThanOrEqualTo(burst + window / (MINUTE / messagesPerMinute));
        }
      }
    }

    void assertEverythingIsAccountedFor() {
      long dropped = sender.getDeliveryStats().droppedTotal();
      Senders.assertAccounts(sender, EVENTS, EVENTS - dropped);
      assertThat(sender.getDeliveryStats().messages()).isEqualTo(space.messages().size());
    }

    @Override
    public void close() {
      sender.close();
      space.close();
    }
  }
}
