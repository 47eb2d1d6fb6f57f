/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void changedTextsAndCounts_keepTheExceptionNumbers() {
    Sample sample = new Sample(entry(), new StillTally(), 7, 3);

    assertThat(sample.with(entry()).throwables).containsExactly(7, 3);
    assertThat(sample.counting(5).throwables).containsExactly(7, 3);
    assertThat(new Sample(entry(), null).throwables).isEmpty();
  }

  private static LogEntry entry() {
    return LogEntry.builder(Severity.ERROR, "com.acme.Shop", "boom").build();
  }

  /** A tally that has counted nothing. */
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
    public String logger() {
      return "";
    }

    @Override
    public String text() {
      return null;
    }

    @Override
    public long total() {
      return 0;
    }

    @Override
    public boolean hearNext(long nowMillis) {
      return true;
    }

    @Override
    public void sampleNext() {
      // nothing to sample
    }

    @Override
    public Tally decide(boolean framesAlone) {
      return null;
    }
  }
}
