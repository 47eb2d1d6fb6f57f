/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import org.jspecify.annotations.Nullable;

/**
 * Drains a sender when the JVM exits, without closing it: what other hooks log still counts. Holds
 * one shutdown hook while registered. Thread-safe.
 */
final class ExitDrain {

  private final Runnable drain;
  private @Nullable Thread hook;

  ExitDrain(Runnable drain) {
    this.drain = drain;
  }

  synchronized void register(boolean wanted) {
    if (!wanted) {
      unregister();
    } else if (hook == null) {
      Thread thread = new Thread(null, drain, "google-chat-appender-exit", 0, false);
      thread.setContextClassLoader(ExitDrain.class.getClassLoader());
      try {
        Runtime.getRuntime().addShutdownHook(thread);
        hook = thread;
      } catch (IllegalStateException e) {
        // The JVM exits already: the host's own stop is all that is left.
      }
    }
  }

  synchronized void unregister() {
    if (hook == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM exits already.
    }
    hook = null;
  }
}
