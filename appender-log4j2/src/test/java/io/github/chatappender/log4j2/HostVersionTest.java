/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Makes sure that a run against another version really is one. */
class HostVersionTest {

  @Test
  void testsRunAgainstTheBuildsHostVersion() throws Exception {
    String location =
        org.apache.logging.log4j.core.LoggerContext.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();

    assertThat(location).endsWith("log4j-core-" + System.getProperty("expected.version") + ".jar");
  }
}
