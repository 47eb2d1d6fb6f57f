/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.FleetStats;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.logback.GoogleChatAppender;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatMetricsTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicReference<DeliveryStats> stats = new AtomicReference<>(DeliveryStats.NONE);
  private final AtomicLong nanoTime = new AtomicLong();

  @Test
  void counters_showTheStatistics() {
    bind();
    stats.set(stats(DeliveryStats.State.THROTTLED, 10, 6, 1));

    assertThat(count("google.chat.accepted")).isEqualTo(10);
    assertThat(count("google.chat.reported")).isEqualTo(6);
    assertThat(count("google.chat.posts")).isEqualTo(5);
    assertThat(count("google.chat.retries")).isEqualTo(2);
    assertThat(count("google.chat.messages")).isEqualTo(3);
    assertThat(count("google.chat.thread.failures")).isEqualTo(0);
    assertThat(registry.get("google.chat.pending").gauge().value()).isEqualTo(3);
    assertThat(registry.get("google.chat.last.success").timeGauge().value(TimeUnit.SECONDS))
        .isEqualTo(1_700_000_000);
    assertThat(registry.get("google.chat.last.failure").timeGauge().value(TimeUnit.SECONDS))
        .isNaN();
  }

  @Test
  void fleet_isShownAndItsCountNeverFalls() {
    bind();
    assertThat(fleet("members")).isNaN();
    stats.set(fleetStats(new FleetStats(true, 30, 4, 7)));
    nextScrape();

    assertThat(fleet("answering")).isEqualTo(1);
    assertThat(fleet("members")).isEqualTo(30);
    assertThat(fleet("claims")).isEqualTo(4);
    assertThat(count("google.chat.fleet.permits.awaited")).isEqualTo(7);

    stats.set(stats(DeliveryStats.State.OK, 0, 0, 0));
    nextScrape();
    assertThat(fleet("claims")).isZero();
    assertThat(count("google.chat.fleet.permits.awaited")).isEqualTo(7);

    stats.set(fleetStats(new FleetStats(false, 29, 1, 2)));
    nextScrape();
    assertThat(fleet("answering")).isZero();
    assertThat(fleet("members")).isEqualTo(29);
    assertThat(count("google.chat.fleet.permits.awaited")).isEqualTo(9);
  }

  private double fleet(String name) {
    return registry.get("google.chat.fleet." + name).gauge().value();
  }

  private static DeliveryStats fleetStats(FleetStats fleet) {
    return DeliveryStats.builder(DeliveryStats.State.OK).events(1, 1).fleet(fleet).build();
  }

  @ParameterizedTest
  @EnumSource(DropReason.class)
  void everyReason_isThereFromTheStart(DropReason reason) {
    bind();

    assertThat(dropped(reason)).isZero();
  }

  @ParameterizedTest
  @EnumSource(DeliveryStats.State.class)
  void presentState_isOneAndTheOthersAreZero(DeliveryStats.State state) {
    bind();
    stats.set(stats(state, 0, 0, 0));

    for (DeliveryStats.State each : DeliveryStats.State.values()) {
      String tag = each.name().toLowerCase(Locale.ROOT);
      assertThat(registry.get("google.chat.state").tag("state", tag).gauge().value())
          .isEqualTo(each == state ? 1 : 0);
    }
  }

  @Test
  void restartedAppender_continuesItsCounts() {
    bind();
    stats.set(stats(DeliveryStats.State.OK, 10, 6, 1));
    count("google.chat.accepted");

    stats.set(stats(DeliveryStats.State.OK, 2, 1, 0));
    nextScrape();

    assertThat(count("google.chat.accepted")).isEqualTo(12);
    assertThat(count("google.chat.reported")).isEqualTo(7);
    assertThat(dropped(DropReason.QUEUE_FULL)).isEqualTo(1);
  }

  @Test
  void appenderThatIsGone_keepsItsCounts() {
    Map<String, DeliveryStats> found = new LinkedHashMap<>();
    found.put("CHAT", stats(DeliveryStats.State.OK, 10, 6, 1));
    new ChatMetrics(host(found), nanoTime::get).bindTo(registry);
    assertThat(count("google.chat.accepted")).isEqualTo(10);

    found.clear();
    nextScrape();

    assertThat(count("google.chat.accepted")).isEqualTo(10);
    assertThat(registry.get("google.chat.state").tag("state", "idle").gauge().value()).isEqualTo(1);
  }

  @Test
  void scrape_takesOneSnapshotOfAllAppenders() {
    AtomicInteger snapshots = new AtomicInteger();
    Map<String, DeliveryStats> found = new LinkedHashMap<>();
    found.put("google-chat", stats(DeliveryStats.State.OK, 10, 6, 1));
    found.put("google-chat-payments", stats(DeliveryStats.State.OK, 3, 3, 0));
    new ChatMetrics(host(found, snapshots), nanoTime::get).bindTo(registry);
    snapshots.set(0);

    scrape();
    assertThat(snapshots).hasValue(1);
    found.put("google-chat", stats(DeliveryStats.State.OK, 11, 6, 1));
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    assertThat(accepted("google-chat")).isEqualTo(10);
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(accepted("google-chat")).isEqualTo(11);
    scrape();
    assertThat(snapshots).hasValue(2);
  }

  @Test
  void restartOfOneAppender_leavesTheOthersCounts() {
    Map<String, DeliveryStats> found = new LinkedHashMap<>();
    found.put("google-chat", stats(DeliveryStats.State.OK, 10, 6, 1));
    found.put("google-chat-payments", stats(DeliveryStats.State.OK, 3, 3, 0));
    new ChatMetrics(host(found), nanoTime::get).bindTo(registry);
    scrape();

    found.put("google-chat", stats(DeliveryStats.State.OK, 1, 0, 0));
    nextScrape();
    scrape();
    nextScrape();

    assertThat(accepted("google-chat")).isEqualTo(11);
    assertThat(accepted("google-chat-payments")).isEqualTo(3);
  }

  @Test
  void everyAppender_hasItsOwnMeters() {
    Map<String, DeliveryStats> found =
        Map.of(
            "google-chat", stats(DeliveryStats.State.OK, 10, 6, 1),
            "google-chat-payments", stats(DeliveryStats.State.OK, 3, 3, 0));
    new ChatMetrics(host(found), nanoTime::get).bindTo(registry);

    assertThat(accepted("google-chat")).isEqualTo(10);
    assertThat(accepted("google-chat-payments")).isEqualTo(3);
  }

  @Test
  void applicationWithoutAppender_hasMetersAtZero() {
    new ChatMetrics(host(Map.of()), nanoTime::get).bindTo(registry);

    assertThat(accepted("google-chat")).isZero();
  }

  @Test
  void names_followMicrometersConventions() {
    bind();

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allMatch(id -> id.getName().matches("google\\.chat(\\.[a-z]+)+"))
        .allMatch(id -> id.getDescription() != null && !id.getDescription().isEmpty())
        .allMatch(id -> "CHAT".equals(id.getTag("appender")));
  }

  private void bind() {
    new ChatMetrics("CHAT", stats::get, nanoTime::get).bindTo(registry);
  }

  /** The line of {@code docs/spring-boot.md}. */
  @Test
  void appenderInCode_hasMeters() {
    GoogleChatAppender appender = new GoogleChatAppender();

    new ChatMetrics("CHAT", appender::getDeliveryStats).bindTo(registry);

    assertThat(accepted("CHAT")).isZero();
  }

  @Test
  void garbageCollection_leavesTheMetersAlone() {
    bind();
    stats.set(stats(DeliveryStats.State.OK, 10, 6, 1));
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    while (garbage.get() != null) {
      System.gc();
    }

    assertThat(registry.get("google.chat.pending").gauge().value()).isEqualTo(3);
    assertThat(count("google.chat.accepted")).isEqualTo(10);
  }

  private void scrape() {
    registry.getMeters().forEach(meter -> meter.measure().forEach(Measurement::getValue));
  }

  private void nextScrape() {
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(15));
  }

  private double count(String name) {
    return registry.get(name).functionCounter().count();
  }

  private double accepted(String appender) {
    return registry.get("google.chat.accepted").tag("appender", appender).functionCounter().count();
  }

  private double dropped(DropReason reason) {
    return registry
        .get("google.chat.dropped")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .functionCounter()
        .count();
  }

  private static DeliveryStats stats(
      DeliveryStats.State state, long accepted, long reported, long queueFull) {
    return DeliveryStats.builder(state)
        .events(accepted, reported)
        .dropped(Map.of(DropReason.QUEUE_FULL, queueFull))
        .posts(5, 2, 3)
        .lastPosts(Instant.ofEpochSecond(1_700_000_000), null)
        .build();
  }

  private static Host host(Map<String, DeliveryStats> stats) {
    return host(stats, new AtomicInteger());
  }

  private static Host host(Map<String, DeliveryStats> stats, AtomicInteger snapshots) {
    return new Host() {
      @Override
      public boolean attach(List<Room> rooms) {
        return true;
      }

      @Override
      public Map<String, DeliveryStats> stats() {
        snapshots.incrementAndGet();
        return stats;
      }

      @Override
      public List<Operations> operations() {
        return List.of();
      }
    };
  }
}
