/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.time.Duration;
import org.apache.logging.log4j.core.util.Clock;

/** A clock whose time a thread can shift for itself; Log4j2 creates it by name. */
public final class JumpingClock implements Clock {

  private static final ThreadLocal<Duration> JUMP = ThreadLocal.withInitial(() -> Duration.ZERO);

  /** Shifts the calling thread's time while a task runs. */
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
