/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.time.Duration;
import org.apache.logging.log4j.core.util.Clock;

/** A time of day that a thread can let jump for itself; Log4j2 makes it by its name. */
public final class JumpingClock implements Clock {

  private static final ThreadLocal<Duration> JUMP = ThreadLocal.withInitial(() -> Duration.ZERO);

  /** Lets the time be another one while something runs. */
  static void jumpFor(Duration jump, Runnable work) {
    JUMP.set(jump);
    try {
      work.run();
    } finally {
      JUMP.remove();
    }
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis() + JUMP.get().toMillis();
  }
}
