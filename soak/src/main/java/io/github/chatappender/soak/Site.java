/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import io.github.chatappender.core.api.DeliveryStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A host under load that keeps its own count of logged events. Thread-safe. */
final class Site implements AutoCloseable {

  private static final int THREADS = 2;

  final List<Place> places;
  private final SoakHost host;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Load> loads = new ArrayList<>();
  private final AtomicLong logged = new AtomicLong();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
  private final ReadWriteLock configuring = new ReentrantReadWriteLock();
  private final Map<Place, List<Supplier<DeliveryStats>>> senders = new HashMap<>();
  private final Map<Place, List<Integer>> beginnings = new HashMap<>();
  private volatile boolean stopped;

  Site(SoakHost host, List<Place> places) {
    this.host = host;
    this.places = places;
    configure();
  }

  void startLoad(long seed) {
    for (int i = 0; i < THREADS; i++) {
      Load load = new Load(host, seed + i);
      loads.add(load);
      Thread thread = new Thread(() -> run(load), "load-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  void stopLoad() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Configures the host with the places' current addresses. */
  void configure() {
    configuring.writeLock().lock();
    try {
      Map<String, Map<String, String>> appenders = new LinkedHashMap<>();
      places.forEach(place -> appenders.put(place.name(), place.settings()));
      host.configure(appenders);
      for (Place place : places) {
        List<Supplier<DeliveryStats>> known =
            senders.computeIfAbsent(place, p -> new ArrayList<>());
        // each address has its own sender
        known.add(host.stats(place.name()));
        beginnings
            .computeIfAbsent(place, p -> new ArrayList<>())
            .add(place.space.messages().size());
      }
    } finally {
      configuring.writeLock().unlock();
    }
  }

  long logged() {
    return logged.get();
  }

  /** Returns the texts of all critical events; call it after the load has stopped. */
  List<String> critical() {
    return loads.stream()
        .flatMap(load -> load.critical().stream())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  long slowestNanos() {
    return slowestNanos.get();
  }

  /** Returns the exceptions that reached the application. */
  List<Throwable> thrown() {
    return thrown;
  }

  /** Returns the statistics of each of the place's senders, the current one last. */
  List<DeliveryStats> stats(Place place) {
    List<DeliveryStats> all = new ArrayList<>();
    senders.getOrDefault(place, List.of()).forEach(sender -> all.add(sender.get()));
    return all;
  }

  SpaceRecord record(Place place) {
    return new SpaceRecord(place.space.messages(), beginnings.getOrDefault(place, List.of()));
  }

  @Override
  public void close() {
    host.close();
  }

  private void run(Load load) {
    try {
      while (!stopped) {
        logSome(load);
        load.pause();
      }
    } catch (Throwable e) {
      thrown.add(e);
    }
  }

  /** Logs some events; waits during a configuration if the host loses events then. */
  private void logSome(Load load) {
    if (host.isDeafWhileConfigured()) {
      configuring.readLock().lock();
    }
    try {
      long start = System.nanoTime();
      int events = load.log();
      long each = (System.nanoTime() - start) / events;
      slowestNanos.accumulateAndGet(each, Math::max);
      logged.addAndGet(events);
    } finally {
      if (host.isDeafWhileConfigured()) {
        configuring.readLock().unlock();
      }
    }
  }
}
