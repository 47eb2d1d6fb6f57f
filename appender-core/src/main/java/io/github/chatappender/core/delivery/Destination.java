/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.budget.BudgetLimits;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.budget.SpaceBudget;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Backoff;
import io.github.chatappender.core.webhook.Breaker;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Outcome;
import io.github.chatappender.core.webhook.OutcomeReader;
import io.github.chatappender.core.webhook.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Represents the space and the way to it: address, transport, budget, backoff, breaker. Decides
 * when the next post may start, starts it, and learns from its outcome. Used only by the delivery
 * thread.
 */
final class Destination {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String PAUSED_BY_OTHERS =
      "the space is paused because another appender in this JVM failed to post to it";

  private final Platform platform;
  private final Runnable wake;
  private final Trouble trouble;
  private final OutcomeReader outcomes;
  private final Breaker breaker = new Breaker();
  private final AddressFile addressFile;
  private volatile Setup setup;
  private Transport transport;
  private Backoff backoff;
  private volatile SpaceBudget budget;

  /** How many senders have to share the budget without speaking to each other. */
  private int senders = 1;

  /** What this sender may use of the space's budget. */
  private BudgetLimits limits;

  /** Failures in a row, not counting 429s, which are no outage. */
  private volatile int failures;

  /** Whether the last post has to be repeated. */
  private volatile boolean retrying;

  private volatile boolean awaitsAnswer;

  /** When the last post began, or ended. */
  private volatile long lastPostAt;

  private boolean holdsClient;

  Destination(Setup setup, Platform platform, Runnable wake) {
    this.wake = wake;
    this.platform = platform;
    this.trouble = new Trouble(platform.diagnostics);
    this.outcomes = new OutcomeReader(platform.clock);
    this.addressFile = new AddressFile(platform);
    this.setup = setup;
    this.transport = platform.transports.apply(setup.config);
    this.backoff = newBackoff();
    this.limits = setup.limits;
    this.budget = joined(platform.ticker.read(), platform.diagnostics::alert);
  }

  /** Takes new settings. The space's budget and pauses stay; a new address starts unbroken. */
  void adopt(Setup newSetup, long now) {
    boolean moved = !newSetup.url.equals(setup.url);
    use(newSetup, now, platform.diagnostics::alert);
    transport.release();
    holdsClient = false;
    transport = platform.transports.apply(newSetup.config);
    backoff = newBackoff();
    if (moved) {
      breaker.close();
      failures = 0;
      retrying = false;
    }
  }

  /** Returns the time until a post may start. Callable from any thread. */
  long nanosUntilPost(long now, Permit permit) {
    return Math.max(budget.nanosUntilPermit(now, permit), breaker.nanosUntilPass(now));
  }

  /** Takes the permit for a post, if it may start now. */
  boolean takePermit(long now, Permit permit) {
    return breaker.nanosUntilPass(now) == 0 && budget.tryTake(now, permit);
  }

  /** Starts a post whose permit was taken. */
  void start(Message message, long now) {
    message.starts++;
    message.startedAt = now;
    message.deadline = now + setup.config.requestTimeout.toNanos();
    holdsClient = true;
    lastPostAt = now;
    awaitsAnswer = true;
    try {
      String parameters = message.replyOption.parameters(message.requestId);
      message.exchange = transport.post(setup.url, parameters, message.rendered.body, wake);
    } catch (Throwable e) {
      // a defect of the transport must not lose the message: this is a failed attempt
      message.exchange =
          Exchange.ended(
              Answer.failed(
                  Outcome.passing("the request could not be created: " + e.getClass().getName())));
      wake.run();
    }
  }

  /** Ends a post that was answered or is out of time; null if there is none or it goes on. */
  @Nullable Outcome outcome(Message message, long now) {
    Exchange exchange = message.exchange;
    Outcome outcome = exchange == null ? null : outcome(exchange, message, now);
    if (outcome != null) {
      message.exchange = null;
      awaitsAnswer = false;
      lastPostAt = now;
      budget.answered(now);
    }
    return outcome;
  }

