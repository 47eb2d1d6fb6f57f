/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Makes sure that a run against another version really is one. */
class HostVersionTest {

  @Test
  void testsRunAgainstTheBuildsHostVersion() {
    assertThat(LogbackVersion.running()).isEqualTo(System.getProperty("expected.version"));
  }
}
