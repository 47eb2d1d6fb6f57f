/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.budget.BudgetLease;
import io.github.chatappender.core.budget.Permit;
import io.github.chatappender.core.model.ConfigException;
import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Backoff;
import io.github.chatappender.core.webhook.Breaker;
import io.github.chatappender.core.webhook.Outcome;
import io.github.chatappender.core.webhook.OutcomeReader;
import io.github.chatappender.core.webhook.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands for the space and the way there: address, transport, budget, backoff, breaker. Says when
 * the next post may start, starts it, and learns from its outcome. Used by the delivery thread
 * alone.
 */
final class Destination {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Surroundings surroundings;
  private final Outside outside;
  private final Trouble trouble;
  private final OutcomeReader outcomes;
  private final Breaker breaker = new Breaker();
  private Setup setup;
  private Transport transport;
  private Backoff backoff;
  private volatile BudgetLease lease;

  /** Failures in a row but for 429, which make no outage. */
  private int failures;

  private boolean holdsClient;
  private long lastPostAt;

  Destination(Setup setup, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.outside = surroundings.outside();
    this.trouble = new Trouble(surroundings.diagnostics);
    this.outcomes = new OutcomeReader(surroundings.clock);
    this.setup = setup;
    this.transport = outside.transports.apply(setup.config);
    this.backoff = newBackoff();
    this.lease = newLease(surroundings.ticker.read());
  }

  /**
   * Takes new settings; the space's budget and pauses stay, a new address is not held to be broken.
   */
  void adopt(Setup newSetup, long now) {
    boolean moved = !newSetup.url.equals(setup.url);
    setup = newSetup;
    transport.release();
    holdsClient = false;
    transport = outside.transports.apply(newSetup.config);
    backoff = newBackoff();
    BudgetLease oldLease = lease;
    oldLease.close(now);
    lease = newLease(now);
    if (moved) {
      breaker.close();
      failures = 0;
    }
  }

  long nanosUntilPost(long now, Permit permit) {
    return Math.max(lease.nanosUntilPermit(now, permit), breaker.nanosUntilPass(now));
  }

  /** Takes the permit for a post, if it may start now. */
  boolean takePermit(long now, Permit permit) {
    return breaker.nanosUntilPass(now) == 0 && lease.tryTake(now, permit);
  }

  /** Starts a post, for which the permit was taken. */
  void start(Message message, long now, Runnable wake) {
    message.starts++;
    message.startedAt = now;
    holdsClient = true;
    lastPostAt = now;
    message.exchange = transport.post(setup.url, message.post, wake);
  }

  Outcome read(Answer answer, Message message, long now) {
    lastPostAt = now;
    lease.answered(now);
    return outcomes.read(answer, message.post, setup.url);
  }

  void delivered() {
    failures = 0;
    lease.delivered();
    breakerCloses();
    trouble.over();
  }

  private void breakerCloses() {
    if (breaker.close()) {
      surroundings.diagnostics.info("the webhook of " + setup.url + " works again");
    }
  }

  /** Notes that a thread is not there; a webhook held to be broken may well be gone itself. */
  void threadGone(Outcome outcome, long now) {
    trouble.tell("Google Chat refuses a message for " + setup.url + ": " + outcome.words());
    if (breaker.isOpen()) {
      breaker.open(now);
    }
  }

  /** Pauses the space after a failure that may pass. */
  void failed(Outcome outcome, long now) {
    trouble.tell("Google Chat did not take a message for " + setup.url + ": " + outcome.words());
    failures++;
    if (breaker.isOpen()) {
      breaker.open(now);
    }
    boolean outage = failures >= setup.config.maxAttempts();
    long pause = outage ? backoff.maxNanos() : backoff.nanosAfter(failures);
    lease.pause(now, Math.max(pause, outcome.retryAfterNanos()));
  }

  /** Pauses the space after a 429, which gives the permit of the post back. */
  void throttled(Outcome outcome, long now) {
    trouble.tell("Google Chat limits " + setup.url + ": " + outcome.words());
    if (breaker.isOpen()) {
      breaker.open(now);
    }
    lease.throttled(now, outcome.retryAfterNanos(), outside.random.getAsDouble());
  }

  /** Opens the breaker: the webhook does not work. */
  void broken(Outcome outcome, long now) {
    if (breaker.open(now)) {
      surroundings.diagnostics.fault(
          "the webhook of "
              + setup.url
              + " does not work: "
              + outcome.words()
              + "; trying again every "
              + Duration.ofNanos(Breaker.PROBE_NANOS).toMinutes()
              + " minutes");
    }
  }

  /** Notes that the service has looked at a message and refuses it: the webhook works. */
  void messageRefused(Outcome outcome) {
    breakerCloses();
    trouble.tell("Google Chat refuses a message for " + setup.url + ": " + outcome.words());
  }

  /** Lets the client go when nothing was posted for a while; returns nanoseconds until then. */
  long releaseWhenIdle(long now) {
    if (!holdsClient) {
      return Long.MAX_VALUE;
    }
    long left = lastPostAt + IDLE_NANOS - now;
    if (left > 0) {
      return left;
    }
    transport.release();
    holdsClient = false;
    return Long.MAX_VALUE;
  }

  boolean isBroken() {
    return breaker.isOpen();
  }

  /** Tells how delivery is doing; any thread may ask. */
  DeliveryStats.State state(long now) {
    if (breaker.isOpen()) {
      return DeliveryStats.State.BROKEN;
    }
    return lease.isPaused(now) ? DeliveryStats.State.THROTTLED : DeliveryStats.State.OK;
  }

  void close(long now) {
    transport.release();
    holdsClient = false;
    lease.close(now);
  }

  private Backoff newBackoff() {
    return new Backoff(setup.config.retryDelay(), setup.config.retryMax(), outside.random);
  }

  private BudgetLease newLease(long now) {
    return outside.budgets.lease(
        setup.url.spaceName(), setup.limits, now, surroundings.diagnostics);
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
      Setup changed = setup.at(new Secret(outside.facts.readFile(file).trim()));
      if (changed.url.equals(setup.url)) {
        return false;
      }
      moveTo(changed, now);
      return true;
    } catch (ConfigException e) {
      trouble.tell("the address stays as it is: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      trouble.tell("webhookUrlFile cannot be read again: " + e.getClass().getSimpleName());
    }
    return false;
  }

  private void moveTo(Setup changed, long now) {
    setup = changed;
    lease.close(now);
    lease = newLease(now);
    surroundings.diagnostics.info("webhookUrlFile holds a new address, of " + changed.url);
  }
}
