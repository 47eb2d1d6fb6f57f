/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusDiagnosticsTest {

  /** As after the end of Logback's class loader. */
  private static final class WithoutClasses extends ContextAwareBase {

    @Override
    public void addWarn(String message) {
      throw new NoClassDefFoundError("ch/qos/logback/core/status/WarnStatus");
    }
  }

  @Test
  void alertWithoutLogbacksClasses_isPrintedToStandardError() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      new StatusDiagnostics(new WithoutClasses(), "CHAT").alert("1 event was not posted");
    } finally {
      System.setErr(stderr);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("GoogleChat appender CHAT: 1 event was not posted");
  }
}
