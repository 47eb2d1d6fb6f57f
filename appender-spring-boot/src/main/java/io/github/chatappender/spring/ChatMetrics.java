/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.FleetStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registers meters of an appender's delivery, named {@code google.chat.*}, each with the tag {@code
 * appender}. Spring Boot binds it automatically; elsewhere:
 *
 * <pre>{@code
 * new ChatMetrics("CHAT", appender::getDeliveryStats).bindTo(registry);
 * }</pre>
 *
 * <p>Counters never fall, even when the host restarts the appender. One snapshot of the statistics,
 * at most a second old, serves all meters. Thread-safe.
 */
public final class ChatMetrics implements MeterBinder {

  private final Set<String> appenders = new TreeSet<>();
  private final StatsHolder holder;

  /**
   * Creates the meters of one appender.
   *
   * @param appender the appender's name
   * @param stats its statistics
   */
  public ChatMetrics(String appender, Supplier<DeliveryStats> stats) {
    this(appender, stats, System::nanoTime);
  }

  ChatMetrics(String appender, Supplier<DeliveryStats> stats, LongSupplier nanoTime) {
    appenders.add(appender);
    holder = new StatsHolder(() -> Map.of(appender, stats.get()), nanoTime);
  }

  /**
   * Creates the meters of the appenders that the application's logging framework has now; of the
   * main room if it has none.
   */
  ChatMetrics(Host host, LongSupplier nanoTime) {
    appenders.addAll(host.stats().keySet());
    if (appenders.isEmpty()) {
      appenders.add(Room.MAIN);
    }
    holder = new StatsHolder(host::stats, nanoTime);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    appenders.forEach(appender -> new Binding(registry, holder, appender).bind());
  }

  /** Registers the meters of one appender. For one use. */
  private static final class Binding {

    private final MeterRegistry registry;
    private final StatsHolder holder;
    private final String appender;
    private final Tags tags;

    Binding(MeterRegistry registry, StatsHolder holder, String appender) {
      this.registry = registry;
      this.holder = holder;
      this.appender = appender;
      this.tags = Tags.of("appender", appender);
    }

    void bind() {
      counter(
          "accepted", "events", DeliveryStats::accepted, "Events that passed level and filters");
      counter(
          "reported",
          "events",
          DeliveryStats::reported,
          "Events that a delivered message shows or counts");
      for (DropReason reason : DropReason.values()) {
        counter(
            "dropped",
            tags.and("reason", tag(reason)),
            "events",
            stats -> stats.dropped(reason),
            "Events dropped, by reason");
      }
      counter("posts", "posts", DeliveryStats::attempts, "Posts started, repeated ones included");
      counter("retries", "retries", DeliveryStats::retries, "Posts that repeated an earlier one");
      counter("messages", "messages", DeliveryStats::messages, "Messages delivered");
      counter(
          "thread.failures",
          "failures",
          DeliveryStats::threadFailures,
          "Times the delivery thread could not be started, or failed");
      Gauge.builder("google.chat.pending", holder, unused -> stats().pending())
          .description("Events neither reported nor dropped yet")
          .baseUnit("events")
          .tags(tags)
          .register(registry);
      for (DeliveryStats.State state : DeliveryStats.State.values()) {
        Gauge.builder("google.chat.state", holder, unused -> stats().state() == state ? 1 : 0)
            .description("1 for the present state of delivery, else 0")
            .tags(tags.and("state", tag(state)))
            .register(registry);
      }
      instant(
          "last.success",
          DeliveryStats::lastSuccess,
          "When a message was last delivered, since the epoch");
      instant(
          "last.failure", DeliveryStats::lastFailure, "When a post last failed, since the epoch");
      bindFleet();
    }

    private void bindFleet() {
      fleet("answering", null, fleet -> fleet.isAnswering() ? 1 : 0, "1 if the fleet answers");
      fleet("members", "appenders", FleetStats::members, "Appenders that share the space");
      fleet("claims", "problems", FleetStats::claims, "Problems that this one posts for all");
      counter(
          "fleet.permits.awaited",
          "permits",
          stats -> {
            FleetStats fleet = stats.fleet();
            return fleet == null ? 0 : fleet.permitsAwaited();
          },
          "Permits of the fleet that had to be waited for");
    }

    private void fleet(
        String name,
        @Nullable String unit,
        ToDoubleFunction<FleetStats> value,
        String description) {
      Gauge.builder(
              "google.chat.fleet." + name,
              holder,
              unused -> {
                FleetStats fleet = stats().fleet();
                return fleet == null ? Double.NaN : value.applyAsDouble(fleet);
              })
          .description(description)
          .baseUnit(unit)
          .tags(tags)
          .register(registry);
    }

    private DeliveryStats stats() {
      return holder.stats(appender);
    }

    private void counter(
        String name, String unit, ToDoubleFunction<DeliveryStats> count, String description) {
      counter(name, tags, unit, count, description);
    }

    /** The function refers to the holder, because a meter refers to its object only weakly. */
    private void counter(
        String name,
        Tags itsTags,
        String unit,
        ToDoubleFunction<DeliveryStats> count,
        String description) {
      FunctionCounter.builder("google.chat." + name, holder, unused -> count.applyAsDouble(stats()))
          .description(description)
          .baseUnit(unit)
          .tags(itsTags)
          .register(registry);
    }

    private void instant(
        String name, Function<DeliveryStats, @Nullable Instant> time, String description) {
      TimeGauge.builder(
              "google.chat." + name,
              holder,
              TimeUnit.MILLISECONDS,
              unused -> {
                Instant instant = time.apply(stats());
                return instant == null ? Double.NaN : instant.toEpochMilli();
              })
          .description(description)
          .tags(tags)
          .register(registry);
    }

    private static String tag(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}
