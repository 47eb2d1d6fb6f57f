/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.ChatSender;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Appenders of one name with different addresses, as Log4j's Routing makes them. */
@Timeout(60)
class RoutingTest {

  private static final String FAST =
      "messagesPerMinute=\"6000\" burst=\"60\" firstWait=\"60 s\" threadBy=\"application\" ";

  private final ChatSpace orders = ChatSpace.start();
  private final ChatSpace billing = ChatSpace.start();

  @BeforeEach
  @AfterEach
  void clearContext() {
    ThreadContext.clearAll();
  }

  @AfterEach
  void closeSpaces() {
    orders.close();
    billing.close();
  }

  @Test
  void twoRoutesWithEqualNames_postToTheirOwnRooms() {
    try (Host host = Host.of(routes("", route("orders", orders), route("billing", billing)))) {
      logInTurns(host, 3);
    }

    assertThat(texts(orders)).singleElement().asString().contains("orders failed", " · ×3 · ");
    assertThat(texts(billing)).singleElement().asString().contains("billing failed", " · ×3 · ");
  }

  @Test
  void oneDynamicRouteWithAConstantName_postsToTheRoomOfEachKey() {
    String route =
        "<Route><GoogleChat name=\"Chat\" " + FAST + "webhookUrl=\"${ctx:address}\"/></Route>";
    try (Host host = Host.of(routes("", route))) {
      for (int i = 0; i < 3; i++) {
        logTo(host, "orders", orders.webhookUrl());
        logTo(host, "billing", billing.webhookUrl());
      }
    }

    assertThat(texts(orders)).singleElement().asString().contains("orders failed", " · ×3 · ");
    assertThat(texts(billing)).singleElement().asString().contains("billing failed", " · ×3 · ");
  }

  @Test
  void addressesFromFiles_keepRoutesApart(@TempDir Path directory) throws Exception {
    Path first = Files.writeString(directory.resolve("orders"), orders.webhookUrl());
    Path second = Files.writeString(directory.resolve("billing"), billing.webhookUrl());
    try (Host host =
        Host.of(
            routes(
                "",
                route("orders", "webhookUrlFile=\"" + first + "\" "),
                route("billing", "webhookUrlFile=\"" + second + "\" ")))) {
      logInTurns(host, 2);
    }

    assertThat(texts(orders)).singleElement().asString().contains("orders failed", " · ×2 · ");
    assertThat(texts(billing)).singleElement().asString().contains("billing failed", " · ×2 · ");
  }

  @Test
  void aDryRun_isKeptApartFromARoomThatIsPostedTo() {
    try (Host host =
        Host.of(
            routes(
                "",
                route("orders", orders),
                route("billing", "dryRun=\"true\" enabled=\"true\" ")))) {
      logInTurns(host, 2);
    }

    assertThat(texts(orders)).singleElement().asString().contains("orders failed", " · ×2 · ");
  }

