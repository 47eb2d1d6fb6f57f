/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.delivery.OwnThreads;
import org.jspecify.annotations.Nullable;

/**
 * Drains a sender when the JVM exits, without closing it, so that events from other hooks still
 * count. Holds one shutdown hook while registered. Thread-safe.
 */
final class ExitDrain {

  private final Runnable drain;
  private final Diagnostics diagnostics;
  private @Nullable Thread hook;

  ExitDrain(Runnable drain, Diagnostics diagnostics) {
    this.drain = drain;
    this.diagnostics = diagnostics;
  }

  synchronized void register(boolean wanted) {
    if (!wanted) {
      unregister();
    } else if (hook == null) {
      try {
        Thread thread = new OwnThreads("exit").newThread(drain);
        Runtime.getRuntime().addShutdownHook(thread);
        hook = thread;
      } catch (IllegalStateException e) {
        // The JVM is already exiting: only the host's own stop remains.
      } catch (SecurityException e) {
        diagnostics.warn(
            "the security manager refuses a shutdown hook: events that are pending when the JVM"
                + " exits are lost unless the application stops its logging framework; grant"
                + " RuntimePermission \"shutdownHooks\" and \"modifyThreadGroup\", or set"
                + " shutdownHook=false");
      }
    }
  }

  synchronized void unregister() {
    if (hook == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException | SecurityException e) {
      // The JVM is already exiting, or the hook has to stay: it then drains a closed sender.
    }
    hook = null;
  }
}
