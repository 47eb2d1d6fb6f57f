/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class SqlFactsTest {

  @Test
  void cause_givesStateAndCode() {
    LogEntry entry =
        entry(
            new IllegalStateException(
                "outer", new SQLIntegrityConstraintViolationException("dup", "23505", 1062)));

    assertThat(entry.sqlState).isEqualTo("23505");
    assertThat(entry.vendorCode).isEqualTo(1062);
  }

  @Test
  void ofSeveralSqlExceptions_theInnermostWithAStateCounts() {
    SQLException pool =
        new SQLTransientConnectionException(
            "no connection within 30 s", "08001", 7, new SQLException("nothing known"));

    LogEntry entry = entry(new SQLException("outer", "HY000", 1, pool));

    assertThat(entry.sqlState).isEqualTo("08001");
    assertThat(entry.vendorCode).isEqualTo(7);
  }

  @Test
  void chainLongerThanIsKept_givesStateOfTheMiddle() {
    Throwable thrown = new SQLException("no statement", "40001", 0);
    for (int i = 0; i < 30; i++) {
      thrown = new RuntimeException("around " + i, thrown);
      if (i == 14) {
        thrown.addSuppressed(new SQLException("suppressed", "99999"));
      }
    }

    assertThat(entry(thrown).sqlState).isEqualTo("40001");
    assertThat(entry(thrown).vendorCode).isZero();
  }

  @Test
  void oneUnreadableValue_leavesTheOther() {
    SQLException noState =
        new SQLException("m", "23505", 1062) {
          private static final long serialVersionUID = 1L;

          @Override
          public String getSQLState() {
            throw new UnsupportedOperationException("not by this driver");
          }
        };
    SQLException noCode =
        new SQLException("m", "23505", 1062) {
          private static final long serialVersionUID = 1L;

          @Override
          public int getErrorCode() {
            throw new StackOverflowError("not by this driver");
          }
        };

    assertThat(entry(noState).sqlState).isNull();
    assertThat(entry(noState).vendorCode).isEqualTo(1062);
    assertThat(entry(noCode).sqlState).isEqualTo("23505");
    assertThat(entry(noCode).vendorCode).isZero();
  }

  @Test
  void blankState_isNone() {
    assertThat(entry(new SQLException("m", "  ", 3)).sqlState).isNull();
  }

  @Test
  void longState_isCut() {
    assertThat(entry(new SQLException("m", "x".repeat(100))).sqlState).isEqualTo("x".repeat(32));
  }

  @Test
  void otherExceptions_giveNothing() {
    LogEntry entry = entry(new IllegalStateException("m", new IOException("n")));

    assertThat(entry.sqlState).isNull();
    assertThat(entry.vendorCode).isZero();
  }

  private static LogEntry entry(Throwable thrown) {
    SafeReader<FakeEvent, Throwable> reader = new SafeReader<>(FakeReader.INSTANCE, new Accounts());
    LogEntry.Builder entry = LogEntry.builder(Severity.ERROR, "a.B", "m");
    ChainCapture.copy(ChainCapture.walk(thrown, reader), reader, entry);
    return entry.build();
  }
}
