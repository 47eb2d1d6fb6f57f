/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void theExceptionOfASampleThatIsCountedStaysUntilItIsLookedAt() {
    WeakReference<Throwable> thrown = new WeakReference<>(new IllegalStateException("boom"));
    Sample sample = new Sample(entry(), new StillTally(), thrown.get());

    System.gc();

    assertThat(sample.with(entry()).thrown()).hasMessage("boom");
  }

  @Test
  void theExceptionOfASampleThatMayWaitForLongIsNotKeptAlive() {
    Sample alone = new Sample(entry(), null, new IllegalStateException("boom"));
    Sample retired =
        new Sample(entry(), new StillTally(), new IllegalStateException("boom")).counting(7);

    await()
        .until(
            () -> {
              System.gc();
              return alone.thrown() == null && retired.thrown() == null;
            });
  }

  private static LogEntry entry() {
    return LogEntry.builder(Severity.ERROR, "com.acme.Shop", "boom").build();
  }

  /** Has counted nothing. */
  private static final class StillTally implements Tally {

    @Override
    public long take() {
      return 0;
    }

    @Override
    public boolean hasCounted() {
      return false;
    }

    @Override
    public long lastMillis() {
      return 0;
    }

    @Override
    public boolean hearNext(long nowMillis) {
      return true;
    }

    @Override
    public void sampleNext() {
      // nothing is counted
    }
  }
}
