/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.RegisteredBean;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.JmxClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Plays the scenes of docs/operating.md on a virtual clock and compares what room, status line and
 * MBean show. With {@code -Dgolden.update=true} it writes them.
 */
class OperatingDocumentTest {

  private static final String DOCUMENT = "docs/operating.md";
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final List<String> seen = new ArrayList<>();
  private final LoopRig.Around around = new LoopRig.Around();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private LoopRig rig;
  private RegisteredBean bean;
  private JmxClient client;
  private int postsSeen;
  private int linesSeen;

  @BeforeEach
  void start() throws Exception {
    start(LoopRig.grouped().set(Setting.APPLICATION, "orders").set(Setting.ENVIRONMENT, "prod"));
  }

  private void start(Settings settings) throws Exception {
    rig = new LoopRig(settings, around);
    bean = RegisteredBean.register(new OfRig(), server, "default", "CHAT");
    rig.states.listen(bean::changed);
    client = JmxClient.connect(server);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    bean.unregister();
    assertThat(server.queryNames(null, null)).noneMatch(name -> name.toString().contains("Chat"));
  }

  @Test
  void outage() throws Exception {
    rig.transport.thenAlways(
        Reply.failure(
            "connection refused by chat.googleapis.com: is a proxy needed, or does a firewall block it?"));
    client.listen();
    noStock(3);
    run(Duration.ofSeconds(10));
    show("State", "Why");
    run(Duration.ofSeconds(55));
    notification();
    notification();
    show("State", "StateSince", "Why", "Pending", "Attempts", "LastSuccess", "LastFailure");
    rig.transport.thenAlways(Reply.ok());
    run(Duration.ofMinutes(2));
    show("State", "Why", "Pending", "LastSuccess");
    compare("outage");
  }

  @Test
  void throttled() throws Exception {
    rig.transport.next(1, Reply.retryAfter(429, "20"));
    noStock(1);
    run(Duration.ofSeconds(5));
    show("State", "StateSince", "Why", "NextPostInMillis", "BudgetLeft");
    run(Duration.ofSeconds(30));
    show("State", "StateSince", "Why", "BudgetLeft");
    compare("throttled");
  }

  @Test
  void wrongToken() throws Exception {
    client.listen();
    rig.transport.thenAlways(
        Reply.error(403, "PERMISSION_DENIED", "The caller does not have permission"));
    noStock(1);
    run(Duration.ofSeconds(5));
    notification();
    show("State", "Why", "NextPostInMillis", "Pending");
    rig.transport.thenAlways(Reply.ok());
    run(Duration.ofMinutes(10));
    show("State", "Pending");
    compare("wrong token");
  }

  @Test
  void fullQueue() throws Exception {
    stop();
    start(
        LoopRig.grouped()
            .set(Setting.APPLICATION, "orders")
            .set(Setting.ENVIRONMENT, "prod")
            .set(Setting.QUEUE_CAPACITY, "16"));
    for (char c = 'a'; c < 'a' + 20; c++) {
      rig.append("com.acme.Import", "row " + c + " has no price");
    }
    run(Duration.ofSeconds(5));
    show("Accepted", "Reported", "Pending", "Dropped", "OpenProblemCount");
    compare("full queue");
  }

  @Test
  void mute() throws Exception {
    noStock(1);
    run(Duration.ofSeconds(10));
    String id = id();
    call("mute", id, "2 h");
    run(Duration.ofSeconds(10));
    for (int i = 0; i < 90; i++) {
      noStock(1);
      quietly(Duration.ofMinutes(1));
    }
    show("Pending", "Mutes");
    problems();
    run(Duration.ofHours(1));
    show("Pending", "Mutes");
    compare("mute");
  }

  @Test
  void explain() throws Exception {
    rig.append("com.acme.Pricing", "HTTP 500 from pricing");
    rig.append("com.acme.Pricing", "HTTP 404 from pricing");
    run(Duration.ofSeconds(5));
    call("explain", id());
    compare("explain");
  }

