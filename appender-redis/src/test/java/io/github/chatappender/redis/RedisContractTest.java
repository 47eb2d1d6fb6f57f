/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.testing.FleetStoreContract;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks the store's promises on a real server. */
class RedisContractTest extends FleetStoreContract {

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  @Override
  protected FleetStore open(FleetMember member) {
    return Requests.openPatiently(REDIS.address(), member);
  }

  @Override
  protected void pass(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  protected void flush() {
    REDIS.run(redis -> redis.flushall());
  }

  @Override
  protected void expire(FleetMember member) {
    REDIS.run(redis -> redis.zadd("gca1:{" + member.space + "}:live", 1, member.id));
  }

  @Override
  protected void lapse(FleetMember owner, String problem) {
    REDIS.run(redis -> redis.hset("gca1:{" + owner.space + "}:p:" + problem, "o", owner.id + " 1"));
  }
}
