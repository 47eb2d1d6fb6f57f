/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checks that a run against another version really uses it. */
class JacksonVersionTest {

  @Test
  void testsRunAgainstTheBuildsJacksonVersion() throws Exception {
    String location =
        com.fasterxml.jackson.core.JsonFactory.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();

    assertThat(location)
        .endsWith("jackson-core-" + System.getProperty("expected.version") + ".jar");
  }
}
