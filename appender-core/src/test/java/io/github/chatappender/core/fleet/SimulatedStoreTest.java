/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

import io.github.chatappender.core.testing.FleetStoreContract;
import io.github.chatappender.core.testing.SimulatedStore;

/** Checks the store of the simulations. */
class SimulatedStoreTest extends FleetStoreContract {

  private long now = 1_000_000;
  private final SimulatedStore store = new SimulatedStore(() -> now);

  @Override
  protected FleetStore open(FleetMember member) {
    return store.open(member);
  }

  @Override
  protected void pass(long millis) {
    now += millis;
  }

  @Override
  protected void flush() {
    store.flush();
  }

  @Override
  protected void expire(FleetMember member) {
    store.expire(member);
  }

  @Override
  protected void lapse(FleetMember owner, String problem) {
    store.lapse(owner, problem);
  }
}
