/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.delivery.OwnThreads;
import io.github.chatappender.core.delivery.Pipeline;
import java.lang.management.ManagementFactory;

/**
 * Shows a sender to JMX clients. A class of its own, so that without {@code jmx} none of the
 * classes of {@code java.management} is needed. Stateless.
 */
final class JmxPresence {

  private JmxPresence() {}

  /** Registers an MBean, and returns the action that removes it; reports if that fails. */
  static Runnable begin(
      ChatSender sender,
      Pipeline pipeline,
      ChatSender.Configuration configuration,
      Diagnostics diagnostics) {
    try {
      ChatBean bean =
          ChatBean.register(
              sender,
              ManagementFactory.getPlatformMBeanServer(),
              configuration.context,
              configuration.appender,
              new OwnThreads("jmx"));
      pipeline.listen(bean::changed);
      return () -> {
        pipeline.listen(null);
        bean.unregister();
      };
    } catch (Exception | LinkageError e) {
      diagnostics.alert("jmx: the MBean could not be registered: " + e.getClass().getName());
      return () -> {};
    }
  }
}
