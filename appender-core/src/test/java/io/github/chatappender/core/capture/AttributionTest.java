/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.CostlyFrames;
import io.github.chatappender.core.testing.FakeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests how well a storm is attributed to places that differ only in frames, if reading frames is
 * expensive: a statement throws the same chain of classes from two places for a minute.
 */
class AttributionTest {

  private static final long NOON = 1_784_116_800_000L;
  private static final int SECONDS = 60;
  private static final StackTraceElement[] SHOP = frames("Shop");
  private static final StackTraceElement[] TILL = frames("Till");

  private final Accounts accounts = new Accounts();
  private final SampleQueue queue = new SampleQueue(16, accounts, () -> 0);
  private final EntryCapture capture =
      new EntryCapture(
          Configs.defaults(),
          queue,
          new Folding(accounts, queue, new StatementTable(), new Random(7)::nextInt),
          new FakeCriticalSink(),
          accounts,
          () -> {});

  private int fromTheSecond;

  @Test
  void upToAHundredASecond_everyEventIsCountedAtItsPlace() {
    assertThat(storm(100, 0.1)).isEqualTo(610 / 6_000.0);
    assertThat(fromTheSecond).isEqualTo(610);
  }

  /** The total is exact in all cases. */
  @ParameterizedTest
  @CsvSource({"200, 0.1, 0.097", "1000, 0.1, 0.098", "10000, 0.1, 0.101", "10000, 0.5, 0.502"})
  void aboveAHundredASecond_thePlacesShareIsEstimated(int perSecond, double share, double counted) {
    assertThat(storm(perSecond, share)).isCloseTo(counted, within(0.001));
  }

  /** Returns the share of events counted for the second place. */
  private double storm(int perSecond, double share) {
    Random chance = new Random(1);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < SECONDS * perSecond; i++) {
      boolean second = chance.nextDouble() < share;
      fromTheSecond += second ? 1 : 0;
      long millis = NOON + i * 1_000L / perSecond;
      capture.append(
          FakeEvent.error("Task failed")
              .thrown(new PlacedException(second ? TILL : SHOP))
              .timeMillis(millis),
          CostlyFrames.INSTANCE);
      for (Sample sample = queue.poll(); sample != null; sample = queue.poll()) {
        samples.add(sample);
      }
    }
    assertThat(accounts.accepted()).isEqualTo((long) SECONDS * perSecond);
    double total = 0;
    double counted = 0;
    for (Sample sample : samples) {
      long count = sample.tally.take();
      total += count;
      counted += place(sample).equals("com.acme.Till") ? count : 0;
    }
    assertThat(total).isEqualTo(SECONDS * perSecond);
    return counted / total;
  }

  private static String place(Sample sample) {
    return sample.entry.chain.get(0).frames.get(0).getClassName();
  }

  private static StackTraceElement[] frames(String place) {
    return new StackTraceElement[] {
      new StackTraceElement("com.acme." + place, "run", place + ".java", 7)
    };
  }

  /** Created without a stack walk, because there are a million of them. */
  private static final class PlacedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient StackTraceElement[] frames;

    PlacedException(StackTraceElement[] frames) {
      super("no", null, false, false);
      this.frames = frames;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return frames;
    }
  }
}
