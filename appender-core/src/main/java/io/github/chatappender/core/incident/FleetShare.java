/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.incident;

import io.github.chatappender.core.fleet.FleetClaim;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStanding.HostCount;
import io.github.chatappender.core.fleet.FleetStanding.Owner;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an incident knows of the same problem on other senders: who posts its notices, and how
 * often it occurred there. Used only by the delivery thread.
 */
final class FleetShare implements Share {

  /** How often counts are added at most. */
  static final long ADD_INTERVAL = TimeUnit.SECONDS.toNanos(5);

  final String problem;
  final String source;
  private final FleetView fleet;
  private Owner owner = Owner.NONE;
  private long addedAt;

  /** How many events of this sender the fleet knows, unless it has lost its data since. */
  private long added;

  /** How often the fleet's store had lost its data when counts were named, added and compared. */
  private int lossesAsked;

  private int lossesAdded;
  private int lossesCompared;

  /** How many the requests so far have named. */
  private long named;

  /** How many events of this sender the last claim has set aside for a notice. */
  private long setAside;

  /** What the next notice reports; null unless a request has just claimed the problem. */
  private @Nullable FleetClaim claim;

  private long elsewhere;

  /** What {@link #elsewhere} was in the first answer after the sender began to end. */
  private long elsewhereAtEnd;

  private boolean ending;
  private boolean ended;
  private long reportedElsewhere;
  private long firstAt;
  private int hosts = 1;
  private List<HostCount> busiest = List.of();

  FleetShare(FleetView fleet, String key, long now) {
    this.fleet = fleet;
    this.problem = fleet.problemId(key);
    this.source = fleet.nextSource();
    this.lossesCompared = fleet.losses();
    this.addedAt = now;
    this.firstAt = now;
  }

  @Override
  public long merge(FleetCounts asked, FleetStanding standing, long now) {
    long before = elsewhere;
    owner = standing.owner;
    addedAt = now;
    added = Math.max(known(), asked.counted);
    lossesAdded = lossesAsked;
    FleetClaim claimed = standing.claim;
    if (claimed != null) {
      claim = claimed;
      setAside = claimed.countedOfSource;
    }
    elsewhere = Math.max(0, standing.counted - asked.counted);
    if (ending && !ended) {
      ended = true;
      elsewhereAtEnd = elsewhere;
    }
    reportedElsewhere = Math.max(0, standing.reported - standing.reportedOfSource);
    firstAt = now - TimeUnit.MILLISECONDS.toNanos(standing.firstAge);
    hosts = Math.max(1, standing.hosts);
    busiest = standing.busiest;
    // what others repeat after a loss is not new
    boolean comparable = lossesCompared == fleet.losses();
    if (!fleet.isIncomplete()) {
      lossesCompared = fleet.losses();
    }
    return comparable ? Math.max(0, elsewhere - before) : 0;
  }

  @Override
  public void reported(Part part) {
    reportedElsewhere = Math.min(elsewhere, reportedElsewhere + part.count - part.own);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean mayPost(Part.Kind kind) {
    boolean urgent = kind == Part.Kind.FIRST || kind == Part.Kind.ESCALATION;
    return fleet.isAlone() ? urgent : owner != Owner.OTHER && (urgent || !fleet.isIncomplete());
  }

  @Override
  public boolean isOwn() {
    return fleet.isAlone() || (claim != null && owner == Owner.THIS);
  }

  @Override
  public boolean giveBack() {
    boolean own = owner == Owner.THIS;
    owner = own ? Owner.NONE : owner;
    claim = null;
    return own;
  }

  @Override
  public boolean isClaimed() {
    return owner == Owner.THIS;
  }

  @Override
  public boolean isElsewhere() {
    return !fleet.isAlone() && owner == Owner.OTHER;
  }

  @Override
  public long dueAt(Part.Kind kind, long due) {
    return kind == Part.Kind.FIRST && fleet.isAlone() ? fleet.dueAlone(due) : due;
  }

  @Override
  public long nanosUntilAdd(EventCounts counts, boolean active, long now) {
    boolean needed =
        counts.pending() > 0 || unknownOf(counts) > 0 || (active && owner == Owner.THIS);
    return needed ? Math.max(0, addedAt + ADD_INTERVAL - now) : Long.MAX_VALUE;
  }

  @Override
  public FleetCounts counts(
      EventCounts counts, long reported, @Nullable UpdateLadder notices, int severity, long now) {
    boolean unclaimed = counts.taken() > Math.max(reported, setAside);
    return new FleetCounts(
        problem,
        source,
        unclaimed ? Math.max(named, reported) : counts.total(),
        reported,
        age(counts.firstAt, now),
        age(counts.lastOwnAt(), now),
        notices == null ? FleetCounts.NEVER : age(notices.noticeAt, now),
        notices == null ? 0 : TimeUnit.NANOSECONDS.toMillis(notices.interval),
        notices == null ? (int) FleetCounts.NEVER : severity);
  }

  @Override
  public void asked(FleetCounts counts) {
    named = Math.max(named, counts.counted);
    lossesAsked = fleet.losses();
  }

  private static long age(long tick, long now) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - tick));
  }

  @Override
  public void addTo(Part.Builder part, EventCounts counts) {
    long pending = counts.pending();
    long others = elsewhere;
    part.own =
        fleet.isAlone() ? pending : Math.max(0, Math.min(pending, setAside - counts.taken()));
    if (claim != null && !fleet.isAlone()) {
      others = claim.counted - claim.countedOfSource;
      part.messageId = claim.messageId;
    }
    part.count = part.own + (fleet.isAlone() ? 0 : Math.max(0, others - reportedElsewhere));
    part.total = counts.total() - (pending - part.own) + others;
    part.sinceMillis -= Math.max(0, TimeUnit.NANOSECONDS.toMillis(counts.firstAt - firstAt));
    part.hosts = hosts;
    part.busiest = busiest;
  }

  @Override
  public void taken() {
    claim = null;
  }

  private long unknownOf(EventCounts counts) {
    return counts.total() - known();
  }

  private long known() {
    return lossesAdded == fleet.losses() ? added : 0;
  }

  @Override
  public long unsettled(EventCounts counts) {
    if (isElsewhere()) {
      return unknownOf(counts);
    }
    long others = fleet.hasOthers() ? Math.min(elsewhere, elsewhereAtEnd) : elsewhere;
    return counts.pending() + (fleet.isAlone() ? 0 : Math.max(0, others - reportedElsewhere));
  }

  @Override
  public void end() {
    ending = true;
  }

  @Override
  public long handOver(EventCounts counts) {
    boolean elsewhereToo = owner == Owner.OTHER || elsewhere > 0;
    return elsewhereToo ? counts.takeUpTo(known()) : 0;
  }

  @Override
  public long pendingElsewhere() {
    return fleet.isAlone() ? 0 : Math.max(0, elsewhere - reportedElsewhere);
  }

  @Override
  public int hosts() {
    return hosts;
  }
}
