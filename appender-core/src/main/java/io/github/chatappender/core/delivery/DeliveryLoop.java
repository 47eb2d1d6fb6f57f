/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.Folding;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.GroupBy;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves events to the space, one {@link #step()} at a time. A step does whatever is due and says
 * how long its caller may sleep; it never sleeps itself and never waits for the network. At most
 * one post is under way.
 *
 * <p>Belongs to one thread; what others ask for (flush, close, new settings) is heard by the next
 * step.
 */
final class DeliveryLoop {

  private static final long PAUSE_AFTER_DEFECT = TimeUnit.SECONDS.toNanos(1);

  /** How long a flush that does not close waits for a block, once everything is settled. */
  private static final long LONGEST_FOR_A_BLOCK = TimeUnit.MILLISECONDS.toNanos(1_100);

  /** While the JVM exits: how long repeats are only counted, as on the logging thread. */
  private static final long LOOK_AT_EXIT = TimeUnit.SECONDS.toNanos(1);

  /** A critical message is tried again after a defect, since most have nothing to do with it. */
  private static final int MOST_DEFECTS = 5;

  private final Surroundings surroundings;
  private final Redaction redaction;
  private final Inbox inbox;
  private final CriticalDelivery critical;
  private final Accounts accounts;
  private final Runnable wake;
  private final Progress progress;
  private final LossLedger losses;
  private final OpenedThreads opened = new OpenedThreads();
  private final Mentions mentions = new Mentions();
  private final SettingFaults faults = new SettingFaults();
  private final Settlement settlement;
  private final Destination destination;

  private final Requests requests;

  private Setup setup;
  private Incidents incidents;
  private Composer composer;
  private @Nullable Message message;

  /** How many critical messages have gone ahead of all others. */
  private int criticalsInARow;

  DeliveryLoop(
      Setup setup,
      Surroundings surroundings,
      SampleQueue queue,
      Folding folding,
      CriticalIntake criticalIntake,
      Requests requests,
      Accounts accounts,
      Progress progress,
      Runnable wake) {
    this.setup = setup;
    this.surroundings = surroundings;
    this.requests = requests;
    this.accounts = accounts;
    this.progress = progress;
    this.wake = wake;
    this.redaction = new Redaction(setup, surroundings);
    this.inbox = new Inbox(queue, folding, accounts, redaction, surroundings);
    this.critical = new CriticalDelivery(setup, surroundings, criticalIntake, accounts, redaction);
    this.losses = new LossLedger(accounts, surroundings.diagnostics);
    this.settlement = new Settlement(accounts, losses, opened, faults);
    faults.adopt(redaction.allLines(setup.faults));
    this.incidents = Incidents.of(setup.config, surroundings.clock);
    this.composer = new Composer(setup.config, surroundings, opened, mentions, faults);
    this.destination = new Destination(setup, surroundings);
  }

  /** Returns the threads that a client which was let go of may still have. */
  List<Thread> clientThreads() {
    return destination.clientThreads();
  }

  /** Returns what keeps messages from the space, empty if nothing does; any thread may ask. */
  String trouble() {
    return destination.trouble();
  }

  /** Returns how many losses were posted; any thread may ask. */
  long lossesSaid() {
    return losses.saidTotal();
  }

  /** Tells how delivery is doing; any thread may ask. */
  DeliveryStats.State state() {
    return requests.isFinished()
        ? DeliveryStats.State.IDLE
        : destination.state(surroundings.ticker.read());
  }

  /**
   * Does what is due.
   *
   * @return nanoseconds until there may be something to do, {@link Long#MAX_VALUE} if only an event
   *     or a request can make some; 0 to be called again at once
   */
  long step() {
    long now = surroundings.ticker.read();
    try {
      return requests.isFinished() ? Long.MAX_VALUE : doStep(now);
    } catch (Throwable e) {
      // A defect costs the message at hand, never the thread.
      Message broken = message;
      if (broken != null) {
        destination.cancel(broken);
        broken.defects++;
        if (critical.owns(broken)) {
          keepCritical(broken, now);
        } else {
          drop(broken, DropReason.INTERNAL_ERROR);
        }
      }
      surroundings.diagnostics.warn("a step of delivery failed: " + e.getClass().getName());
      endFlushes(now);
      return PAUSE_AFTER_DEFECT;
    }
  }

  /** Critical events are not lost by a defect: others get their turn, and it is tried again. */
  private void keepCritical(Message broken, long now) {
    message = null;
    if (broken.defects < MOST_DEFECTS) {
      critical.suspend(broken);
    } else {
      critical.postpone(broken);
      destination.pause(now);
    }
  }

  private long doStep(long now) {
    // Asked for before the queue is drained: a request's one message must not miss an event.
    FlushRequest heard = requests.current();
    inbox.drain(incidents, setup.config.queueCapacity(), now);
    critical.drain(now);
    lookAtExchange(now);
    adoptSettings(now);
    losses.look(now, setup.config);
    startExchange(now, heard == requests.current() ? heard : null);
    destination.look(losses.isUnsaid() ? 0 : nanosUntilDue(now, null), now);
    endFlushes(now);
    if (requests.isFinished()) {
      return Long.MAX_VALUE;
    }
    return inbox.hasMore(incidents) || critical.hasMore() ? 0 : nanosUntilNextStep(now);
  }

  /** Takes new settings between two posts: the one under way ends with the old ones. */
  private void adoptSettings(long now) {
    if (message != null && message.exchange != null) {
      return;
    }
    Setup changed = requests.takeSetup();
    if (changed == null) {
      return;
    }
    if (message != null && critical.owns(message)) {
      critical.suspend(message);
      message = null;
    }
    if (message != null && endsGrouping(changed)) {
      // the problems that are left become a message of their own; it has to wait for this one
      requests.putBack(changed);
      return;
    }
    if (!changed.url.equals(setup.url)) {
      opened.clear();
    }
    setup = changed;
    redaction.adopt(changed);
    faults.adopt(redaction.allLines(changed.faults));
    critical.adopt(changed);
    inbox.retireAll(incidents, now);
    Incidents before = incidents;
    incidents = before.adopt(changed.config, now);
    inbox.resize(incidents, changed.config.queueCapacity());
    composer = new Composer(changed.config, surroundings, opened, mentions, faults);
    destination.adopt(changed, now);
    Notice rest = before == incidents ? null : before.rest(now);
    if (rest != null) {
      message = compose(before, rest);
    }
  }

  private boolean endsGrouping(Setup changed) {
    return changed.config.groupBy() == GroupBy.NONE && setup.config.groupBy() != GroupBy.NONE;
  }

  private void lookAtExchange(long now) {
    Message current = message;
    Exchange exchange = current == null ? null : current.exchange;
    if (current == null || exchange == null) {
      return;
    }
    Answer answer = Destination.poll(exchange);
    if (answer == null) {
      if (now - deadlineOf(current) < 0) {
        return;
      }
      exchange.cancel();
      answer =
          Answer.failed("no answer within " + setup.config.requestTimeout().toMillis() + " ms");
    }
    current.exchange = null;
    settle(current, destination.read(answer, current, now), now);
  }

  private void settle(Message current, Outcome outcome, long now) {
    if (outcome.verdict() != Outcome.Verdict.DELIVERED) {
      progress.failed();
    }
    switch (outcome.verdict()) {
      case DELIVERED:
        delivered(current);
        return;
      case PASSING:
        destination.failed(outcome, now);
        current.failedAttempts++;
        afterFailure(current, current.failedAttempts >= setup.config.maxAttempts());
        return;
      case THROTTLED:
        destination.throttled(outcome, now);
        giveOverdraftBack(current);
        if (destination.isBroken()) {
          giveUp(current);
        }
        return;
      case UNAUTHORIZED:
        if (current.unauthorizedBefore || destination.isBroken()) {
          broken(current, outcome, now);
        } else {
          current.unauthorizedBefore = true;
          destination.failed(outcome, now);
          afterFailure(current, false);
        }
        return;
      case MESSAGE_FAULT:
        destination.messageRefused(outcome, now);
        message = composer.simpler(current);
        if (message == null) {
          settlement.drop(current, DropReason.REJECTED);
        } else {
          message.permit = current.permit;
          writeDown(message);
        }
        return;
      case WEBHOOK_FAULT:
        broken(current, outcome, now);
        return;
      case THREAD_GONE:
        destination.threadGone(outcome, now);
        message = null;
        threadGone(current);
        return;
    }
  }

  private void delivered(Message current) {
    // First of all: should the host throw when told of it, the events must not be counted twice.
    message = null;
    settlement.delivered(current);
    if (current.rendered.mentions) {
      mentions.told(surroundings.ticker.read());
    }
    progress.delivered();
    destination.delivered();
  }

  /** A flush may overdraw the bucket with the next post if the one that did so was refused. */
  private void giveOverdraftBack(Message refused) {
    FlushRequest flush = requests.current();
    if (flush != null && refused.permit == Permit.OVERDRAWN) {
      flush.overdrawn = false;
    }
  }

  private void broken(Message current, Outcome outcome, long now) {
    opened.clear();
    giveUp(current);
    destination.broken(outcome, now);
  }

  /** A critical message opens a thread that is not there, whatever {@code replyOption} says. */
  private void threadGone(Message current) {
    if (critical.owns(current)) {
      settlement.forgetThread(current);
      message = Composer.opening(current);
      writeDown(message);
      return;
    }
    settlement.threadGone(current);
  }

  /** Retries are off in a final flush, but for critical ones; else a body has so many attempts. */
  private void afterFailure(Message current, boolean exhausted) {
    FlushRequest flush = requests.current();
    if (flush != null && flush.closing && !critical.owns(current)) {
      drop(current, DropReason.CLOSED);
    } else if (exhausted && critical.owns(current)) {
      critical.postpone(current);
      message = null;
    } else if (exhausted || destination.isBroken()) {
      giveUp(current);
    }
    if (flush != null && !flush.closing) {
      requests.complete(flush, isSettled(flush));
    }
  }

  /** Dissolves a body: what it would have told goes back to where it came from, or is lost. */
  private void giveUp(Message current) {
    if (critical.owns(current)) {
      return;
    }
    message = null;
    settlement.dissolve(current, current.source == incidents);
  }

  private void drop(Message current, DropReason reason) {
    message = null;
    settlement.drop(current, reason);
  }

  private void startExchange(long now, @Nullable FlushRequest flush) {
    boolean underWay = message != null && message.exchange != null;
    if (underWay || nanosUntilDue(now, flush) > 0 || isOver(flush, now)) {
      return;
    }
    if (destination.isProbeDue(now) && destination.readAddressAgain(now)) {
      opened.clear();
      critical.aim(destination.spaceName());
    }
    Permit permit = permit(now, flush);
    if (destination.nanosUntilPost(now, permit) > 0) {
      return;
    }
    if (message == null) {
      message = composeNext(now, flush);
    }
    // Read anew: rendering takes time, and the service counts from when a post arrives.
    long start = surroundings.ticker.read();
    if (message == null) {
      return;
    }
    message.permit = permit;
    if (destination.takePermit(start, permit)) {
      if (flush != null) {
        flush.overdrawn = true;
      }
      progress.started(message.starts > 0);
      destination.start(message, start, wake);
    }
  }

  private static boolean isOver(@Nullable FlushRequest flush, long now) {
    return flush != null && flush.closing && now - flush.deadline >= 0;
  }

  /** Returns how deep the next post may reach into the bucket. */
  private Permit permit(long now, @Nullable FlushRequest flush) {
    if (flush != null && !flush.closing && isSettled(flush)) {
      return Permit.SPARE;
    }
    if (flush != null) {
      return flush.overdrawn ? Permit.LAST : Permit.OVERDRAWN;
    }
    boolean canWait = message == null || message.permit == Permit.SPARE;
    return canWait && nanosUntilUrgent(now) > 0 ? Permit.SPARE : Permit.LAST;
  }

  private @Nullable Message composeNext(long now, @Nullable FlushRequest flush) {
    if (isCriticalsTurn(now, flush)) {
      criticalsInARow++;
      return composeCritical();
    }
    criticalsInARow = 0;
    Notice notice = null;
    if (flush == null) {
      notice = incidents.next(now, destination.nanosUntilPost(now, Permit.SPARE) > 0);
    } else if (flush.closing || !isSettled(flush)) {
      notice = incidents.everything(now);
    }
    if (notice == null && showsBlocks(flush)) {
      notice = incidents.owedBlock(now);
    }
    if (notice == null) {
      notice = losses.isWaiting() ? incidents.lossOnly() : null;
    }
    return notice == null ? null : compose(incidents, notice);
  }

  /** What is critical comes first, but every third time what else is due has its turn. */
  private boolean isCriticalsTurn(long now, @Nullable FlushRequest flush) {
    if (flush != null) {
      return critical.nanosUntilDue(now) != Long.MAX_VALUE;
    }
    boolean othersDue = incidents.nanosUntilDue(now) == 0 || nanosUntilLossDue(now) == 0;
    boolean othersTurn = criticalsInARow >= 2 && othersDue;
    return critical.nanosUntilDue(now) == 0 && !othersTurn;
  }

  private @Nullable Message composeCritical() {
    Message frozen = critical.nextFrozen();
    Notice notice = frozen == null ? critical.next() : null;
    return notice == null ? frozen : compose(critical, notice);
  }

  /** A message that tells critical entries is on disk before it is posted. */
  private void writeDown(Message composed) {
    if (critical.owns(composed)) {
      try {
        critical.keep(composed);
      } catch (RuntimeException | Error e) {
        // it goes out all the same, and is told twice should we be killed meanwhile
        surroundings.diagnostics.warn("a message is not on disk: " + e.getClass().getName());
      }
    }
  }

  private @Nullable Message compose(NewsSource from, Notice notice) {
    // a critical message may wait for long, and others tell the losses meanwhile
    Losses unsaid = from == critical ? Losses.NONE : losses.unsaid();
    Message composed = composer.compose(from, notice, unsaid, surroundings.ticker.read());
    if (composed != null) {
      from.taken(notice, composed.notice.parts.size());
      writeDown(composed);
      return composed;
    }
    Notice lost = notice.form == Notice.Form.PARTS ? notice.first(1) : notice;
    from.taken(notice, lost.parts.size());
    settlement.cannotBeRendered(from, lost);
    return null;
  }

  private void endFlushes(long now) {
    for (FlushRequest flush = requests.awaited(); flush != null; flush = requests.awaited()) {
      boolean settled = isSettled(flush);
      boolean done = settled && !showsBlocks(flush);
      if (!done && now - flush.deadline < 0 && !isHopeless(flush, now)) {
        return;
      }
      if (flush.closing) {
        finish(now, settled);
        return;
      }
      requests.complete(flush, settled);
    }
  }

  private boolean isSettled(FlushRequest flush) {
    return (flush.closing || flush.mark == FlushRequest.EVERYTHING)
        ? isNothingLeft() && !losses.isWaiting()
        : isNothingLeft() || accounts.settledOfQueued() >= flush.mark;
  }

  private boolean isNothingLeft() {
    return message == null && inbox.isEmpty() && incidents.isEmpty() && critical.isEmpty();
  }

  /** Returns whether the time that a flush has left is for blocks that are owed. */
  private boolean showsBlocks(@Nullable FlushRequest flush) {
    return flush != null && incidents.owesBlock() && (flush.closing || isSettled(flush));
  }

  /**
   * Tells whether no post can start before the deadline, and none is under way. Where all goes on,
   * nobody waits longer for a block than for the next permit to spare.
   */
  private boolean isHopeless(FlushRequest flush, long now) {
    boolean underWay = message != null && message.exchange != null;
    long left = flush.deadline - now;
    if (!flush.closing && isSettled(flush)) {
      left = Math.min(left, LONGEST_FOR_A_BLOCK);
    }
    return !underWay && destination.nanosUntilPost(now, permit(now, flush)) > left;
  }

  private void finish(long now, boolean settled) {
    String cause = trouble();
    Message current = message;
    if (current != null) {
      destination.cancel(current);
      drop(current, DropReason.CLOSED);
    }
    inbox.close(incidents, now);
    Notice rest = incidents.rest(now);
    if (rest != null) {
      accounts.drop(DropReason.CLOSED, rest.events());
      incidents.taken(rest, rest.parts.size());
    }
    // what is critical has to be dropped before the losses are counted
    int leftOnDisk = critical.close();
    long lost = accounts.unreported() - losses.saidTotal() - leftOnDisk;
    LossLine.show(lost, "when this appender stopped", cause, progress, surroundings.diagnostics);
    destination.close(now);
    requests.finish(settled);
  }

  private long nanosUntilNextStep(long now) {
    FlushRequest flush = requests.current();
    long next = flush == null ? Long.MAX_VALUE : Math.max(0, flush.deadline - now);
    if (flush != null && flush != requests.awaited()) {
      // the JVM exits: repeats that have no sample do not wait for the next update
      next = Math.min(next, LOOK_AT_EXIT);
    }
    next = Math.min(next, destination.nanosUntilShown(now));
    Message current = message;
    if (current != null && current.exchange != null) {
      return Math.min(next, Math.max(0, deadlineOf(current) - now));
    }
    next = Math.min(next, destination.releaseWhenIdle(now));
    next = Math.min(next, critical.nanosUntilAdoption(now));
    long due = nanosUntilDue(now, flush);
    if (due == Long.MAX_VALUE) {
      return next;
    }
    next = Math.min(next, Math.max(due, destination.nanosUntilPost(now, permit(now, flush))));
    // what becomes urgent need not wait until there is a permit to spare
    long urgent = flush == null ? nanosUntilUrgent(now) : Long.MAX_VALUE;
    return urgent == Long.MAX_VALUE
        ? next
        : Math.min(next, Math.max(urgent, destination.nanosUntilPost(now, Permit.LAST)));
  }

  private long nanosUntilDue(long now, @Nullable FlushRequest flush) {
    if (message != null) {
      return 0;
    }
    if (flush != null) {
      boolean nothing = incidents.isEmpty() && critical.isEmpty() && !losses.isWaiting();
      return nothing && !showsBlocks(flush) ? Long.MAX_VALUE : 0;
    }
    long due = Math.min(critical.nanosUntilDue(now), incidents.nanosUntilDue(now));
    return Math.min(nanosUntilLossDue(now), due);
  }

  private long nanosUntilUrgent(long now) {
    long urgent = Math.min(critical.nanosUntilDue(now), incidents.nanosUntilUrgent(now));
    return Math.min(nanosUntilLossDue(now), urgent);
  }

  /** A loss goes with news that are due within {@code firstWait}, and alone if none are. */
  private long nanosUntilLossDue(long now) {
    if (!losses.isWaiting()) {
      return Long.MAX_VALUE;
    }
    long news = incidents.nanosUntilDue(now);
    boolean soon = news <= setup.config.firstWait().toNanos();
    return Math.max(losses.nanosUntilDue(now), soon ? news : 0);
  }

  private long deadlineOf(Message current) {
    return current.startedAt + setup.config.requestTimeout().toNanos();
  }
}