  @Test
  void cure() throws Exception {
    for (String code : List.of("500", "404")) {
      rig.append(
          FakeEvent.error("HTTP " + code + " from pricing")
              .logger("com.acme.Pricing")
              .timeMillis(rig.clock.millis())
              .mdc("gchat.fingerprint", "{{default}}-" + code));
    }
    run(Duration.ofSeconds(5));
    show("OpenProblemCount");
    compare("cure");
  }

  /** Offers the pipeline's operations for the rig's loop; called while the rig rests. */
  private final class OfRig implements Operations {

    @Override
    public DeliveryStats getDeliveryStats() {
      return rig.snapshot();
    }

    @Override
    public boolean flush(Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Explanation explain(String id) {
      return rig.loop.explain(id);
    }

    @Override
    public Instant mute(String id, Duration duration) {
      Instant until = rig.clock.instant().plus(duration);
      assertThat(rig.mutes.mute(id, until, rig.ticker.read() + duration.toNanos())).isTrue();
      return until;
    }

    @Override
    public boolean unmute(String id) {
      return rig.mutes.unmute(id);
    }
  }

  private void noStock(int times) {
    for (int i = 0; i < times; i++) {
      rig.append("com.acme.Shop", "no stock");
    }
  }

  private String id() {
    return rig.loop.openProblems().listed.get(0).id();
  }

  /** Lets time pass a second at a time, and records what people see meanwhile. */
  private void run(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      quietly(Duration.ofSeconds(1));
    }
  }

  private void quietly(Duration time) {
    rig.run(time);
    List<SentPost> posts = rig.posts();
    for (; postsSeen < posts.size(); postsSeen++) {
      SentPost post = posts.get(postsSeen);
      if (post.isDelivered()) {
        record("room", post.text());
      }
    }
    List<String> lines = rig.diagnostics.lines();
    for (; linesSeen < lines.size(); linesSeen++) {
      if (!lines.get(linesSeen).startsWith("info: ")) {
        record("status", lines.get(linesSeen).replaceFirst("^\\w+: ", ""));
      }
    }
  }

  private void notification() throws InterruptedException {
    record("notified", client.nextChange().replaceFirst("^[^,]*, ", ""));
  }

  private void show(String... attributes) {
    for (String attribute : attributes) {
      record("MBean", attribute + " = " + shown(client.get(attribute)));
    }
  }

  private void problems() {
    for (CompositeData problem : (CompositeData[]) client.get("OpenProblems")) {
      for (String key : new TreeMap<>(types(problem)).keySet()) {
        record("MBean", "OpenProblems[0]." + key + " = " + shown(problem.get(key)));
      }
    }
  }

  private static Map<String, String> types(CompositeData data) {
    return data.getCompositeType().keySet().stream()
        .collect(Collectors.toMap(key -> key, key -> key));
  }

  private static String shown(Object value) {
    if (value instanceof TabularData) {
      return ((TabularData) value)
          .values().stream()
              .map(CompositeData.class::cast)
              .filter(row -> !row.get("value").equals(0L))
              .map(row -> row.get("key") + "=" + row.get("value"))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  private void call(String operation, Object... arguments) {
    String shown =
        List.of(arguments).stream().map(String::valueOf).collect(Collectors.joining(", "));
    record("MBean", operation + "(" + shown + "):\n" + client.call(operation, arguments));
  }

  private void record(String where, String text) {
    String head = TIME.format(rig.clock.instant()) + "  " + String.format("%-8s  ", where);
    seen.add(head + text.replace("\n", "\n" + " ".repeat(head.length())));
  }

  private void compare(String scene) throws Exception {
    String lines =
        seen.stream()
            .flatMap(String::lines)
            .map(line -> ("    " + line).stripTrailing() + "\n")
            .collect(Collectors.joining());
    if (UPDATE) {
      Path file = Documents.ROOT.resolve(DOCUMENT);
      String before = Documents.marked(DOCUMENT, scene);
      String begin = "<!-- " + scene + " -->\n";
      Files.writeString(file, Documents.text(file).replace(begin + before, begin + lines));
    }
    assertThat(Documents.marked(DOCUMENT, scene)).isEqualTo(lines);
  }
}
