/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis.modulepath;

import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetProvider;
import io.github.chatappender.core.fleet.FleetStore;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

/** Finds the provider among the modules and makes a request; its argument is the address. */
public final class ModulePathMain {

  private ModulePathMain() {}

  public static void main(String[] args) throws Exception {
    FleetProvider provider = ServiceLoader.load(FleetProvider.class).findFirst().orElseThrow();
    System.out.println("provider is in module " + provider.getClass().getModule().getName());
    try (FleetStore store = provider.open(args[0], new FleetMember("5ace", "m", "host"))) {
      int members = store.presence().get(30, TimeUnit.SECONDS).members;
      System.out.println("members: " + members);
    }
  }
}
