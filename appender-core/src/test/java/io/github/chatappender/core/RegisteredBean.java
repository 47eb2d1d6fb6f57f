/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Operations;
import java.time.Instant;
import javax.management.JMException;
import javax.management.MBeanServer;

/** Registers the MBean of any operations, for tests of other packages. */
public final class RegisteredBean {

  private final ChatBean bean;

  private RegisteredBean(ChatBean bean) {
    this.bean = bean;
  }

  public static RegisteredBean register(
      Operations operations, MBeanServer server, String context, String appender)
      throws JMException {
    return new RegisteredBean(
        ChatBean.register(operations, server, context, appender, work -> new Thread(work, "jmx")));
  }

  public void changed(
      DeliveryStats.State before, DeliveryStats.State after, String why, Instant at) {
    bean.changed(before, after, why, at);
  }

  public void unregister() {
    bean.unregister();
  }
}
