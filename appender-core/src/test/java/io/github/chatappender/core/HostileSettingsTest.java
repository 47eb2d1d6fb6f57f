/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.testing.FakeReader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests settings and log texts with line ends that would begin an HTTP header. */
@Timeout(60)
class HostileSettingsTest {

  private static final String BREAK = "x\r\nX-Evil: 1\r\n\r\nPOST /evil HTTP/1.1";

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();

  @Test
  void lineBreaksInSettings_neverReachTheRequestHead() {
    try (HostileServer server = HostileServer.that(HostileServer::answerWithAPage)) {
      Settings settings =
          Senders.fast(server.address())
              .set(Setting.APPLICATION, BREAK)
              .set(Setting.ENVIRONMENT, BREAK)
              .set(Setting.INSTANCE, BREAK)
              .set(Setting.VERSION, BREAK)
              .set(Setting.MDC_KEYS, BREAK)
              .set(Setting.THREAD_BY, "mdc:tenant")
              .set(Setting.SHUTDOWN_TIMEOUT, "0");
      ChatSender sender = Senders.start(settings, diagnostics);

      sender.append(
          FakeEvent.error(BREAK).logger(BREAK).thread(BREAK).mdc("tenant", BREAK),
          FakeReader.INSTANCE);
      await()
          .until(
              () -> !server.headers().isEmpty() && sender.getDeliveryStats().lastFailure() != null);
      sender.close();

      assertThat(server.requestLines())
          .allMatch(
              line ->
                  line.matches(
                      "POST /v1/spaces/AAA/messages\\?key=[\\w-]+&token=[\\w%-]+"
                          + "&requestId=[0-9a-f-]{36}(&messageReplyOption=[A-Z_]+)? HTTP/1\\.1"));
      assertThat(
              server.headers().stream()
                  .map(header -> header.substring(0, header.indexOf(':')))
                  .distinct()
                  .collect(Collectors.toList()))
          .containsExactlyInAnyOrder("Content-Length", "Host", "User-Agent", "Content-Type");
      assertThat(server.headers()).noneMatch(header -> header.contains("vil"));
    }
  }

  @Test
  void addressOrProxyWithALineBreak_isRefusedAndNotQuoted() {
    String address = "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k-secret&token=";

    for (String hostile : new String[] {"t\r\nX-Evil: 1", "t\nX", "t\u0000X", "t\u0085X", "t X"}) {
      assertThat(configure(new Settings().set(Setting.WEBHOOK_URL, address + hostile))).isNull();
    }
    assertThat(
            configure(
                new Settings()
                    .set(Setting.WEBHOOK_URL, address + "t")
                    .set(Setting.PROXY, "proxy\r\nX-Evil: 1:80")))
        .isNull();

    assertThat(diagnostics.lines().stream().filter(line -> line.startsWith("fault")).distinct())
        .containsExactly(
            "fault: idle: webhookUrl must be one line",
            "fault: idle: webhookUrl must be UTF-8 text: it looks like UTF-16",
            "fault: idle: webhookUrl must contain no spaces",
            "fault: idle: proxy must be [user:password@]host:port");
    assertThat(diagnostics.lines()).noneMatch(line -> line.contains("k-secret"));
  }

  private ChatSender.Configuration configure(Settings settings) {
    return ChatSender.configure(
        settings.set(Setting.APPLICATION, "shop"), new FakeProcessFacts(), diagnostics);
  }
}
