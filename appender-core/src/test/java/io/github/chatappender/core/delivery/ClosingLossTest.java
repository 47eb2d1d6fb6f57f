/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the line at the end counts every event dropped then. */
class ClosingLossTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String FAILS = "posting to chat.googleapis.com/spaces/AAA fails: ";

  private static LoopRig closed(LoopRig rig, Duration timeout) {
    rig.close(timeout);
    rig.run(TIMEOUT.plusMillis(1));
    assertThat(rig.requests.isFinished()).isTrue();
    return rig;
  }

  private static void criticals(LoopRig rig, int count) {
    for (int i = 0; i < count; i++) {
      rig.critical("problem " + (char) ('a' + i));
    }
  }

  private static void assertLine(LoopRig rig, int number, String cause) {
    assertThat(rig.told("alert"))
        .filteredOn(line -> line.contains("not posted"))
        .singleElement()
        .asString()
        .startsWith(
            number
                + (number == 1 ? " event was" : " events were")
                + " not posted when this appender stopped: ")
        .contains(cause);
    assertThat(rig.stats().droppedTotal()).isEqualTo(number);
  }

  @Test
  void criticalEventsWithADeadEndpoint_areAllCounted() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.transport.thenAlways(Reply.failure("connection refused"));
    criticals(rig, 5);

    closed(rig, TIMEOUT);

    assertLine(rig, 5, FAILS + "connection refused");
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(5);
  }

  @Test
  void criticalEventsWithoutTime_areCounted() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    criticals(rig, 3);

    closed(rig, Duration.ZERO);

    assertLine(rig, 3, "there was no time left; raise shutdownTimeout");
  }

  @Test
  void refusedAndWaitingCriticalEvents_areCounted() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.transport.thenAlways(Reply.status(400));
    criticals(rig, 5);

    closed(rig, Duration.ofMillis(1_500));

    assertThat(rig.stats().dropped(DropReason.REJECTED)).isPositive();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isPositive();
    assertLine(rig, 5, "Google Chat refused a message");
  }

  @Test
  void eventsAFailingServiceDidNotAccept_areCounted_criticalOrNot() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.transport.thenAlways(Reply.status(500));
    rig.append("ordinary");
    rig.critical("problem a");
    rig.run(Duration.ofSeconds(2));
    rig.critical("problem b");
    rig.append("com.acme.B", "ordinary too");

    closed(rig, TIMEOUT);

    assertLine(rig, 4, FAILS);
  }

  @Test
  void eventsInEveryStage_areCounted() {
    Settings settings = LoopRig.grouped().set(Setting.QUEUE_CAPACITY, "16");
    LoopRig rig = new LoopRig(settings);
    rig.transport.next(Reply.never());
    rig.append("under way");
    rig.runUntilMillis(1_500);
    criticals(rig, 2); // queued separately
    rig.run(Duration.ofMillis(100)); // wait for their messages
    criticals(rig, 2);
    for (int i = 0; i < 3; i++) {
      rig.append("com.acme.B", "counted " + i); // one sample, two counts
    }
    rig.run(Duration.ofMillis(10));
    for (int i = 0; i < 40; i++) {
      rig.append("com.acme.L" + i, "too many"); // 16 queued, the rest lost
    }

    closed(rig, TIMEOUT);

    assertThat(rig.stats().accepted()).isEqualTo(48);
    assertLine(rig, 48, "");
  }

  @Test
  void eventsOnDisk_areNotCountedAndDoNotHideLosses(@TempDir Path spool) {
    LoopRig rig =
        new LoopRig(LoopRig.grouped().set(Setting.SPOOL_DIRECTORY, spool.resolve("s").toString()));
    rig.transport.thenAlways(Reply.status(503));
    criticals(rig, 3);
    rig.append("ordinary");
    rig.append("com.acme.B", "ordinary too");

    closed(rig, TIMEOUT);

    assertThat(rig.told("warn"))
        .anyMatch(line -> line.startsWith("3 critical events are not delivered yet; kept"));
    assertThat(rig.told("alert")).singleElement().asString().startsWith("2 events were not posted");
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(5);
  }

  @Test
  void onlyEventsOnDisk_areNoLoss(@TempDir Path spool) {
    LoopRig rig =
        new LoopRig(LoopRig.grouped().set(Setting.SPOOL_DIRECTORY, spool.resolve("s").toString()));
    rig.transport.next(Reply.never());
    criticals(rig, 3);

    closed(rig, TIMEOUT);

    assertThat(rig.told("alert")).isEmpty();
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(3);
  }

  @Test
  void unansweredRequest_isTheCause_notTheSpacingAfterIt() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.ticker.advanceEachRead(1_000);
    rig.transport.next(Reply.never());
    rig.append("boom");
    rig.settle();

    closed(rig, TIMEOUT);

    assertLine(
        rig,
        1,
        "posting to chat.googleapis.com/spaces/AAA fails: no answer within 3000 ms; if it needs"
            + " longer, raise shutdownTimeout");
  }

  @Test
  void failureBeforeAnUnansweredRetry_isTheCause() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.transport.next(Reply.failure("connection refused"), Reply.never());
    rig.append("boom");
    rig.run(Duration.ofSeconds(4));
    assertThat(rig.posts()).hasSize(2);

    closed(rig, TIMEOUT);

    assertLine(rig, 1, FAILS + "connection refused");
  }

  @Test
  void answeredRequest_isNotTheCause() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.ticker.advanceEachRead(1_000);
    rig.append("boom");
    rig.run(Duration.ofSeconds(2));
    rig.append("com.acme.B", "bang");

    closed(rig, Duration.ZERO);

    assertLine(rig, 1, "there was no time left; raise shutdownTimeout");
  }

  @Test
  void endedPause_isNotTheCause() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    LoopRig other = new LoopRig(LoopRig.grouped(), LoopRig.Around.sharedWith(rig));
    rig.transport.next(Reply.retryAfter(503, "5"));
    rig.append("boom");
    rig.runUntilMillis(1_500);
    other.append("elsewhere");
    other.run(Duration.ofSeconds(1));
    String during = other.loop.destination.trouble();
    other.transport.next(Reply.never());
    other.run(Duration.ofSeconds(6));
    assertThat(other.posts()).hasSize(1);

    closed(other, TIMEOUT);

    assertThat(during).contains("another appender in this JVM failed");
    assertLine(other, 1, "no answer within ");
  }
}
