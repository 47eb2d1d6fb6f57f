/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.testing.CostlyFrames;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests storms of concatenated texts, the most common kind. */
class FoldedStormTest {

  private static final int EVENTS = 200_000;
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int FRAMES = 25;

  private final LoopRig rig = new LoopRig(LoopRig.grouped());
  private final Random random = new Random(16);

  /** A named sort of ids. */
  private static final class Ids {

    final String name;
    final Function<Random, String> next;

    Ids(String name, Function<Random, String> next) {
      this.name = name;
      this.next = next;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ids> masked() {
    return Stream.of(
        new Ids("numbers", random -> "" + random.nextInt(1_000_000)),
        new Ids("UUIDs", random -> new UUID(random.nextLong(), random.nextLong()).toString()),
        new Ids("ULIDs", random -> "01J" + any(random, CROCKFORD, 23)),
        new Ids("16 hex digits", random -> any(random, "0123456789abcdef", 16)));
  }

  @Test
  void fourHundredThousandTextsWithANumber_areAllReported() {
    for (int i = 0; i < 400_000; i++) {
      rig.append("Order " + i);
    }
    rig.run(Duration.ofMinutes(5));

    rig.assertAccounts(400_000, 0);
    assertThat(rig.posts().size()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("masked")
  void stormOfTextsWithIds_isReportedCompletely_inThreeMessages(Ids ids) {
    for (int i = 0; i < EVENTS; i++) {
      rig.append("Order " + ids.next.apply(random) + " failed");
    }
    rig.run(Duration.ofMinutes(5));

    rig.assertAccounts(EVENTS, 0);
    assertThat(rig.posts().size()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stormOfNewExceptions_withAlphanumericIds_isReportedCompletely(boolean holdsFrames) {
    rig.reader(holdsFrames ? FakeReader.INSTANCE : CostlyFrames.INSTANCE);
    for (int i = 0; i < 40_000; i++) {
      String id = "ORD-" + any(random, UPPER, 4) + "-" + any(random, UPPER, 2);
      rig.append(event("Order " + id + " failed", "Shop"));
      if (i >= 10_000 && i % 100 == 0) { // the delivery thread starts late
        rig.run(Duration.ofMillis(1));
      }
    }
    rig.run(Duration.ofMinutes(5));

    rig.assertAccounts(40_000, 0);
    assertThat(rig.posts().size()).isLessThanOrEqualTo(10);
  }

  @Test
  void stormOfNames_isReportedOrCountedAsNotShown() {
    for (int i = 0; i < EVENTS; i++) {
      rig.append("User " + Flood.word(random.nextInt(5_000)) + " not found");
    }
    rig.run(Duration.ofHours(3));

    assertThat(rig.stats().pending()).isZero();
    assertThat(rig.stats().reported()).isPositive();
    assertThat(rig.stats().reported() + rig.stats().dropped(DropReason.QUEUE_FULL))
        .isEqualTo(EVENTS);
  }

  @Test
  void newPlaceWithAKnownText_isPostedWithin3Seconds() {
    rig.reader(CostlyFrames.INSTANCE);
    long begunAt = 0;
    for (int milli = 0; milli < 10_000; milli++) {
      for (int i = 0; i < 5; i++) {
        rig.append(event("Task failed", "Shop"));
      }
      // none among the first hundred of a second, whose frames are all read
      if (milli >= 2_000 && milli % 19 == 18 && milli % 1_000 > 30) {
        begunAt = begunAt == 0 ? milli : begunAt;
        rig.append(event("Task failed", "Till"));
      }
      rig.run(Duration.ofMillis(1));
    }

    long postedAt =
        rig.posts().stream()
            .filter(post -> post.text().contains("`Till.run"))
            .findFirst()
            .orElseThrow()
            .millis();
    assertThat(postedAt - begunAt).isBetween(0L, 3_000L);
    assertThat(rig.stats().droppedTotal()).isZero();
  }

  private FakeEvent event(String text, String place) {
    StackTraceElement[] frames = new StackTraceElement[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      frames[i] =
          i == 0
              ? new StackTraceElement("com.acme." + place, "run", place + ".java", 7)
              : new StackTraceElement("com.acme.Job" + (char) ('A' + i), "step", "Job.java", i);
    }
    return FakeEvent.error(text)
        .logger("com.acme.Worker")
        .timeMillis(rig.clock.millis())
        .thrown(new Placed(frames));
  }

  private static String any(Random random, String chars, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(chars.charAt(random.nextInt(chars.length())));
    }
    return text.toString();
  }

  /** Created without a stack walk. */
  private static final class Placed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient StackTraceElement[] frames;

    Placed(StackTraceElement[] frames) {
      super("no", null, false, false);
      this.frames = frames;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return frames;
    }
  }
}
