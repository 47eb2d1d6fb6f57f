/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.testing.RedeployContract;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RedeployTest extends RedeployContract {

  private static final String WEB = "log4j2.isWebapp";

  /** What Log4j2 finds out where servlets are: its own exit hook would hold the application. */
  @BeforeEach
  void beWithinAContainer() {
    System.setProperty(WEB, "true");
  }

  @AfterEach
  void leaveIt() {
    System.clearProperty(WEB);
  }

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
