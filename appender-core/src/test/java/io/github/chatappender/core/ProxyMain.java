/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.time.Duration;

/** Posts an ordinary and a critical event through a proxy, and prints the outcome. */
final class ProxyMain {

  private ProxyMain() {}

  public static void main(String[] arguments) {
    FakeDiagnostics diagnostics = new FakeDiagnostics();
    ChatSender sender =
        Senders.start(
            Senders.fast(arguments[0])
                .set(Setting.GROUP_BY, "fingerprint")
                .set(Setting.PROXY, arguments[1]),
            diagnostics);
    sender.append(FakeEvent.error("critical").marker("CRITICAL"), FakeReader.INSTANCE);
    Senders.append(sender, "ordinary");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                sender.getDeliveryStats().state() == DeliveryStats.State.BROKEN
                    || sender.getDeliveryStats().reported() == 2);
    System.out.println(sender.getDeliveryStats());
    diagnostics.lines().forEach(System.out::println);
    System.exit(0);
  }
}
