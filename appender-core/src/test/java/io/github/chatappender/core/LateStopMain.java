/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeDiagnostics;

/** Logs and stops with no time left, in a JVM that has not loaded the delivery classes yet. */
final class LateStopMain {

  private LateStopMain() {}

  public static void main(String[] arguments) {
    ChatSender sender =
        Senders.start(
            Senders.fast(HostileServer.addressOfNobody())
                .set(Setting.FIRST_WAIT, "60 s")
                .set(Setting.SHUTDOWN_TIMEOUT, "0"),
            new FakeDiagnostics());
    Senders.append(sender, "boom");
    sender.close();
    DeliveryStats stats = sender.getDeliveryStats();
    System.out.println(
        stats.accepted()
            + " accepted, "
            + stats.pending()
            + " pending, "
            + stats.dropped(DropReason.CLOSED)
            + " closed");
  }
}
