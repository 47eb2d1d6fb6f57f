/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.model.Ticker;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of incidents. A full table removes the incident with the oldest last event
 * among those with nothing pending. If there is none, new problems share an incident: their
 * logger's <em>other</em>, or, if that finds no place either, the application's, whose place is
 * reserved. Used only by the delivery thread.
 */
final class IncidentTable {

  private static final String OTHER = "other";

  private final Map<String, Incident> incidents = new LinkedHashMap<>();

  /** The incident that each tally counts for. */
  private final IdentityHashMap<Tally, Incident> links = new IdentityHashMap<>();

  private final Clock clock;
  private final Mutes mutes;
  private SenderConfig config;
  private @Nullable FleetView fleet;

  IncidentTable(SenderConfig config, Clock clock, Mutes mutes) {
    this.mutes = mutes;
    this.config = config;
    this.clock = clock;
  }

  /** Applies new settings; incidents beyond a lower bound stay until they can be removed. */
  void adopt(SenderConfig changed) {
    config = changed;
    incidents.values().forEach(incident -> incident.adopt(changed));
  }

  /** Shares the problems with a fleet from now on; null for none. */
  void join(@Nullable FleetView joined, long now) {
    if (joined != fleet) {
      fleet = joined;
      incidents.values().forEach(incident -> incident.join(joined, now));
    }
  }

  Collection<Incident> all() {
    return Collections.unmodifiableCollection(incidents.values());
  }

  /** Returns the incident that a tally counts for; null if unknown. */
  @Nullable Incident linked(Tally tally) {
    return links.get(tally);
  }

  /** Makes a tally count for an incident from now on, and for no other. */
  void link(Tally tally, Incident incident) {
    unlink(tally);
    links.put(tally, incident);
    incident.tallies.add(tally);
  }

  /** Forgets a tally; returns the incident that it counted for, null if there is none. */
  @Nullable Incident unlink(Tally tally) {
    Incident before = links.remove(tally);
    if (before != null) {
      before.tallies.remove(tally);
    }
    return before;
  }

  /** Returns the incident that an entry belongs to, creating it if needed. */
  Incident find(Fingerprint fingerprint, LogEntry entry, long now) {
    String thread = config.threadBy.valueOf(entry, fingerprint.hex);
    String key = key(fingerprint.hex, thread);
    Incident known = incidents.get(key);
    if (known != null) {
      return known;
    }
    if (!isShareUsedUp(entry) && hasPlace(now)) {
      return place(key, fingerprint, thread, entry, now);
    }
    Fingerprint ofLogger = Fingerprint.other(entry.logger);
    String otherThread = config.threadBy.valueOf(entry, ofLogger.hex);
    String otherKey = key(ofLogger.hex, otherThread);
    Incident other = incidents.get(otherKey);
    if (other != null) {
      return other;
    }
    if (hasPlace(now)) {
      return place(otherKey, ofLogger, otherThread, entry, now);
    }
    Incident ofApplication = incidents.get(OTHER);
    if (ofApplication != null) {
      return ofApplication;
    }
    Fingerprint ofAll = Fingerprint.other("");
    return place(OTHER, ofAll, config.threadBy.valueOf(entry, ofAll.hex), entry, now);
  }

  /** One logger's incidents without exception may take a quarter of the table. */
  private boolean isShareUsedUp(LogEntry entry) {
    return entry.chain.isEmpty()
        && incidents.values().stream()
                .filter(one -> !one.withException && !one.key.equals(OTHER))
                .filter(one -> one.logger.equals(entry.logger))
                .count()
            >= Math.max(1, config.maxIncidents / 4);
  }

  /** Frees a place besides the reserved one; frees more if the bound was lowered. */
  private boolean hasPlace(long now) {
    int reserved = incidents.containsKey(OTHER) ? 0 : 1;
    while (incidents.size() + reserved >= config.maxIncidents) {
      Incident victim = oldestReported();
      if (victim == null) {
        return false;
      }
      // Its statements have to send samples again; the events counted so far stay.
      victim.tallies.forEach(Tally::sampleNext);
      victim.refresh(clock.millis(), now);
      if (victim.pending() == 0) {
        incidents.remove(victim.key);
        victim.tallies.forEach(links::remove);
      }
    }
    return true;
  }

  private @Nullable Incident oldestReported() {
    return incidents.values().stream()
        .filter(incident -> incident.pending() == 0 && !incident.isInFlight())
        .filter(incident -> !incident.key.equals(OTHER))
        .min(Ticker.order(Incident::lastEventAt))
        .orElse(null);
  }

  private Incident place(
      String key, Fingerprint fingerprint, @Nullable String thread, LogEntry entry, long now) {
    Incident incident = new Incident(key, fingerprint, thread, entry, config, fleet, now);
    incident.mute(mutes.endOf(incident.id()), now);
    incidents.put(key, incident);
    return incident;
  }

  private static String key(String hex, @Nullable String thread) {
    return thread == null ? hex : hex + "|" + thread;
  }
}
