/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one thread logs, and how often it has done so. */
@State(Scope.Thread)
public class Caller {

  private static final String TEMPLATE = "Order {} failed for {}";
  private static final String TEXT = "Payment failed";

  private final Object order = 4711;
  private final Object customer = "alice";
  private final Failures failures = new Failures();
  private final IllegalStateException same = new Failures().create();
  private long calls;

  /**
   * Tells the scene who is going to call.
   *
   * @param scene where the events go
   */
  @Setup(Level.Trial)
  public void setUp(Scene scene) {
    scene.join(this);
  }

  /** Returns how often this thread has logged; for others once it has stopped. */
  long calls() {
    return calls;
  }

  /** Logs a message with two arguments. */
  void twoArguments(Host host) {
    calls++;
    host.error(TEMPLATE, order, customer);
  }

  /** Logs the same exception as ever. */
  void sameException(Host host) {
    calls++;
    host.error(TEXT, same);
  }

  /** Logs a new exception, with the frames of the one before. */
  void freshException(Host host) {
    calls++;
    host.error(TEXT, failures.create());
  }
}