  /** An unreadable answer says nothing about the message: it is a failure that may pass. */
  private @Nullable Outcome outcome(Exchange exchange, Message message, long now) {
    try {
      Answer answer = exchange.poll();
      if (answer != null) {
        return outcomes.read(answer, message.replyOption, setup.ownSecrets::scrub);
      }
    } catch (Throwable e) {
      return Outcome.passing("the answer could not be read: " + e.getClass().getName());
    }
    if (now - message.deadline < 0) {
      return null;
    }
    exchange.cancel();
    return Outcome.passing("no answer within " + setup.config.requestTimeout.toMillis() + " ms");
  }

  /** Ends a post without reading its answer. */
  void cancel(Message message) {
    awaitsAnswer = false;
    if (message.exchange != null) {
      message.exchange.cancel();
    }
    message.exchange = null;
  }

  void delivered() {
    failures = 0;
    retrying = false;
    budget.delivered();
    breaker.close();
    trouble.over(setup.url.toString());
  }

  /** Checks whether people should see that due messages are not delivered. */
  void look(long nanosUntilDue, long now) {
    // while a post of this appender is under way, no other one is to blame for the wait
    boolean pausedByOthers = !breaker.isOpen() && !awaitsAnswer && budget.isPaused(now);
    trouble.look(nanosUntilDue, pausedByOthers ? PAUSED_BY_OTHERS : "", now);
  }

  /** Returns the time until people should see that nothing is delivered. */
  long nanosUntilShown(long now) {
    return trouble.nanosUntilShown(now);
  }

  /**
   * Returns the reason no messages reach the space, empty if there is none. Callable from any
   * thread.
   */
  String trouble() {
    String cause = trouble.cause();
    return cause.isEmpty() && awaitsAnswer ? unanswered() : cause;
  }

  private String unanswered() {
    long millis = TimeUnit.NANOSECONDS.toMillis(platform.ticker.read() - lastPostAt);
    return "posting to "
        + setup.url
        + " fails: no answer within "
        + millis
        + " ms; if it needs longer, raise shutdownTimeout";
  }

  /** Notes that a thread is missing; if the breaker is open, the webhook itself may be gone. */
  void threadGone(Outcome outcome, long now) {
    retrying = false;
    trouble.failed(outcome.line(setup.url), now);
    delayProbe(now);
  }

  /** A failed probe leaves the breaker open until the next one. */
  private void delayProbe(long now) {
    if (breaker.isOpen()) {
      breaker.open(now);
    }
  }

  /** Pauses the space after a defect, as long as after many failures. */
  void pause(long now) {
    budget.pause(now, backoff.maxNanos);
  }

  boolean hasUsedUpAttempts(Message message) {
    return message.failedAttempts >= setup.config.maxAttempts;
  }

  /** Pauses the space after a failure that may pass. */
  void failed(Outcome outcome, long now) {
    trouble.failed(outcome.line(setup.url), now);
    int inARow = failures + 1;
    failures = inARow;
    retrying = true;
    delayProbe(now);
    boolean outage = inARow >= setup.config.maxAttempts;
    long pause = outage ? backoff.maxNanos : backoff.nanosAfter(inARow);
    budget.pause(now, Math.max(pause, outcome.retryAfterNanos));
  }

  /** Pauses the space after a 429, and gives the post's permit back; returns how long, in all. */
  long throttled(Outcome outcome, long now) {
    retrying = true;
    trouble.failed(outcome.line(setup.url), now);
    delayProbe(now);
    budget.throttled(now, outcome.retryAfterNanos, platform.random.getAsDouble());
    return budget.nanosUntilUnpaused(now);
  }

  /** Opens the breaker: the webhook does not work. */
  void broken(Outcome outcome, long now) {
    String cause =
        outcome.line(setup.url)
            + "; retrying every "
            + Duration.ofNanos(Breaker.PROBE_NANOS).toMinutes()
            + " minutes";
    if (breaker.open(now)) {
      trouble.broken(cause, now);
    } else {
      trouble.failed(cause, now);
    }
  }

