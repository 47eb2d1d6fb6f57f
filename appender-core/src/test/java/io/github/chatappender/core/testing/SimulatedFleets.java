/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetProvider;
import io.github.chatappender.core.fleet.FleetStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens stores that tests have registered, by addresses {@code simulated://…}. Thread-safe. */
public final class SimulatedFleets implements FleetProvider {

  private static final String SCHEME = "simulated";

  private static final Map<String, Function<FleetMember, FleetStore>> STORES =
      new ConcurrentHashMap<>();

  /** Registers a store and returns its address, to be {@linkplain #forget forgotten}. */
  public static String register(Function<FleetMember, FleetStore> store) {
    String address = SCHEME + "://" + Integer.toHexString(System.identityHashCode(store));
    while (STORES.putIfAbsent(address, store) != null) {
      address += "x";
    }
    return address;
  }

  /** Forgets a store. */
  public static void forget(String address) {
    STORES.remove(address);
  }

  @Override
  public boolean supports(String scheme) {
    return scheme.equals(SCHEME);
  }

  @Override
  public FleetStore open(String address, FleetMember member) {
    Function<FleetMember, FleetStore> store = STORES.get(address);
    if (store == null) {
      throw new IllegalArgumentException("name a registered store");
    }
    return store.apply(member);
  }
}
