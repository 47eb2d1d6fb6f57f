/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registers meters of an appender's delivery, named {@code google.chat.*}, each with the tag {@code
 * appender}. Spring Boot binds it by itself; elsewhere:
 *
 * <pre>{@code
 * new ChatMetrics("CHAT", appender::getDeliveryStats).bindTo(registry);
 * }</pre>
 *
 * <p>Counters never fall, also when the host restarts the appender. Reading the meters costs a
 * snapshot of the statistics for each. Thread-safe.
 */
public final class ChatMetrics implements MeterBinder {

  /** By the appender's name. */
  private final Map<String, StatsHolder> holders = new TreeMap<>();

  /**
   * Creates the meters of one appender.
   *
   * @param appender the appender's name
   * @param stats its statistics
   */
  public ChatMetrics(String appender, Supplier<DeliveryStats> stats) {
    holders.put(appender, new StatsHolder(stats));
  }

  /** Creates the meters of the appenders that the application's logging framework has now. */
  ChatMetrics(Host host) {
    holders.put(Room.MAIN, holder(host, Room.MAIN));
    Map<String, DeliveryStats> found = host.stats();
    if (!found.isEmpty() && !found.containsKey(Room.MAIN)) {
      holders.clear();
    }
    found.keySet().forEach(name -> holders.computeIfAbsent(name, key -> holder(host, key)));
  }

  private static StatsHolder holder(Host host, String name) {
    return new StatsHolder(() -> host.stats().get(name));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    holders.forEach((appender, holder) -> bind(registry, appender, holder));
  }

  /** The functions refer to the holder, because meters refer to their object only weakly. */
  private static void bind(MeterRegistry registry, String appender, StatsHolder holder) {
    Tags tags = Tags.of("appender", appender);
    counter(
        registry,
        "accepted",
        tags,
        holder,
        "events",
        DeliveryStats::accepted,
        "Events that passed level and filters");
    counter(
        registry,
        "reported",
        tags,
        holder,
        "events",
        DeliveryStats::reported,
        "Events that a delivered message shows or counts");
    for (DropReason reason : DropReason.values()) {
      counter(
          registry,
          "dropped",
          tags.and("reason", tag(reason)),
          holder,
          "events",
          stats -> stats.dropped(reason),
          "Events dropped, by reason");
    }
    counter(
        registry,
        "posts",
        tags,
        holder,
        "posts",
        DeliveryStats::attempts,
        "Posts started, repeated ones included");
    counter(
        registry,
        "retries",
        tags,
        holder,
        "retries",
        DeliveryStats::retries,
        "Posts that repeated an earlier one");
    counter(
        registry,
        "messages",
        tags,
        holder,
        "messages",
        DeliveryStats::messages,
        "Messages delivered");
    counter(
        registry,
        "thread.failures",
        tags,
        holder,
        "failures",
        DeliveryStats::threadFailures,
        "Times the delivery thread could not be started, or failed");
    Gauge.builder("google.chat.pending", holder, unused -> holder.stats().pending())
        .description("Events neither reported nor dropped yet")
        .baseUnit("events")
        .tags(tags)
        .register(registry);
    for (DeliveryStats.State state : DeliveryStats.State.values()) {
      Gauge.builder("google.chat.state", holder, unused -> holder.stats().state() == state ? 1 : 0)
          .description("1 for the present state of delivery, else 0")
          .tags(tags.and("state", tag(state)))
          .register(registry);
    }
    instant(
        registry,
        "last.success",
        tags,
        holder,
        DeliveryStats::lastSuccess,
        "When a message was last delivered, since the epoch");
    instant(
        registry,
        "last.failure",
        tags,
        holder,
        DeliveryStats::lastFailure,
        "When a post last failed, since the epoch");
  }

  private static String tag(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void counter(
      MeterRegistry registry,
      String name,
      Tags tags,
      StatsHolder holder,
      String unit,
      ToDoubleFunction<DeliveryStats> count,
      String description) {
    FunctionCounter.builder(
            "google.chat." + name, holder, unused -> count.applyAsDouble(holder.stats()))
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }

  /** Reads an instant, null if there was none yet. */
  private interface Time {
    @Nullable Instant of(DeliveryStats stats);
  }

  private static void instant(
      MeterRegistry registry,
      String name,
      Tags tags,
      StatsHolder holder,
      Time time,
      String description) {
    TimeGauge.builder(
            "google.chat." + name,
            holder,
            TimeUnit.MILLISECONDS,
            unused -> {
              Instant instant = time.of(holder.stats());
              return instant == null ? Double.NaN : instant.toEpochMilli();
            })
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