  /** Notes that the service refused a message: the webhook works. */
  void messageRefused(Outcome outcome, long now) {
    retrying = false;
    if (breaker.close()) {
      trouble.over(setup.url.toString());
    }
    trouble.failed(outcome.line(setup.url), now);
  }

  /** Releases the client if nothing was posted for a while. */
  void releaseWhenIdle(long now) {
    if (nanosUntilIdle(now) == 0) {
      transport.release();
      holdsClient = false;
    }
  }

  /** Returns the time until the client is released. */
  long nanosUntilIdle(long now) {
    return holdsClient ? Math.max(0, lastPostAt + IDLE_NANOS - now) : Long.MAX_VALUE;
  }

  boolean isBroken() {
    return breaker.isOpen();
  }

  /** Returns how many posts the budget allows at once. Callable from any thread. */
  int permits(long now) {
    return budget.permits(now);
  }

  /**
   * Returns the time until a pause ends without an event or an answer, and the state with it;
   * {@link Long#MAX_VALUE} if there is none.
   */
  long nanosUntilPauseEnds(long now) {
    return !breaker.isOpen() && budget.isPaused(now)
        ? budget.nanosUntilUnpaused(now)
        : Long.MAX_VALUE;
  }

  /** Returns the reason for the present state, empty if nothing is wrong. From any thread. */
  String why(DeliveryStats.State state) {
    String cause = state == DeliveryStats.State.OK ? "" : trouble.cause();
    return cause.isEmpty() && state == DeliveryStats.State.THROTTLED ? PAUSED_BY_OTHERS : cause;
  }

  /** Returns how delivery is doing. Callable from any thread. */
  DeliveryStats.State state(long now) {
    if (breaker.isOpen()) {
      return DeliveryStats.State.BROKEN;
    }
    if (trouble.isShown() && failures > 0) {
      return DeliveryStats.State.UNREACHABLE;
    }
    return budget.isPaused(now) || (retrying && trouble.isWaiting())
        ? DeliveryStats.State.THROTTLED
        : DeliveryStats.State.OK;
  }

  /** Returns the threads that released clients may still have. */
  List<Thread> clientThreads() {
    return transport.releasedThreads();
  }

  void close(long now) {
    transport.release();
    holdsClient = false;
    budget.leave(limits, now);
  }

  private Backoff newBackoff() {
    return new Backoff(setup.config.retryDelay, setup.config.retryMax, platform.random);
  }

  /** Takes settings, and joins the budget of their space in place of the present one. */
  private void use(Setup newSetup, long now, Consumer<String> alerts) {
    budget.leave(limits, now);
    setup = newSetup;
    limits = newSetup.limits.share(senders);
    budget = joined(now, alerts);
  }

  private SpaceBudget joined(long now, Consumer<String> alerts) {
    return platform.budgets.join(setup.url.spaceName(), limits, now, alerts);
  }

  /**
   * Limits this sender to an equal share of the budget, because the senders of its fleet cannot
   * speak to each other. Where a share is less than a message, their first ones come one after the
   * other.
   *
   * @param rank the position of this sender, from 0
   */
  void share(int among, int rank, long now) {
    senders = among;
    use(setup, now, line -> {});
    if (setup.limits.burst < among) {
      budget.keep(1 - (double) rank / among, now);
    }
  }

  /** Lets this sender use the whole budget again. */
  void shareNoMore(long now) {
    share(1, 0, now);
  }

  /** Returns the name of the space that messages go to. */
  String spaceName() {
    return setup.url.spaceName();
  }

  /**
   * Reads the address's file again if a probe of a broken webhook is due: most break because a
   * secret was changed.
   *
   * @return whether messages now go elsewhere
   */
  boolean readAddressAgain(long now) {
    boolean probeDue = breaker.isOpen() && breaker.nanosUntilPass(now) == 0;
    Setup changed = probeDue ? addressFile.changed(setup) : null;
    if (changed == null) {
      return false;
    }
    use(changed, now, platform.diagnostics::alert);
    platform.diagnostics.info("webhookUrlFile contains a new address, of " + changed.url);
    return true;
  }
}
