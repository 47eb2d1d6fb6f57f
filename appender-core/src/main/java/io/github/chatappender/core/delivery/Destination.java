/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.budget.SpaceBudget;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Backoff;
import io.github.chatappender.core.webhook.Breaker;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Outcome;
import io.github.chatappender.core.webhook.OutcomeReader;
import io.github.chatappender.core.webhook.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the space and the way there: address, transport, budget, backoff, breaker. Says when
 * the next post may start, starts it, and learns from its outcome. Used by the delivery thread
 * alone.
 */
final class Destination {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Surroundings surroundings;
  private final Trouble trouble;
  private final OutcomeReader outcomes;
  private final Breaker breaker = new Breaker();
  private volatile Setup setup;
  private Transport transport;
  private Backoff backoff;
  private volatile SpaceBudget budget;

  /** Failures in a row but for 429, which make no outage. */
  private int failures;

  private volatile boolean failing;

  private volatile boolean awaitsAnswer;
  private volatile long askedAt;

  private boolean holdsClient;
  private String fileTrouble = "";
  private long lastPostAt;

  Destination(Setup setup, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.trouble = new Trouble(surroundings.diagnostics);
    this.outcomes = new OutcomeReader(surroundings.clock);
    this.setup = setup;
    this.transport = surroundings.transports.apply(setup.config);
    this.backoff = newBackoff();
    this.budget = joinBudget(surroundings.ticker.read());
  }

  /**
   * Takes new settings; the space's budget and pauses stay, a new address is not held to be broken.
   */
  void adopt(Setup newSetup, long now) {
    boolean moved = !newSetup.url.equals(setup.url);
    budget.leave(setup.limits, now);
    setup = newSetup;
    transport.release();
    holdsClient = false;
    transport = surroundings.transports.apply(newSetup.config);
    backoff = newBackoff();
    budget = joinBudget(now);
    if (moved) {
      breaker.close();
      failures = 0;
      failing = false;
    }
  }

  long nanosUntilPost(long now, Permit permit) {
    return Math.max(budget.nanosUntilPermit(now, permit), breaker.nanosUntilPass(now));
  }

  /** Takes the permit for a post, if it may start now. */
  boolean takePermit(long now, Permit permit) {
    return breaker.nanosUntilPass(now) == 0 && budget.tryTake(now, permit);
  }

  /** Starts a post, for which the permit was taken. */
  void start(Message message, long now, Runnable wake) {
    message.starts++;
    message.startedAt = now;
    message.deadline = now + setup.config.requestTimeout.toNanos();
    holdsClient = true;
    lastPostAt = now;
    askedAt = now;
    awaitsAnswer = true;
    try {
      message.exchange =
          transport.post(setup.url, message.parameters(), message.rendered.body, wake);
    } catch (Throwable e) {
      // what it carries is not lost with a defect of the transport: this is a failed attempt
      message.exchange =
          Exchange.ended(Answer.failed("the request cannot be made: " + e.getClass().getName()));
      wake.run();
    }
  }

  /** Looks for an answer; one that cannot be had is a failure that may pass. */
  static @Nullable Answer poll(Exchange exchange) {
    try {
      return exchange.poll();
    } catch (Throwable e) {
      return Answer.failed("the answer cannot be read: " + e.getClass().getName());
    }
  }

  /** Ends a post without looking at its answer. */
  void cancel(Message message) {
    awaitsAnswer = false;
    if (message.exchange != null) {
      message.exchange.cancel();
    }
    message.exchange = null;
  }

  /** Reads an answer; one that cannot be read says nothing about the message. */
  Outcome read(Answer answer, Message message, long now) {
    awaitsAnswer = false;
    lastPostAt = now;
    budget.answered(now);
    try {
      return outcomes.read(answer, message.replyOption, setup.url);
    } catch (Throwable e) {
      return Outcome.passing("the answer cannot be read: " + e.getClass().getName());
    }
  }

  void delivered() {
    failures = 0;
    failing = false;
    budget.delivered();
    breaker.close();
    trouble.over(setup.url.toString());
  }

  /** Looks whether people have to see that what is due is not delivered. */
  void look(long nanosUntilDue, long now) {
    // while a post of this appender is under way, the space waits for nothing else
    boolean pausedByOthers = !breaker.isOpen() && !awaitsAnswer && budget.isPaused(now);
    trouble.look(
        nanosUntilDue,
        pausedByOthers
            ? "the space is paused, since another appender of this JVM failed to post to it"
            : "",
        now);
  }

  /** Returns how long it takes until people have to see that nothing is delivered. */
  long nanosUntilShown(long now) {
    return trouble.nanosUntilShown(now);
  }

  /** Returns what keeps messages from the space, empty if nothing does; any thread may ask. */
  String trouble() {
    String cause = trouble.cause();
    return cause.isEmpty() && awaitsAnswer ? unanswered() : cause;
  }

  private String unanswered() {
    long millis = TimeUnit.NANOSECONDS.toMillis(surroundings.ticker.read() - askedAt);
    return "posting to "
        + setup.url
        + " fails: no answer within "
        + millis
        + " ms; if it needs longer, raise shutdownTimeout";
  }

