/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.delivery.OwnThreads;
import io.github.chatappender.core.delivery.Pipeline;
import io.github.chatappender.core.jmx.ChatBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the MBean of a sender. A class of its own, so that without {@code jmx} none of the classes
 * of {@code java.management} is needed. For one thread at a time.
 */
final class JmxPresence {

  private final Pipeline pipeline;
  private final @Nullable ChatBean bean;

  private JmxPresence(Pipeline pipeline, @Nullable ChatBean bean) {
    this.pipeline = pipeline;
    this.bean = bean;
  }

  /** Registers an MBean; reports if that fails. */
  static JmxPresence of(
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
      return new JmxPresence(pipeline, bean);
    } catch (Exception | LinkageError e) {
      diagnostics.alert("jmx: the MBean could not be registered: " + e.getClass().getName());
      return new JmxPresence(pipeline, null);
    }
  }

  /** Removes the MBean. */
  void end() {
    pipeline.listen(null);
    if (bean != null) {
      bean.unregister();
    }
  }
}
