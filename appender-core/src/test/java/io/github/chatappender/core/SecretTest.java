/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.delivery.Setup;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the address's key and token appear nowhere that people or logs can see. */
@Timeout(30)
class SecretTest {

  private static final String SEEN = "nobody-may-see";

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "503 Service Unavailable",
        "500 Oops",
        "429 Too Many Requests",
        "400 Bad Request",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "200 OK",
        "302 Found"
      })
  void serviceThatEchoesTheRequest_isNotQuoted(String status) {
    try (HostileServer server = HostileServer.that(HostileServer.echo(status))) {
      ChatSender sender =
          Senders.start(
              Senders.fast(server.address()).set(Setting.RETRY_DELAY, "100 ms"), diagnostics);
      Senders.append(sender, "boom");
      int told = diagnostics.lines().size();

      await().until(() -> diagnostics.lines().size() > told);
      sender.close(Duration.ZERO);

      assertThat(server.requestLines().get(0)).contains(SEEN);
      assertThat(diagnostics.lines())
          .noneMatch(line -> line.contains(SEEN))
          .anyMatch(line -> line.contains("You asked for POST"));
      assertThat(sender.getDeliveryStats().toString()).doesNotContain(SEEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://chat.googleapis.com/v1/spaces/AAA/messages?key=%1$s&token=%2$s",
        "https://evil.example/v1/spaces/AAA/messages?key=%1$s&token=%2$s",
        "https://chat.googleapis.com/v1/spaces/AAA?key=%1$s&token=%2$s",
        "https://chat.googleapis.com/v1/spaces/AAA/messages?token=%2$s",
        "https://chat.googleapis.com/v1/spaces/AAA/messages?key=%1$s",
        "https://%2$s@chat.googleapis.com/v1/spaces/AAA/messages?key=%1$s&token=%2$s",
        "https://chat.googleapis.com/v1/spaces/AAA/messages?key=%1$s&token=%2$s#%2$s",
        "https://chat.googleapis.com/v1/spaces/AAA/messages?key=%1$s&token=%2$s&requestId=1",
        "https://chat.googleapis.com/v1/spaces/A A/messages?key=%1$s&token=%2$s",
        "https://chat.googleapis.com/v1/spaces/AAA/messages?key=%1$s&token=%2$s^^",
        "%2$s"
      })
  void unusableAddress_isNotQuoted(String pattern) {
    String address = String.format(pattern, HostileServer.KEY, HostileServer.TOKEN);

    ChatSender.Configuration config =
        ChatSender.configure(
            new Settings().set(Setting.WEBHOOK_URL, address), new FakeProcessFacts(), diagnostics);

    assertThat(config).isNull();
    assertThat(diagnostics.lines())
        .noneMatch(line -> line.contains(SEEN))
        .anyMatch(line -> line.startsWith("fault: idle: webhookUrl must "));
  }

  @Test
  void foreignHostsAddress_isNotQuotedInTheException() {
    String address =
        "https://evil.example/v1/spaces/AAA/messages?key=k&token=" + HostileServer.TOKEN;
    SenderConfig unchecked = unchecked(address);

    assertThatThrownBy(() -> Setup.of(unchecked))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("webhookUrl must have a host from allowedHosts")
        .hasMessageNotContaining(SEEN)
        .hasNoCause();
  }

  @Test
  void noToString_containsTheAddress() {
    String address = HostileServer.addressOfNobody();
    Settings settings = Senders.fast(address);
    ChatSender.Configuration config = Senders.configure(settings, diagnostics);
    ChatSender sender = ChatSender.start(config, diagnostics);

    List<String> texts =
        Stream.of(
                settings,
                config,
                config.setup,
                config.setup.config,
                config.setup.config.webhook.address,
                sender,
                sender.getDeliveryStats())
            .map(String::valueOf)
            .collect(Collectors.toList());
    sender.close();

    assertThat(texts).noneMatch(text -> text.contains(SEEN));
  }

  private static SenderConfig unchecked(String address) {
    try {
      return SenderConfig.parse(
          new Settings().set(Setting.WEBHOOK_URL, address), new FakeProcessFacts());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
