/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.RedeployContract;
import java.util.function.Function;

class RedeployTest extends RedeployContract {

  @Override
  protected Class<? extends Function<String, Long>> application() {
    return Application.class;
  }

  /** The deployed application. */
  public static final class Application implements Function<String, Long> {

    @Override
    public Long apply(String webhookUrl) {
      try (Host host = Host.withAppender(Host.webhook(webhookUrl))) {
        host.logger("com.acme.Shop").error("deployed", new IllegalStateException("of it"));
        host.flush();
        return host.appender().getDeliveryStats().reported();
      }
    }
  }
}
