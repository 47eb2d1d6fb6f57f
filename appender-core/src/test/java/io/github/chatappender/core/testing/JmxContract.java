/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.space.ChatSpace;
import java.util.HashMap;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks the MBean of an adapter with a JMX client that is connected over loopback. */
@Timeout(60)
public abstract class JmxContract {

  /** Starts a host with one appender, to which every event goes. */
  protected abstract LoggingHost start(Map<String, String> settings);

  /** Reconfigures the host, as it does when its file has changed. */
  protected abstract void reload(LoggingHost host, Map<String, String> settings);

  @Test
  void client_seesDeliveryAndMutesAProblem() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        LoggingHost host = start(with(space.webhookUrl(), "true"));
        JmxClient client = JmxClient.connect()) {
      host.error("com.acme.Shop", "no stock");
      await().until(() -> client.get("Messages").equals(1L));

      assertThat(client.get("State")).isEqualTo("OK");
      assertThat(client.get("Why")).isEqualTo("");
      assertThat(client.get("Accepted")).isEqualTo(1L);
      assertThat(client.get("Reported")).isEqualTo(1L);
      assertThat(client.get("Pending")).isEqualTo(0L);
      assertThat(client.get("OpenProblemCount")).isEqualTo(1);
      CompositeData problem = ((CompositeData[]) client.get("OpenProblems"))[0];
      String id = (String) problem.get("id");
      assertThat(space.messages().get(0).text()).contains("id `" + id + "`");
      assertThat(problem.get("place")).isEqualTo("no stock in Shop");
      assertThat(problem.get("count")).isEqualTo(1L);
      assertThat(problem.get("mutedUntil")).isNull();
      assertThat(client.call("explain", id))
          .contains("msg=no stock", "com.acme.Shop: \"no stock\"");

      assertThat(client.call("mute", id, "2 h")).startsWith("muted until 20");
      await().until(() -> client.get("Messages").equals(2L));
      host.error("com.acme.Shop", "no stock");
      host.flush();
      assertThat(client.get("Pending")).isEqualTo(1L);
      assertThat(client.get("Mutes").toString()).contains(id);

      assertThat(client.call("unmute", id)).isEqualTo("no longer muted");
      assertThat(client.call("flush", 10)).isEqualTo("everything was posted or dropped");
      assertThat(client.get("Pending")).isEqualTo(0L);
      assertThat(space.messages().get(2).text()).contains(" · mute over, ×1 more");

      assertThat(client.call("mute", id, "8 d"))
          .isEqualTo("not muted: a mute must last from 1 min to 7 d: PT192H");
      assertThat(client.call("mute", "nonsense", "2 h"))
          .isEqualTo("not muted: an id must be 8 hex digits, as shown in messages");
      assertThat(client.call("mute", id, "2"))
          .isEqualTo("not muted: the duration must be such as 30 min, 2 h or 3 d");
      assertThat(client.call("explain", "00000000"))
          .isEqualTo("this process knows no problem 00000000");
    }
  }

  @Test
  void client_isNotifiedThatTheWebhookIsBroken() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        LoggingHost host = start(with(space.webhookUrl() + "x", "true"));
        JmxClient client = JmxClient.connect()) {
      client.listen();

      host.error("com.acme.Shop", "no stock");

      assertThat(client.nextChange())
          .startsWith("State OK to BROKEN, OK -> BROKEN: the webhook of ")
          .contains("403")
          .doesNotContain("token=");
      assertThat(client.get("State")).isEqualTo("BROKEN");
      assertThat((String) client.get("Why")).contains("retrying every 10 minutes");
    }
  }

  @Test
  void severalContextsAndReloads_leaveNoMBeanBehind() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        JmxClient client = JmxClient.connect()) {
      LoggingHost one = start(with(space.webhookUrl(), "true"));
      LoggingHost other = start(with(space.webhookUrl(), "true"));
      assertThat(client.names()).hasSize(2);

      reload(one, with(space.webhookUrl(), "true"));
      assertThat(client.names()).hasSize(2);
      reload(one, with(space.webhookUrl() + "x", "true"));
      assertThat(client.names()).hasSize(2);
      reload(one, with(space.webhookUrl(), "false"));
      assertThat(client.names()).hasSize(1);
      reload(one, with(space.webhookUrl(), "true"));
      assertThat(client.names()).hasSize(2);

      one.close();
      assertThat(client.names()).hasSize(1);
      other.close();
      assertThat(client.names()).isEmpty();
    }
  }

  @Test
  void withoutTheSetting_thereIsNoMBean() throws Exception {
    try (ChatSpace space = ChatSpace.start();
        LoggingHost host = start(Hosts.plain(space.webhookUrl()));
        JmxClient client = JmxClient.connect()) {
      host.error("com.acme.Shop", "no stock");

      assertThat(client.names()).isEmpty();
    }
  }

  private static Map<String, String> with(String webhookUrl, String jmx) {
    Map<String, String> settings = new HashMap<>(Hosts.plain(webhookUrl));
    settings.put("jmx", jmx);
    settings.put("firstWait", "0");
    return settings;
  }
}
