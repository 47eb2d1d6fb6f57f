/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackOverflowTest {

  private final Accounts accounts = new Accounts();
  private final SampleQueue queue = new SampleQueue(65_536, accounts);
  private final AtomicInteger escaped = new AtomicInteger();
  private final AtomicInteger muted = new AtomicInteger();

  /** Appends at every depth of a recursion, down to where there is no stack left. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "fingerprint"})
  void anOverflowNeitherEscapesNorMutesTheThreadNorLosesAnEvent(String groupBy) throws Exception {
    Folding folding = new Folding(accounts);
    EntryCapture capture =
        new EntryCapture(
            Configs.with(Setting.GROUP_BY, groupBy), queue, folding, accounts, () -> {});
    for (int i = 0; i < 60; i++) {
      int number = i;
      Thread thread =
          new Thread(
              null,
              () -> {
                recurse(capture, number);
                long before = accounts.accepted();
                append(capture, "after " + number);
                if (accounts.accepted() != before + 1) {
                  muted.incrementAndGet();
                }
              },
              "deep",
              256 * 1024L + i * 64L);
      thread.start();
      thread.join();
    }
    long queued = 0;
    for (var sample = queue.poll(); sample != null; sample = queue.poll()) {
      queued += sample.tally() == null ? 1 : sample.tally().take();
    }
    long[] rest = {0};
    folding.close((tally, count) -> rest[0] += count);

    assertThat(escaped).hasValue(0);
    assertThat(muted).hasValue(0);
    assertThat(accounts.accepted()).isEqualTo(accounts.settled() + queued + rest[0]);
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private void recurse(EntryCapture capture, int number) {
    try {
      recurse(capture, number);
    } catch (StackOverflowError e) {
      // Back where there is a little stack: from here outward every depth is tried.
    }
    append(capture, "deep " + number);
  }

  private void append(EntryCapture capture, String message) {
    FakeEvent event;
    try {
      event = FakeEvent.error(message);
    } catch (StackOverflowError e) {
      return;
    }
    try {
      capture.append(event, FakeReader.INSTANCE);
    } catch (StackOverflowError e) {
      // Without stack for the call itself nobody can help; everything behind it is caught.
      StackTraceElement[] frames = e.getStackTrace();
      boolean inTheCall =
          frames.length == 0
              || frames[0].getMethodName().equals("append")
              || !frames[0].getClassName().startsWith(EntryCapture.class.getPackageName());
      if (!inTheCall) {
        escaped.incrementAndGet();
      }
    }
  }
}
