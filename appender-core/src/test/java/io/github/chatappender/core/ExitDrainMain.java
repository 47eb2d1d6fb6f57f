/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.testing.FakeDiagnostics;
import java.util.ArrayList;
import java.util.List;

/** Calls an exit drain as its arguments say, in order, and returns. */
final class ExitDrainMain {

  private ExitDrainMain() {}

  public static void main(String[] arguments) {
    ExitDrain drain = new ExitDrain(() -> System.out.println("drained"), new FakeDiagnostics());
    List<String> todo = new ArrayList<>(List.of(arguments));
    if (todo.remove("late")) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    drain.register(true);
                    drain.unregister();
                    System.out.println("late");
                  }));
    }
    for (String what : todo) {
      if (what.equals("unregister")) {
        drain.unregister();
      } else {
        drain.register(Boolean.parseBoolean(what));
      }
    }
  }
}