  @Test
  void anIdlePurge_flushesTheRoomAndLeavesTheOthersAlone() {
    String purge = "<IdlePurgePolicy timeToLive=\"1\" timeUnit=\"SECONDS\"/>";
    String route =
        "<Route><GoogleChat name=\"Chat\" " + FAST + "webhookUrl=\"${ctx:address}\"/></Route>";
    try (Host host = Host.of(routes(purge, route))) {
      logTo(host, "orders", orders.webhookUrl());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                logTo(host, "billing", billing.webhookUrl());
                return !texts(orders).isEmpty();
              });
      logTo(host, "orders", orders.webhookUrl());
    }

    assertThat(texts(orders)).hasSize(2).allMatch(text -> text.contains("orders failed"));
    assertThat(texts(billing)).isNotEmpty().allMatch(text -> text.contains("billing failed"));
  }

  @Test
  void aReloadWithExchangedAddresses_bringsNoCountToTheOtherRoom() {
    try (Host host = Host.of(routes("", route("orders", orders), route("billing", billing)))) {
      logInTurns(host, 2);

      host.reconfigure(routes("", route("orders", billing), route("billing", orders)));
      logInTurns(host, 3);
    }

    assertThat(texts(orders)).hasSize(2);
    assertThat(texts(orders).get(0)).contains("orders failed", " · ×2 · ");
    assertThat(texts(orders).get(1)).contains("billing failed", " · ×3 · ");
    assertThat(texts(billing)).hasSize(2);
    assertThat(texts(billing).get(0)).contains("billing failed", " · ×2 · ");
    assertThat(texts(billing).get(1)).contains("orders failed", " · ×3 · ");
  }

  @Test
  void aChangedAddressOnReload_isANewSenderAndTheOldOneFlushes() {
    try (Host host = Host.withAppender(Host.webhook(orders.webhookUrl()) + FAST)) {
      host.logger("com.acme.A").error("to the old room");
      GoogleChatAppender before = host.appender();

      host.reconfigure(Host.xml(Host.webhook(billing.webhookUrl()) + FAST, ""));
      DeliveryStats old = before.getDeliveryStats();
      host.logger("com.acme.A").error("to the new room");
      host.flush();

      assertThat(old.reported()).isEqualTo(1);
      assertThat(old.pending()).isZero();
      assertThat(host.appender().getDeliveryStats().accepted()).isEqualTo(1);
    }

    assertThat(texts(orders)).singleElement().asString().contains("to the old room");
    assertThat(texts(billing)).singleElement().asString().contains("to the new room");
  }

  @Test
  void theNameOfAManager_revealsNothingOfItsAddress() {
    String address = orders.webhookUrl().replace("token=t", "token=MARKER-TOKEN-ABCDEF");
    StatusDiagnostics diagnostics = new StatusDiagnostics("Chat");
    ChatSender.Configuration config =
        Objects.requireNonNull(
            ChatSender.configure(new Settings().set(Setting.WEBHOOK_URL, address), diagnostics));
    try (ChatManager manager = ChatManager.of(null, "Chat", config, diagnostics)) {
      assertThat(manager.getName()).matches("GoogleChat:none-\\d+:Chat:[0-9a-f]{1,8}");
    }
  }

  @Test
  void aSenderThatCannotBeStarted_leavesTheAppenderIdleWithALine() {
    LoggerContext broken =
        new LoggerContext("broken") {
          @Override
          public String getName() {
            throw new IllegalStateException("for the test");
          }
        };
    DefaultConfiguration configuration =
        new DefaultConfiguration() {
          @Override
          public LoggerContext getLoggerContext() {
            return broken;
          }
        };
    try (Host host = Host.withAppender("enabled=\"false\" ")) {
      GoogleChatAppender appender =
          GoogleChatAppender.newBuilder()
              .set(Setting.WEBHOOK_URL, orders.webhookUrl())
              .setConfiguration(configuration)
              .setName("Chat")
              .build();

      assertThat(appender.getDeliveryStats()).isSameAs(DeliveryStats.NONE);
      assertThat(host.ourStatuses())
          .contains("ERROR idle: the sender could not be started: java.lang.IllegalStateException");
    }
  }

  private static void logInTurns(Host host, int times) {
    for (int i = 0; i < times; i++) {
      logTo(host, "orders", "");
      logTo(host, "billing", "");
    }
  }

  private static void logTo(Host host, String room, String address) {
    ThreadContext.put("room", room);
    ThreadContext.put("address", address);
    host.logger("com.acme." + room).error(room + " failed");
  }

  private static List<String> texts(ChatSpace space) {
    return space.messages().stream().map(m -> m.text()).collect(Collectors.toList());
  }

  private static String route(String key, ChatSpace space) {
    return route(key, Host.webhook(space.webhookUrl()));
  }

  private static String route(String key, String address) {
    return "<Route key=\"" + key + "\"><GoogleChat name=\"Chat\" " + FAST + address + "/></Route>";
  }

  private static String routes(String purge, String... routes) {
    return "<Configuration status=\"OFF\"><Appenders><Routing name=\"Routing\">"
        + "<Routes pattern=\"$${ctx:room}\">"
        + String.join("", routes)
        + "</Routes>"
        + purge
        + "</Routing></Appenders><Loggers><Root level=\"ERROR\"><AppenderRef"
        + " ref=\"Routing\"/></Root></Loggers></Configuration>";
  }
}
