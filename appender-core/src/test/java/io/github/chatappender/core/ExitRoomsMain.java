/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Logs to several rooms and returns; a hook then stops one appender after another. */
final class ExitRoomsMain {

  private static final int ROOMS = 5;

  private ExitRoomsMain() {}

  /**
   * Logs and returns.
   *
   * @param arguments the webhook's address, and {@code shutdownTimeout}
   */
  public static void main(String[] arguments) {
    FakeDiagnostics diagnostics = new FakeDiagnostics();
    List<ChatSender> rooms = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(
          Senders.start(
              Senders.fast(arguments[0].replace("AAA", "ROOM" + i))
                  .set(Setting.SHUTDOWN_HOOK, "true")
                  .set(Setting.SHUTDOWN_TIMEOUT, arguments[1])
                  .set(Setting.REQUEST_TIMEOUT, "60 s"),
              diagnostics));
    }
    rooms.forEach(room -> Senders.append(room, "last words"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(rooms, diagnostics)));
  }

  private static void stopAll(List<ChatSender> rooms, FakeDiagnostics diagnostics) {
    long start = System.nanoTime();
    rooms.forEach(ChatSender::close);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    long lines =
        diagnostics.lines().stream()
            .filter(line -> line.startsWith("alert: 1 event was not posted when "))
            .count();
    System.out.println(seconds + " s, " + lines + " lines");
  }
}
