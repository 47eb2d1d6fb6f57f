/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadByTest {

  private static final LogEntry ENTRY =
      LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom").mdc("tenant", "acme").build();

  @ParameterizedTest
  @CsvSource({
    "fingerprint, FINGERPRINT, fingerprint",
    "Fingerprint, FINGERPRINT, fingerprint",
    "logger, LOGGER, logger",
    "LOGGER, LOGGER, logger",
    "application, APPLICATION, application",
    "None, NONE, none",
    "mdc:tenant, MDC, mdc:tenant",
    "MDC: tenant, MDC, mdc:tenant",
  })
  void everyForm_isRead(String text, ThreadBy.Kind kind, String shown) {
    ThreadBy threadBy = ThreadBy.parse(text);

    assertThat(threadBy.kind).isEqualTo(kind);
    assertThat(threadBy).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mdc", "mdc:", "mdc: ", "thread", "loggers"})
  void otherTexts_areRefused(String text) {
    assertThat(ThreadBy.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "fingerprint, 5f311b9d88e2af96, null",
        "logger, logger:com.acme.Orders, null",
        "application, '', null",
        "none, null, null",
        "mdc:tenant, mdc:acme, tenant",
        "mdc:Tenant, '', Tenant",
        "mdc:other, '', other",
      })
  void threadValue_isReadFromTheEntry(String text, String value, String mdcKey) {
    ThreadBy threadBy = ThreadBy.parse(text);

    assertThat(threadBy.valueOf(ENTRY, "5f311b9d88e2af96")).isEqualTo(value);
    assertThat(threadBy.mdcKey()).isEqualTo(mdcKey);
  }

  @Test
  void mdcPrefix_isReadInAnyCaseAndTheKeyKept() {
    assertThat(ThreadBy.parse("Mdc:TenantId").mdcKey()).isEqualTo("TenantId");
  }
}
