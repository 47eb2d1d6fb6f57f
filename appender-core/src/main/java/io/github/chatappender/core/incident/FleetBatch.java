/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetStanding;
import java.util.ArrayList;
import java.util.List;

/** Holds the problems that one request to the fleet names. Used only by the delivery thread. */
public final class FleetBatch {

  /** Names no problem. */
  public static final FleetBatch EMPTY = new FleetBatch(List.of(), 0);

  /** The most problems of a request; others are named in the next one. */
  private static final int MOST = 100;

  /** The same for a flush, whose message reports all that are named: 10 ms for Redis. */
  private static final int MOST_OF_FLUSH = 300;

  /** This sender's counts, as of the request. */
  public final List<FleetCounts> counts;

  private final List<Incident> incidents;

  private FleetBatch(List<Incident> incidents, long now) {
    this.incidents = incidents;
    this.counts = new ArrayList<>(incidents.size());
    incidents.forEach(incident -> counts.add(incident.counts(now)));
  }

  /** Returns a batch of shared problems. */
  static FleetBatch of(List<Incident> incidents, long now) {
    return new FleetBatch(incidents, now);
  }

  /** Returns a batch of the first of shared problems. */
  static FleetBatch ofFirst(List<Incident> incidents, long now) {
    return of(incidents.subList(0, Math.min(incidents.size(), MOST)), now);
  }

  /** Returns a batch of the first of shared problems for a flush. */
  static FleetBatch ofFlush(List<Incident> incidents, long now) {
    return of(incidents.subList(0, Math.min(incidents.size(), MOST_OF_FLUSH)), now);
  }

  /** Returns the same problems with the counts as of now, if they are still shared. */
  public FleetBatch again(long now) {
    return incidents.stream().allMatch(Incident::isShared) ? of(incidents, now) : this;
  }

  /** Notes that a request has named these counts. */
  public void asked() {
    for (int i = 0; i < counts.size(); i++) {
      incidents.get(i).asked(counts.get(i));
    }
  }

  /** Returns the ids of the problems. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    counts.forEach(one -> problems.add(one.problem));
    return problems;
  }

  /**
   * Gives up the claims of problems without a notice, delivered or under way; returns their ids.
   */
  public List<String> giveBackNew() {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < incidents.size(); i++) {
      if (incidents.get(i).giveBackIfNew()) {
        problems.add(counts.get(i).problem);
      }
    }
    return problems;
  }

  /**
   * Takes the answer.
   *
   * @return how many events of this sender others have reported
   */
  public long merge(List<FleetStanding> standings, long now) {
    long reported = 0;
    for (int i = 0; i < Math.min(incidents.size(), standings.size()); i++) {
      reported += incidents.get(i).merge(counts.get(i), standings.get(i), now);
    }
    return reported;
  }
}