  /** Notes that a thread is not there; a webhook held to be broken may well be gone itself. */
  void threadGone(Outcome outcome, long now) {
    trouble.failed(refusal(outcome), now);
    if (breaker.isOpen()) {
      breaker.open(now);
    }
  }

  /** Pauses the space after a defect, for as long as after many failures. */
  void pause(long now) {
    budget.pause(now, backoff.maxNanos);
  }

  /** Pauses the space after a failure that may pass. */
  void failed(Outcome outcome, long now) {
    trouble.failed("posting to " + setup.url + " fails: " + outcome.explained(), now);
    failures++;
    failing = true;
    if (breaker.isOpen()) {
      breaker.open(now);
    }
    boolean outage = failures >= setup.config.maxAttempts;
    long pause = outage ? backoff.maxNanos : backoff.nanosAfter(failures);
    budget.pause(now, Math.max(pause, outcome.retryAfterNanos));
  }

  /** Pauses the space after a 429, which gives the permit of the post back. */
  void throttled(Outcome outcome, long now) {
    trouble.failed("Google Chat limits " + setup.url + ": " + outcome.explained(), now);
    if (breaker.isOpen()) {
      breaker.open(now);
    }
    budget.throttled(now, outcome.retryAfterNanos, surroundings.random.getAsDouble());
  }

  /** Opens the breaker: the webhook does not work. */
  void broken(Outcome outcome, long now) {
    String cause =
        (outcome.isRouteFault()
                ? "nothing can be posted to " + setup.url + ": "
                : "the webhook of " + setup.url + " does not work: ")
            + outcome.explained()
            + "; trying again every "
            + Duration.ofNanos(Breaker.PROBE_NANOS).toMinutes()
            + " minutes";
    if (breaker.open(now)) {
      trouble.broken(cause, now);
    } else {
      trouble.failed(cause, now);
    }
  }

  /** Notes that the service has looked at a message and refuses it: the webhook works. */
  void messageRefused(Outcome outcome, long now) {
    if (breaker.close()) {
      trouble.over(setup.url.toString());
    }
    trouble.failed(refusal(outcome), now);
  }

  private String refusal(Outcome outcome) {
    return "Google Chat refuses a message for " + setup.url + ": " + outcome.explained();
  }

  /** Releases the client when nothing was posted for a while. */
  void releaseWhenIdle(long now) {
    if (nanosUntilIdle(now) == 0) {
      transport.release();
      holdsClient = false;
    }
  }

  /** Returns how long it takes until the client is released. */
  long nanosUntilIdle(long now) {
    return holdsClient ? Math.max(0, lastPostAt + IDLE_NANOS - now) : Long.MAX_VALUE;
  }

  boolean isBroken() {
    return breaker.isOpen();
  }

  /** Tells how delivery is doing; any thread may ask. */
  DeliveryStats.State state(long now) {
    if (breaker.isOpen()) {
      return DeliveryStats.State.BROKEN;
    }
    if (trouble.isShown() && failing) {
      return DeliveryStats.State.UNREACHABLE;
    }
    return budget.isPaused(now) ? DeliveryStats.State.THROTTLED : DeliveryStats.State.OK;
  }

  /** Returns the threads that a client which was let go of may still have. */
  List<Thread> clientThreads() {
    return transport.releasedThreads();
  }

  void close(long now) {
    transport.release();
    holdsClient = false;
    budget.leave(setup.limits, now);
  }

  private Backoff newBackoff() {
    return new Backoff(setup.config.retryDelay, setup.config.retryMax, surroundings.random);
  }

  private SpaceBudget joinBudget(long now) {
    return surroundings.budgets.join(
        setup.url.spaceName(), setup.limits, now, surroundings.diagnostics::alert);
  }

  /** Returns which space is posted to. */
  String spaceName() {
    return setup.url.spaceName();
  }

  /** Tells whether the webhook is held to be broken and is tried again now. */
  boolean isProbeDue(long now) {
    return breaker.isOpen() && breaker.nanosUntilPass(now) == 0;
  }

  /**
   * Reads the address's file before a probe: a secret that was changed is why most webhooks break.
   *
   * @return whether posts go elsewhere from now on
   */
  boolean readAddressAgain(long now) {
    String file = setup.config.webhookUrlFile();
    if (file == null) {
      return false;
    }
    try {
      Setup changed = setup.at(SenderConfig.addressIn(surroundings.facts.readFile(file)));
      if (changed.url.equals(setup.url)) {
        return false;
      }
      moveTo(changed, now);
      return true;
    } catch (ConfigException e) {
      say("the address stays as it is: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      say("webhookUrlFile cannot be read again: " + e.getClass().getSimpleName());
    }
    return false;
  }

  /** Shows what is wrong with the address's file, once while it stays the same. */
  private void say(String newTrouble) {
    if (!newTrouble.equals(fileTrouble)) {
      fileTrouble = newTrouble;
      surroundings.diagnostics.alert(newTrouble);
    }
  }

  private void moveTo(Setup changed, long now) {
    budget.leave(setup.limits, now);
    setup = changed;
    budget = joinBudget(now);
    surroundings.diagnostics.info("webhookUrlFile holds a new address, of " + changed.url);
  }
}
