/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.Arrays;

/**
 * Logs problems with deep roots, long chains and long Cyrillic texts while the endpoint is dead;
 * prints their memory, then that of a full queue.
 */
public final class DeepProblemsMain {

  private static final int PROBLEMS = 1_000;
  private static final int CHAIN = 16;
  private static final int FRAMES = 1_000;
  private static final int CLASSES = 20;

  private DeepProblemsMain() {}

  public static void main(String[] arguments) {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.transport.thenAlways(Reply.status(503));
    rig.append("warm up");
    rig.run(Duration.ofSeconds(5));
    long before = usedBytes();
    for (int i = 0; i < PROBLEMS; i++) {
      rig.append(event(rig, i));
      rig.run(Duration.ofMillis(10));
    }
    rig.run(Duration.ofMinutes(2));
    System.out.println("pending " + rig.stats().pending());
    System.out.println("held KiB " + (usedBytes() - before) / 1_024);
    int offered = 0;
    for (int i = PROBLEMS; !rig.queue.isFull(); i++) {
      rig.append(event(rig, i));
      offered++;
    }
    System.out.println("queued " + offered);
    System.out.println("with the queue KiB " + (usedBytes() - before) / 1_024);
    rig.run(Duration.ofMinutes(2));
    System.out.println("after it KiB " + (usedBytes() - before) / 1_024);
  }

  private static FakeEvent event(LoopRig rig, int problem) {
    String name = name(problem);
    String[] classes = new String[CLASSES]; // as in a JVM, whose frames share their names
    Arrays.setAll(classes, i -> "com.acme." + name + (char) ('A' + i));
    Throwable thrown = null;
    for (int i = 0; i < CHAIN; i++) {
      thrown = thrown(classes, i, thrown);
    }
    return FakeEvent.error("\u0436".repeat(8_000) + " " + name)
        .logger("com.acme.Deep")
        .timeMillis(rig.clock.instant().toEpochMilli())
        .thrown(thrown);
  }

  private static Throwable thrown(String[] classes, int level, Throwable cause) {
    Throwable thrown = new IllegalStateException(level + "\u0449".repeat(2_000), cause);
    StackTraceElement[] frames = new StackTraceElement[FRAMES];
    Arrays.setAll(
        frames, i -> new StackTraceElement(classes[i % CLASSES], "run", "Deep.java", level + i));
    thrown.setStackTrace(frames);
    return thrown;
  }

  /** Returns a name without digits, which would be masked. */
  private static String name(int number) {
    StringBuilder name = new StringBuilder("Deep");
    for (int rest = number; rest > 0; rest /= 26) {
      name.append((char) ('a' + rest % 26));
    }
    return name.toString();
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
