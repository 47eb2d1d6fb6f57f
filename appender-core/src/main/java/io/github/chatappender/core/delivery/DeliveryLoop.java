/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.Folding;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Outcome;
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

  private static final long PAUSE_AFTER_DEFECT = TimeUnit.SECONDS.toNanos(1);

  /** A critical message is tried again after a defect, since it seldom causes the defect. */
  private static final int MOST_DEFECTS = 5;

  private final Surroundings surroundings;
  private final Redaction redaction;
  private final Inbox inbox;
  private final CriticalDelivery critical;
  private final Accounts accounts;
  private final Requests requests;
  private final Progress progress;
  private final Runnable wake;
  private final LossLedger losses;
  private final OpenedThreads opened = new OpenedThreads();
  private final Mentions mentions = new Mentions();
  private final SettingFaults faults = new SettingFaults();
  private final Settlement settlement;
  private final Destination destination;
  private final Agenda agenda;
  private Setup setup;
  private Incidents incidents;
  private Composer composer;
  private @Nullable Message message;

  /** How many critical messages have been posted before all others. */
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
    redaction = new Redaction(setup, surroundings);
    inbox = new Inbox(queue, folding, accounts, redaction, surroundings);
    critical = new CriticalDelivery(setup, surroundings, criticalIntake, accounts, redaction);
    losses = new LossLedger(accounts, surroundings.diagnostics);
    settlement = new Settlement(accounts, losses, opened, faults);
    faults.adopt(redaction.allLines(setup.faults));
    incidents = Incidents.of(setup.config, surroundings.clock);
    composer = new Composer(setup.config, surroundings, opened, mentions, faults);
    destination = new Destination(setup, surroundings);
    agenda =
        new Agenda(
            accounts, requests, inbox, critical, losses, destination, incidents, setup.config);
  }

  /** Returns the threads that released clients may still have. */
  List<Thread> clientThreads() {
    return destination.clientThreads();
  }

  /**
   * Returns the reason no messages reach the space, empty if there is none. Callable from any
   * thread.
   */
  String trouble() {
    return destination.trouble();
  }

  /** Returns how many losses were posted. Callable from any thread. */
  long lossesSaid() {
    return losses.saidTotal();
  }

  /** Returns how delivery is doing. Callable from any thread. */
  DeliveryStats.State state() {
    return requests.isFinished()
        ? DeliveryStats.State.IDLE
        : destination.state(surroundings.ticker.read());
  }

  /**
   * Does everything due.
   *
   * @return nanoseconds until there may be something to do, {@link Long#MAX_VALUE} if that takes an
   *     event or a request; 0 to be called again at once
   */
  long step() {
    long now = surroundings.ticker.read();
    try {
      return requests.isFinished() ? Long.MAX_VALUE : doStep(now);
    } catch (Throwable e) {
      // A defect costs the current message, never the thread.
      if (message != null) {
        endAfterDefect(message, now);
      }
      surroundings.diagnostics.warn(
          "a delivery step failed because of a defect in the appender: " + e.getClass().getName());
      endFlushes(now);
      return PAUSE_AFTER_DEFECT;
    }
  }

  private long doStep(long now) {
    // Read before the queue is drained: a flush's single message must not miss an event.
    FlushRequest heard = requests.current();
    inbox.drain(incidents, setup.config.queueCapacity, now);
    critical.drain(now);
    lookAtExchange(now);
    adoptSettings(now);
    losses.look(now, setup.config);
    startExchange(now, heard == requests.current() ? heard : null);
    destination.look(losses.isUnsaid() ? 0 : agenda.nanosUntilDue(message, null, now), now);
    endFlushes(now);
    if (message == null || !message.isUnderWay()) {
      destination.releaseWhenIdle(now);
    }
    return requests.isFinished() ? Long.MAX_VALUE : agenda.nanosUntilNextStep(message, now);
  }

  /** A defect does not lose critical events: others get a turn, then the message is tried again. */
  private void endAfterDefect(Message broken, long now) {
    destination.cancel(broken);
    broken.defects++;
    if (!broken.source.keepsTrying()) {
      drop(broken, DropReason.INTERNAL_ERROR);
      return;
    }
    message = null;
    if (broken.defects < MOST_DEFECTS) {
      critical.suspend(broken);
    } else {
      critical.postpone(broken);
      destination.pause(now);
    }
  }

  /** Takes new settings between two posts: the one under way ends with the old ones. */
  private void adoptSettings(long now) {
    Message waiting = message;
    if (waiting != null && waiting.isUnderWay()) {
      return;
    }
    Setup changed = requests.takeSetup();
    if (changed == null) {
      return;
    }
    if (waiting != null && waiting.source.keepsTrying()) {
      critical.suspend(waiting);
      message = null;
    } else if (waiting != null && endsGrouping(changed)) {
      // the remaining problems become one message, which has to wait for this one
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
    inbox.resize(incidents, changed.config.queueCapacity);
    composer = new Composer(changed.config, surroundings, opened, mentions, faults);
    destination.adopt(changed, now);
    agenda.adopt(incidents, changed.config);
    Notice rest = before == incidents ? null : before.rest(now);
    if (rest != null) {
      message = compose(before, rest);
    }
  }

  private boolean endsGrouping(Setup changed) {
    return setup.config.groups && !changed.config.groups;
  }

  private void lookAtExchange(long now) {
    Message current = message;
    Exchange exchange = current == null ? null : current.exchange;
    if (current == null || exchange == null) {
      return;
    }
    Answer answer = Destination.poll(exchange);
    if (answer == null) {
      if (now - current.deadline < 0) {
        return;
      }
      exchange.cancel();
      String words = "no answer within " + setup.config.requestTimeout.toMillis() + " ms";
      answer = Answer.failed(Outcome.passing(words));
    }
    current.exchange = null;
    settle(current, destination.read(answer, current, now), now);
  }

  private void settle(Message current, Outcome outcome, long now) {
    if (outcome.verdict != Outcome.Verdict.DELIVERED) {
      progress.failed();
    }
    switch (outcome.verdict) {
      case DELIVERED:
        delivered(current);
        return;
      case PASSING:
        destination.failed(outcome, now);
        current.failedAttempts++;
        afterFailure(current, current.failedAttempts >= setup.config.maxAttempts);
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
        threadGone(current);
        return;
    }
  }

  private void delivered(Message current) {
    // First: if the host throws when notified, the events must not be counted twice.
    message = null;
    settlement.delivered(current);
    if (current.rendered.mentions) {
      mentions.told(surroundings.ticker.read());
    }
    progress.delivered();
    destination.delivered();
  }

  /** Lets the flush's next post overdraw the bucket if the one that did so was refused. */
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

  /** A critical message opens a missing thread, regardless of {@code replyOption}. */
  private void threadGone(Message current) {
    message = null;
    if (current.source.keepsTrying()) {
      settlement.forgetThread(current);
      message = Composer.opening(current);
      writeDown(message);
    } else {
      settlement.threadGone(current);
    }
  }

  /** A final flush retries only critical messages; otherwise {@code maxAttempts} applies. */
  private void afterFailure(Message current, boolean exhausted) {
    FlushRequest flush = requests.current();
    boolean last = flush != null && flush.closing;
    if (current.source.keepsTrying()) {
      if (exhausted) {
        critical.postpone(current);
        message = null;
      }
    } else if (last) {
      drop(current, DropReason.CLOSED);
    } else if (exhausted || destination.isBroken()) {
      giveUp(current);
    }
    if (flush != null && !last) {
      requests.complete(flush, agenda.isSettled(message, flush));
    }
  }

  /** Dissolves a message: its events return to their source, or are dropped. */
  private void giveUp(Message current) {
    if (!current.source.keepsTrying()) {
      message = null;
      // Either all of it returns to incidents, or, without incidents, all of it is dropped.
      boolean lost = current.source != incidents || incidents.dissolved(current.notice) > 0;
      settlement.dissolve(current, lost);
    }
  }

  private void drop(Message current, DropReason reason) {
    message = null;
    settlement.drop(current, reason);
  }

  private void startExchange(long now, @Nullable FlushRequest flush) {
    boolean underWay = message != null && message.isUnderWay();
    if (underWay || agenda.nanosUntilDue(message, flush, now) > 0 || isOver(flush, now)) {
      return;
    }
    if (destination.isProbeDue(now) && destination.readAddressAgain(now)) {
      opened.clear();
      critical.aim(destination.spaceName());
    }
    Permit permit = agenda.permit(message, flush, now);
    if (destination.nanosUntilPost(now, permit) > 0) {
      return;
    }
    if (message == null) {
      message = composeNext(now, flush);
    }
    // Read again: rendering takes time, and the service counts from the arrival of a post.
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

  private @Nullable Message composeNext(long now, @Nullable FlushRequest flush) {
    if (agenda.isCriticalsTurn(criticalsInARow, flush, now)) {
      criticalsInARow++;
      return composeCritical();
    }
    criticalsInARow = 0;
    Notice notice = null;
    if (flush == null) {
      notice = incidents.next(now, destination.nanosUntilPost(now, Permit.SPARE) > 0);
    } else if (flush.closing || !agenda.isSettled(message, flush)) {
      notice = incidents.everything(now);
    }
    if (notice == null && agenda.showsBlocks(message, flush)) {
      notice = incidents.owedBlock(now);
    }
    if (notice == null) {
      notice = losses.isWaiting() ? incidents.lossOnly() : null;
    }
    return notice == null ? null : compose(incidents, notice);
  }

  private @Nullable Message composeCritical() {
    Message frozen = critical.nextFrozen();
    Notice notice = frozen == null ? critical.next() : null;
    return notice == null ? frozen : compose(critical, notice);
  }

  private @Nullable Message compose(NewsSource from, Notice notice) {
    // a critical message may wait for long, and others report the losses meanwhile
    Losses unsaid = from.keepsTrying() ? Losses.NONE : losses.unsaid();
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

  /** Writes a critical message to disk before it is posted. */
  private void writeDown(Message composed) {
    if (composed.source.keepsTrying()) {
      critical.writeDown(composed);
    }
  }

  private void endFlushes(long now) {
    for (FlushRequest flush = requests.awaited(); flush != null; flush = requests.awaited()) {
      if (!agenda.isAtItsEnd(message, flush, now)) {
        return;
      }
      boolean settled = agenda.isSettled(message, flush);
      if (flush.closing) {
        finish(now, settled);
        return;
      }
      requests.complete(flush, settled);
    }
  }

  private void finish(long now, boolean settled) {
    String cause = trouble();
    if (message != null) {
      destination.cancel(message);
      drop(message, DropReason.CLOSED);
    }
    inbox.close(incidents, now);
    Notice rest = incidents.rest(now);
    if (rest != null) {
      accounts.drop(DropReason.CLOSED, rest.events());
      incidents.taken(rest, rest.parts.size());
    }
    // critical events have to be dropped before the losses are counted
    int leftOnDisk = critical.close();
    long lost = accounts.unreported() - losses.saidTotal() - leftOnDisk;
    progress.showLeft(lost, "when this appender stopped", cause, surroundings.diagnostics);
    destination.close(now);
    requests.finish(settled);
  }
}
