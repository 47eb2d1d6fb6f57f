/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds one client for each address that stores use now. A static registry, like that of the
 * budgets: senders of one JVM know nothing of each other. Thread-safe.
 */
final class SharedClients {

  private static final Map<Address, Client> CLIENTS = new HashMap<>();

  private SharedClients() {}

  /** Returns the client of an address. Each call needs one {@link #release}. */
  static synchronized Client acquire(Address address) {
    return acquire(address, Lettuce.COMMAND_TIMEOUT);
  }

  /** Returns the client of an address, whose first user says how long Redis may take to answer. */
  static synchronized Client acquire(Address address, Duration commandTimeout) {
    Client client =
        CLIENTS.computeIfAbsent(address, unknown -> new Client(unknown, commandTimeout));
    client.users++;
    return client;
  }

  /** Closes a client with its last user, without blocking. */
  static synchronized void release(Client client) {
    client.users--;
    if (client.users == 0) {
      CLIENTS.remove(client.address, client);
      client.close();
    }
  }

  static synchronized int size() {
    return CLIENTS.size();
  }
}
