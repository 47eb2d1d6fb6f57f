/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.GenericHandlerContract;
import io.github.chatappender.core.testing.LoggingHost;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericHandlerTest extends GenericHandlerContract {

  @Override
  protected LoggingHost start(Map<String, String> settings) {
    return LogbackHost.start(settings);
  }

  @Test
  void problemsThatDifferInTheirFrames_areAllPostedWithinThreeSeconds() throws Exception {
    assertKindsThatDifferInTheirFramesAreAllReportedWithinThreeSeconds();
  }
}
