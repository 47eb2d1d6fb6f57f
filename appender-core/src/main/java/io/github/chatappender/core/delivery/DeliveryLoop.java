/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.FleetBatch;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.Known;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves events to the space, one {@link #step()} at a time. A step does everything due and returns
 * how long its caller may sleep; it never sleeps itself and never waits for the network. At most
 * one post is under way.
 *
 * <p>Belongs to one thread; the next step serves requests of others (flush, close, new settings).
 */
final class DeliveryLoop {

  /** The reason for the state at the end. */
  static final String STOPPED = "stopped";

  private static final long PAUSE_AFTER_DEFECT = TimeUnit.SECONDS.toNanos(1);

  final Destination destination;
  private final Platform platform;
  private final Redaction redaction;
  private final Inbox inbox;
  private final CriticalDelivery critical;
  private final SharedState shared;
  private final MuteFile muteFile;
  private final LossLedger losses;
  private final CaptureTrouble captureTrouble;
  private final Composer composer;
  private final Outbox outbox;
  final FleetLink fleet;
  private final Agenda agenda;
  private Setup setup;

  /** How many critical messages have been posted before all others. */
  private int criticalsInARow;

  DeliveryLoop(Setup setup, Platform platform, SharedState shared, Runnable wake) {
    SenderConfig config = setup.config;
    this.setup = setup;
    this.platform = platform;
    this.shared = shared;
    redaction = new Redaction(setup, platform);
    muteFile = new MuteFile(config.muteFile, platform, shared.mutes, redaction);
    Incidents incidents = Incidents.of(config, platform.clock, shared.mutes);
    inbox = new Inbox(incidents, config.queueCapacity, shared, redaction, platform.clock);
    critical = new CriticalDelivery(setup, platform, shared, redaction);
    losses = new LossLedger(shared.accounts, shared.progress);
    captureTrouble = new CaptureTrouble(shared.accounts, platform.diagnostics);
    composer = new Composer(config, redaction.allLines(setup.faults), platform, losses);
    destination = new Destination(setup, platform, wake);
    fleet = new FleetLink(setup, platform, shared.accounts, destination, shared.mutes, wake);
    incidents.join(fleet.view(), platform.ticker.read());
    outbox = new Outbox(critical, composer, destination, fleet, shared);
    agenda = new Agenda(shared, inbox, critical, losses, destination, fleet, outbox);
  }

  /** Returns how delivery is doing. Callable from any thread. */
  DeliveryStats.State state() {
    return shared.requests.isFinished()
        ? DeliveryStats.State.IDLE
        : destination.state(platform.ticker.read());
  }

  /** Describes the problems that are going on; for a question. */
  OpenProblems openProblems() {
    List<Part> open = inbox.incidents().open(platform.ticker.read());
    return open.isEmpty() ? OpenProblems.NONE : OpenProblems.of(open, composer.renderer());
  }

  /** Explains the problem with an id, for a question; null if it is unknown. */
  @Nullable Explanation explain(String id) {
    Known problem = inbox.incidents().known(id);
    if (problem == null) {
      problem = critical.known(id);
    }
    return problem == null ? null : new Explainer(setup.config, redaction).explain(problem);
  }

  /**
   * Does everything due.
   *
   * @return nanoseconds until there may be something to do, {@link Long#MAX_VALUE} if that takes an
   *     event or a request; 0 to be called again at once
   */
  long step() {
    long now = platform.ticker.read();
    try {
      return shared.requests.isFinished() ? Long.MAX_VALUE : doStep(now);
    } catch (Throwable e) {
      // A defect costs the current message, never the thread.
      outbox.endAfterDefect(now);
      platform.diagnostics.warn(
          "a delivery step failed because of a defect in the appender: " + e.getClass().getName());
      endFlushes(now);
      return PAUSE_AFTER_DEFECT;
    }
  }

  private long doStep(long now) {
    // Read before the queue is drained: a flush's single message must not miss an event.
    FlushRequest seen = shared.requests.current();
    inbox.drain(now);
    critical.drain(now);
    if (outbox.takeAnswer(shared.requests.current(), now)) {
      endFlushAfterFailure();
    }
    adoptSettings(now);
    mute(seen, now);
    losses.look(now, setup.config);
    captureTrouble.look(now);
    fleet.look(inbox.incidents(), seen, now);
    if (seen != null && seen.closing) {
      fleet.end(inbox.incidents(), now);
    }
    startPost(now, seen == shared.requests.current() ? seen : null);
    destination.look(losses.unsaid().isEmpty() ? agenda.nanosUntilDue(null, now) : 0, now);
    shared.requests.answerQuestions();
    DeliveryStats.State state = state();
    shared.states.look(state, destination.why(state));
    endFlushes(now);
    if (!outbox.isUnderWay()) {
      destination.releaseWhenIdle(now);
    }
    return shared.requests.isFinished()
        ? Long.MAX_VALUE
        : Math.min(agenda.nanosUntilNextStep(now), nanosUntilMuteChanges(now));
  }

  /** Returns the time until a mute may begin or end; never if there is no problem to mute. */
  private long nanosUntilMuteChanges(long now) {
    return inbox.incidents().hasOpen()
        ? Math.min(muteFile.nanosUntilLook(now), shared.mutes.nanosUntilNextEnd(now))
        : Long.MAX_VALUE;
  }

  /** Applies the mutes; a sender that ends posts the counts of muted problems as well. */
  private void mute(@Nullable FlushRequest flush, long now) {
    muteFile.look(now);
    if (flush != null && flush.isOfEverything()) {
      shared.mutes.endAll();
    }
    inbox.incidents().mute(now);
  }

  /** Takes new settings between two posts: the one under way ends with the old ones. */
  private void adoptSettings(long now) {
    boolean ready = !outbox.isUnderWay() && !fleet.isSettling();
    Setup changed = ready ? shared.requests.takeSetup() : null;
    if (changed == null) {
      return;
    }
    if (!outbox.suspendCritical() && endsGrouping(changed)) {
      // the remaining problems become one message, which has to wait for this one
      shared.requests.putBack(changed);
      return;
    }
    if (!changed.url.equals(setup.url)) {
      composer.forgetThreads();
    }
    setup = changed;
    redaction.adopt(changed);
    muteFile.adopt(changed.config.muteFile, now);
    composer.adopt(changed.config, redaction.allLines(changed.faults));
    critical.adopt(changed);
    Incidents before = inbox.incidents();
    inbox.adopt(changed.config, now);
    destination.adopt(changed, now);
    fleet.adopt(changed, now);
    inbox.incidents().join(fleet.view(), now);
    if (before != inbox.incidents()) {
      endGrouping(before, now);
    }
  }

  private void endGrouping(Incidents before, long now) {
    fleet.release(before, now);
    before.join(null, now);
    Notice rest = before.rest(now);
    if (rest != null) {
      outbox.compose(before, rest, now);
    }
  }

  private boolean endsGrouping(Setup changed) {
    return setup.config.groups && !changed.config.groups;
  }

  private void startPost(long now, @Nullable FlushRequest flush) {
    boolean over = flush != null && flush.closing && now - flush.deadline >= 0;
    if (over || outbox.isUnderWay() || agenda.nanosUntilDue(flush, now) > 0) {
      return;
    }
    if (!fleet.isSettling() && destination.readAddressAgain(now)) {
      composer.forgetThreads();
      critical.aim(destination.spaceName());
      fleet.adopt(setup, now);
      inbox.incidents().join(fleet.view(), now);
    }
    Permit permit = agenda.permit(flush, now);
    if (agenda.nanosUntilPost(permit, now) > 0 || !takeTurn(permit, flush, now)) {
      return;
    }
    if (outbox.isEmpty()) {
      composeNext(now, flush);
    }
    if (outbox.isEmpty()) {
      fleet.unused(now);
      return;
    }
    // rendering takes time, and the service counts from the arrival of a post
    if (outbox.start(permit, platform.ticker.read()) && flush != null) {
      flush.overdrawn = true;
    }
  }

  private boolean takeTurn(Permit permit, @Nullable FlushRequest flush, long now) {
    boolean composed = !outbox.isEmpty();
    FleetBatch problems =
        composed ? FleetBatch.EMPTY : inbox.incidents().toClaim(flush != null, now);
    return fleet.takeTurn(permit, problems, composed || agenda.hasUnsharedNews(flush, now), now);
  }

  private void composeNext(long now, @Nullable FlushRequest flush) {
    if (agenda.isCriticalsTurn(criticalsInARow, flush, now)) {
      criticalsInARow++;
      composeCritical(now);
      return;
    }
    boolean othersTurn = criticalsInARow > 0;
    criticalsInARow = 0;
    Incidents incidents = inbox.incidents();
    Notice notice = null;
    if (flush == null) {
      boolean urgentOnly = fleet.isForUrgentNews() && !othersTurn;
      boolean last = destination.nanosUntilPost(now, Permit.SPARE) > 0 || urgentOnly;
      notice = incidents.next(now, last);
    } else if (flush.closing || !agenda.isSettled(flush)) {
      notice = incidents.everything(now);
    }
    if (notice == null && agenda.showsBlocks(flush)) {
      notice = incidents.owedBlock(now);
    }
    if (notice == null && losses.isWaiting()) {
      notice = Notice.ofLosses(setup.config.threadBy);
    }
    if (notice != null) {
      outbox.compose(incidents, notice, now);
    }
  }

  private void composeCritical(long now) {
    Message frozen = critical.nextFrozen();
    Notice notice = frozen == null ? critical.next() : null;
    if (frozen != null) {
      outbox.put(frozen);
    } else if (notice != null) {
      outbox.compose(critical, notice, now);
    }
  }

  /** A flush that does not close ends with the first failed attempt. */
  private void endFlushAfterFailure() {
    FlushRequest flush = shared.requests.current();
    if (flush != null && !flush.closing) {
      shared.requests.complete(flush, agenda.isSettled(flush));
    }
  }

  private void endFlushes(long now) {
    for (FlushRequest flush = shared.requests.awaited();
        flush != null;
        flush = shared.requests.awaited()) {
      if (!agenda.isAtItsEnd(flush, now)) {
        return;
      }
      boolean settled = agenda.isSettled(flush);
      if (flush.closing) {
        finish(now, settled);
        return;
      }
      shared.requests.complete(flush, settled);
    }
  }

  private void finish(long now, boolean settled) {
    String cause = destination.trouble();
    outbox.close();
    inbox.close(now);
    shared.mutes.endAll();
    inbox.incidents().mute(now);
    fleet.handOver(inbox.incidents());
    fleet.close(now);
    Notice rest = inbox.incidents().rest(now);
    if (rest != null) {
      shared.accounts.drop(DropReason.CLOSED, rest.events());
      inbox.incidents().taken(rest, rest.parts.size());
    }
    // critical events have to be dropped before the losses are counted
    int leftOnDisk = critical.close();
    long lost = shared.progress.unreported() - leftOnDisk;
    shared.progress.showLeft(lost, "when this appender stopped", cause, platform.diagnostics);
    destination.close(now);
    shared.states.look(DeliveryStats.State.IDLE, STOPPED);
    shared.requests.finish(settled);
  }
}
