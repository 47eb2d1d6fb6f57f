/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DroppedLoggersTest {

  private final DroppedLoggers loggers = new DroppedLoggers();

  @Test
  void withoutEvents_noLoggerIsBusiest() {
    assertThat(loggers.busiest(DropReason.QUEUE_FULL)).isNull();
  }

  @Test
  void loggerWithMostEvents_isBusiestForItsReason() {
    loggers.add(DropReason.QUEUE_FULL, "a", 2);
    loggers.add(DropReason.QUEUE_FULL, "b", 3);
    loggers.add(DropReason.QUEUE_FULL, "a", 2);
    loggers.add(DropReason.CAPTURE_FAILED, "b", 9);

    assertThat(loggers.busiest(DropReason.QUEUE_FULL)).isEqualTo("a");
    assertThat(loggers.busiest(DropReason.CAPTURE_FAILED)).isEqualTo("b");
  }

  @Test
  void forget_clearsOneReasonOnly() {
    loggers.add(DropReason.QUEUE_FULL, "a", 1);
    loggers.add(DropReason.CAPTURE_FAILED, "b", 1);

    loggers.forget(DropReason.QUEUE_FULL);

    assertThat(loggers.busiest(DropReason.QUEUE_FULL)).isNull();
    assertThat(loggers.busiest(DropReason.CAPTURE_FAILED)).isEqualTo("b");
  }

  @Test
  void trackedLogger_isNotHiddenByThousandsOfOthers() {
    loggers.add(DropReason.QUEUE_FULL, "noisy", 1);
    for (int i = 0; i < 10_000; i++) {
      loggers.add(DropReason.QUEUE_FULL, "logger " + i, 1);
    }
    loggers.add(DropReason.QUEUE_FULL, "noisy", 5);

    assertThat(loggers.busiest(DropReason.QUEUE_FULL)).isEqualTo("noisy");
  }

  @Test
  void countsFromSeveralThreads_addUp() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String own = "own " + i;
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < 10_000; n++) {
                  loggers.add(DropReason.QUEUE_FULL, "shared", 1);
                }
                loggers.add(DropReason.QUEUE_FULL, own, 39_999);
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(loggers.busiest(DropReason.QUEUE_FULL)).isEqualTo("shared");
  }
}
