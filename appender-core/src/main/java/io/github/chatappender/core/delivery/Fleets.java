/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetProvider;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.model.Secret;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the provider of the setting {@code fleet}, and opens its store. */
final class Fleets {

  private static final FleetMember NOBODY = new FleetMember("", "", "");

  private Fleets() {}

  /** Returns one line with the setting and the rule it breaks; null if there is no fault. */
  static @Nullable String fault(SenderConfig config) {
    Secret address = config.fleet;
    if (address == null) {
      return null;
    }
    FleetStore store = null;
    try {
      store = open(address, NOBODY);
    } catch (IllegalArgumentException e) {
      return "fleet must " + e.getMessage() + "; each instance posts by itself";
    } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
      return "fleet cannot be used: " + e.getClass().getName() + "; each instance posts by itself";
    }
    if (store == null) {
      return "fleet needs google-chat-appender-redis on the class path for an address with "
          + scheme(address)
          + "://; each instance posts by itself";
    }
    store.close();
    return null;
  }

  /** Opens a store; null if no provider opens such addresses. */
  static @Nullable FleetStore open(Secret address, FleetMember member) {
    String scheme = scheme(address);
    ServiceLoader<FleetProvider> providers =
        ServiceLoader.load(FleetProvider.class, FleetProvider.class.getClassLoader());
    for (FleetProvider provider : providers) {
      if (provider.supports(scheme)) {
        return provider.open(address.reveal(), member);
      }
    }
    return null;
  }

  private static String scheme(Secret address) {
    String text = address.reveal();
    return text.substring(0, text.indexOf("://")).toLowerCase(Locale.ROOT);
  }
}
