/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package kotlinx.coroutines;

import java.util.List;

/** Runs pieces of tasks in turns on the calling thread, with frames named as a coroutine's. */
public final class FakeEventLoop {

  private FakeEventLoop() {}

  /**
   * Runs the pieces in their order, as {@code runBlocking} does with those of several coroutines.
   */
  public static void run(List<Runnable> pieces) {
    pieces.forEach(Runnable::run);
  }
}
