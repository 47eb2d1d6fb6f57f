/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Answers posts at random: outages, refusals, limits, defects, late answers. Once healed, accepts
 * every message within a second. For one thread.
 */
final class ChanceService {

  private static final int OUTAGE_IN = 40;
  private static final int LATEST_MILLIS = 12_000;

  private final Random random;
  private final Clock clock;
  private final int longestOutageMillis;
  private final Predicate<String> spared;
  private long outageEndsAt;
  private int outageKind;
  private boolean healed;

  /**
   * Creates an unhealed service.
   *
   * @param spared bodies that are neither refused nor hit by a defect
   */
  ChanceService(Random random, Clock clock, Duration longestOutage, Predicate<String> spared) {
    this.random = random;
    this.clock = clock;
    this.longestOutageMillis = (int) longestOutage.toMillis();
    this.spared = spared;
  }

  void heal() {
    healed = true;
  }

  Reply reply(String body) {
    if (healed) {
      return Reply.ok().after(Duration.ofMillis(random.nextInt(1_000)));
    }
    long now = clock.millis();
    if (now >= outageEndsAt && random.nextInt(OUTAGE_IN) == 0) {
      outageEndsAt = now + random.nextInt(longestOutageMillis);
      outageKind = random.nextInt(4);
    }
    Reply reply = now < outageEndsAt ? outage() : answer(spared.test(body));
    return reply.after(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
  }

  private Reply outage() {
    switch (outageKind) {
      case 0:
        return Reply.failure("ConnectException");
      case 1:
        return Reply.never();
      case 2:
        return Reply.retryAfter(503, "" + random.nextInt(900));
      default:
        return Reply.error(403, "PERMISSION_DENIED", "Bad token");
    }
  }

  private Reply answer(boolean mustPass) {
    int chance = random.nextInt(100);
    if (chance < 8) {
      return Reply.status(500);
    } else if (chance < 16) {
      return Reply.retryAfter(429, random.nextBoolean() ? "soon" : "" + random.nextInt(30));
    } else if (chance < 18) {
      return Reply.error(404, "NOT_FOUND", "No such thread");
    } else if (chance < 20) {
      return Reply.error(401, "UNAUTHENTICATED", "Who are you");
    } else if (chance < 25 && !mustPass) {
      return Reply.error(400, "INVALID_ARGUMENT", "Bad");
    } else if (chance < 28 && !mustPass) {
      return Reply.throwing(new IllegalStateException("defect"));
    }
    return Reply.ok();
  }
}
