/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetProvider;
import io.github.chatappender.core.fleet.FleetStore;

/**
 * Opens stores on Redis: a server, Sentinels or a cluster. Stores with the same address share one
 * connection, which is closed with the last of them. Thread-safe.
 */
public final class RedisFleetProvider implements FleetProvider {

  /** Creates a provider. */
  public RedisFleetProvider() {}

  @Override
  public boolean supports(String scheme) {
    return Address.SCHEMES.contains(scheme);
  }

  @Override
  public FleetStore open(String address, FleetMember member) {
    return new RedisFleetStore(SharedClients.acquire(Address.parse(address)), member);
  }
}
