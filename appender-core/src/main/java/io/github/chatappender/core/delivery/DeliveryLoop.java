/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.EntryQueue;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.UngroupedEntries;
import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Outcome;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Moves entries from the queue to the space, one {@link #step()} at a time. A step does whatever is
 * due and says how long its caller may sleep; it never sleeps itself and never waits for the
 * network. At most one post is under way.
 *
 * <p>{@link #step()} belongs to one thread; requests (flush, close, new settings) may come from
 * any, and are heard by the next step.
 */
final class DeliveryLoop {

  private static final long PAUSE_AFTER_DEFECT = TimeUnit.SECONDS.toNanos(1);

  private final Surroundings surroundings;
  private final EntryQueue queue;
  private final Accounts accounts;
  private final Runnable wake;
  private final Progress progress;
  private final LossLedger losses;
  private final OpenedThreads opened = new OpenedThreads();
  private final Destination destination;

  private final AtomicReference<@Nullable Setup> newSetup = new AtomicReference<>();
  private final Queue<FlushRequest> flushes = new ConcurrentLinkedQueue<>();
  private volatile @Nullable FlushRequest close;
  private volatile boolean endsNow;
  private volatile boolean finished;

  private Setup setup;
  private Incidents incidents;
  private Composer composer;
  private @Nullable Message message;
  private boolean lossWaits;
  private long lossDueAt;

  DeliveryLoop(
      Setup setup,
      Surroundings surroundings,
      EntryQueue queue,
      Accounts accounts,
      Progress progress,
      Runnable wake) {
    this.setup = setup;
    this.surroundings = surroundings;
    this.queue = queue;
    this.accounts = accounts;
    this.progress = progress;
    this.wake = wake;
    this.losses = new LossLedger(accounts);
    this.incidents = new UngroupedEntries(setup.config);
    this.composer = new Composer(setup.config, surroundings.clock, opened);
    this.destination = new Destination(setup, surroundings);
  }

  /** Asks for new settings, from any thread. */
  void reconfigure(Setup changed) {
    newSetup.set(changed);
  }

  /** Asks to tell at once what is pending, from any thread. */
  void request(FlushRequest request) {
    if (request.closing) {
      close = request;
    } else {
      flushes.add(request);
    }
    if (finished) {
      request.complete(true);
    }
  }

  /** Ends the loop at its next step: whatever is pending is counted as dropped. */
  void closeNow() {
    endsNow = true;
  }

  /** Tells whether the loop has come to its end; no further step is needed. */
  boolean isFinished() {
    return finished;
  }

  /** Tells how delivery is doing; any thread may ask. */
  DeliveryStats.State state() {
    return finished ? DeliveryStats.State.IDLE : destination.state(surroundings.ticker.read());
  }

  /**
   * Does what is due.
   *
   * @return nanoseconds until there may be something to do, {@link Long#MAX_VALUE} if only an entry
   *     or a request can make some; 0 to be called again at once
   */
  long step() {
    try {
      return doStep(surroundings.ticker.read());
    } catch (Throwable e) {
      // A defect costs the message at hand, never the thread.
      Message broken = message;
      if (broken != null) {
        if (broken.exchange != null) {
          broken.exchange.cancel();
        }
        drop(broken, DropReason.INTERNAL_ERROR);
      }
      surroundings.diagnostics.warn("a step of delivery failed: " + e.getClass().getName());
      return PAUSE_AFTER_DEFECT;
    }
  }

  private long doStep(long now) {
    if (finished) {
      return Long.MAX_VALUE;
    }
    // Asked for before the queue is drained: a request's one message must not miss an entry.
    FlushRequest heard = flush();
    drainQueue(now);
    lookAtExchange(now);
    adoptSettings(now);
    noteLosses(now);
    startExchange(now, heard == flush() ? heard : null);
    endFlushes(now);
    return finished ? Long.MAX_VALUE : nanosUntilNextStep(now);
  }

  /** Takes new settings between two posts: the one under way ends with the old ones. */
  private void adoptSettings(long now) {
    if (message != null && message.exchange != null) {
      return;
    }
    Setup changed = newSetup.getAndSet(null);
    if (changed == null) {
      return;
    }
    setup = changed;
    queue.resize(changed.config.queueCapacity());
    Incidents before = incidents;
    incidents = new UngroupedEntries(changed.config);
    Notice waiting = before.everything();
    if (waiting != null) {
      waiting.entries().forEach(entry -> incidents.add(entry, now));
    }
    composer = new Composer(changed.config, surroundings.clock, opened);
    destination.adopt(changed, now);
  }

  private void drainQueue(long now) {
    while (incidents.hasRoom()) {
      LogEntry entry = queue.poll();
      if (entry == null) {
        return;
      }
      try {
        incidents.add(entry, now);
      } catch (RuntimeException e) {
        accounts.drop(DropReason.INTERNAL_ERROR, 1);
      }
    }
  }

  private void lookAtExchange(long now) {
    Message current = message;
    Exchange exchange = current == null ? null : current.exchange;
    if (current == null || exchange == null) {
      return;
    }
    Answer answer = exchange.poll();
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
        afterFailure(current);
        return;
      case THROTTLED:
        destination.throttled(outcome, now);
        return;
      case UNAUTHORIZED:
        if (current.unauthorizedBefore || destination.isBroken()) {
          destination.broken(outcome, now);
          giveUp(current);
        } else {
          current.unauthorizedBefore = true;
          destination.failed(outcome, now);
        }
        return;
      case MESSAGE_FAULT:
        destination.messageRefused(outcome);
        message = composer.simpler(current);
        if (message == null) {
          drop(current, DropReason.REJECTED);
        }
        return;
      case WEBHOOK_FAULT:
        destination.broken(outcome, now);
        giveUp(current);
        return;
      case THREAD_GONE:
        destination.messageRefused(outcome);
        if (current.threadKey != null) {
          opened.remove(current.threadKey);
        }
        drop(current, DropReason.THREAD_GONE);
        return;
    }
  }

  private void delivered(Message current) {
    // First of all: should the host throw when told of it, the events must not be counted twice.
    message = null;
    accounts.report(current.events());
    losses.settle(current.losses);
    if (current.threadKey != null) {
      opened.add(current.threadKey);
    }
    progress.delivered();
    destination.delivered();
  }

  private void afterFailure(Message current) {
    FlushRequest flush = flush();
    if (flush != null && flush.closing) {
      drop(current, DropReason.CLOSED);
    } else if (current.failedAttempts >= setup.config.maxAttempts() || destination.isBroken()) {
      giveUp(current);
    }
    if (flush != null && !flush.closing) {
      flushes.remove(flush);
      flush.complete(false);
    }
  }

  /** Dissolves a body: what it would have told goes back to where it came from, or is lost. */
  private void giveUp(Message current) {
    accounts.drop(DropReason.RETRIES_EXHAUSTED, incidents.dissolved(current.notice.entries()));
    message = null;
  }

  private void drop(Message current, DropReason reason) {
    accounts.drop(reason, current.events());
    if (current.events() == 0 && reason != DropReason.THREAD_GONE) {
      // A message about losses that is refused, or breaks, must not come again and again; one whose
      // thread is gone opens it anew.
      losses.settle(current.losses);
    }
    message = null;
  }

  private void noteLosses(long now) {
    boolean waits = !losses.unsaid().isEmpty();
    if (waits && !lossWaits) {
      lossDueAt = now + setup.config.firstWait().toNanos();
    }
    lossWaits = waits;
  }

  private void startExchange(long now, @Nullable FlushRequest flush) {
    if ((message != null && message.exchange != null) || nanosUntilDue(now, flush) > 0) {
      return;
    }
    boolean overdraw = flush != null && !flush.overdrawn;
    if (!destination.takePermit(now, overdraw)) {
      return;
    }
    if (flush != null) {
      flush.overdrawn = true;
    }
    if (message == null) {
      message = compose(flush);
    }
    if (message != null) {
      progress.started(message.starts > 0);
      destination.start(message, now, wake);
    }
  }

  private @Nullable Message compose(@Nullable FlushRequest flush) {
    Notice notice = flush == null ? incidents.next() : incidents.everything();
    if (notice == null) {
      notice = incidents.lossOnly();
    }
    Map<DropReason, Long> unsaid = losses.unsaid();
    try {
      Message composed = composer.compose(notice, unsaid);
      incidents.taken(notice, composed.events());
      return composed;
    } catch (Throwable e) {
      int lost = notice.kind() == Notice.Kind.ENTRIES ? 1 : notice.entries().size();
      incidents.taken(notice, lost);
      accounts.drop(DropReason.RENDER_FAILED, lost);
      if (lost == 0) {
        losses.settle(unsaid);
      }
      surroundings.diagnostics.warn("a message could not be rendered: " + e.getClass().getName());
      return null;
    }
  }

  private void endFlushes(long now) {
    if (endsNow) {
      finish(now, isNothingLeft());
      return;
    }
    for (FlushRequest flush = flush(); flush != null; flush = flush()) {
      boolean settled = isSettled(flush);
      if (!settled && now - flush.deadline < 0 && !isHopeless(flush, now)) {
        return;
      }
      if (flush.closing) {
        finish(now, settled);
        return;
      }
      flushes.remove(flush);
      flush.complete(settled);
    }
  }

  private boolean isSettled(FlushRequest flush) {
    return flush.closing
        ? isNothingLeft() && !lossWaits
        : isNothingLeft() || accounts.settledOfQueued() >= flush.mark;
  }

  private boolean isNothingLeft() {
    return message == null && incidents.isEmpty() && queue.isEmpty();
  }

  /** Tells whether no post can start before the deadline, and none is under way. */
  private boolean isHopeless(FlushRequest flush, long now) {
    boolean underWay = message != null && message.exchange != null;
    return !underWay && destination.nanosUntilPost(now, !flush.overdrawn) > flush.deadline - now;
  }

  private void finish(long now, boolean settled) {
    Message current = message;
    if (current != null) {
      if (current.exchange != null) {
        current.exchange.cancel();
      }
      drop(current, DropReason.CLOSED);
    }
    Notice rest = incidents.everything();
    if (rest != null) {
      accounts.drop(DropReason.CLOSED, rest.entries().size());
      incidents.taken(rest, rest.entries().size());
    }
    queue.close();
    destination.close(now);
    finished = true;
    FlushRequest closing = close;
    if (closing != null) {
      closing.complete(settled);
    }
    for (FlushRequest flush = flushes.poll(); flush != null; flush = flushes.poll()) {
      flush.complete(false);
    }
  }

  private long nanosUntilNextStep(long now) {
    FlushRequest flush = flush();
    long next = flush == null ? Long.MAX_VALUE : Math.max(0, flush.deadline - now);
    Message current = message;
    if (current != null && current.exchange != null) {
      return Math.min(next, Math.max(0, deadlineOf(current) - now));
    }
    next = Math.min(next, destination.releaseWhenIdle(now));
    long due = nanosUntilDue(now, flush);
    if (due == Long.MAX_VALUE) {
      return next;
    }
    boolean overdraw = flush != null && !flush.overdrawn;
    return Math.min(next, Math.max(due, destination.nanosUntilPost(now, overdraw)));
  }

  private long nanosUntilDue(long now, @Nullable FlushRequest flush) {
    if (message != null) {
      return 0;
    }
    if (!incidents.isEmpty()) {
      return flush == null ? incidents.nanosUntilDue(now) : 0;
    }
    if (!lossWaits) {
      return Long.MAX_VALUE;
    }
    return flush == null ? Math.max(0, lossDueAt - now) : 0;
  }

  private long deadlineOf(Message current) {
    return current.startedAt + setup.config.requestTimeout().toNanos();
  }

  private @Nullable FlushRequest flush() {
    FlushRequest closing = close;
    return closing != null ? closing : flushes.peek();
  }
}
