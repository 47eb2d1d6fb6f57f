/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

/**
 * Runs a {@link Flood} from many loggers, with texts of 500 chars, against a service that is down,
 * and prints the heap growth from its first fifth to its end.
 */
public final class FloodMain {

  private static final String FILLER = "z".repeat(500);
  private static final int LOGGERS = 2_000;

  private FloodMain() {}

  public static void main(String[] arguments) {
    Flood flood = new Flood(i -> "com.acme.Noisy" + i % LOGGERS, FILLER);
    flood.rig.transport.thenAlways(Reply.status(503));
    flood.runUntil(Flood.EVENTS / 5);
    long before = usedBytes();
    flood.runUntil(Flood.EVENTS);
    long after = usedBytes();
    System.out.println(flood.rig.stats());
    System.out.println("grown by KiB: " + (after - before) / 1_024);
    System.out.println("in use KiB: " + after / 1_024);
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
