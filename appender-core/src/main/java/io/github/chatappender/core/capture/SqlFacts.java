/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.text.Texts;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies the SQLState and the vendor's error code of the innermost {@code java.sql.SQLException}
 * that has any. A value that cannot be read is left out. Loads no class of {@code java.sql}, which
 * a small run-time image may lack, unless there is such an exception. Stateless.
 */
final class SqlFacts {

  private static final Set<String> TYPE = Set.of("java.sql.SQLException");
  private static final int STATE_CHARS = 32;

  private SqlFacts() {}

  static <E, T> void copy(List<T> chain, SafeReader<E, T> reader, LogEntry.Builder into) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      Throwable thrown = reader.throwable(chain.get(i));
      if (thrown != null && Guards.isA(TYPE, thrown.getClass()) && Driver.copy(thrown, into)) {
        return;
      }
    }
  }

  /** Uses the classes of {@code java.sql}; loaded with the first such exception. */
  private static final class Driver {

    private Driver() {}

    /** Copies state and code; returns whether there is either. */
    static boolean copy(Throwable thrown, LogEntry.Builder into) {
      String state = state(thrown);
      int code = code(thrown);
      into.sql(state == null || state.isBlank() ? null : Texts.cut(state, STATE_CHARS), code);
      return (state != null && !state.isBlank()) || code != 0;
    }

    private static @Nullable String state(Throwable thrown) {
      try {
        return ((SQLException) thrown).getSQLState();
      } catch (Throwable e) {
        SafeReader.passFatal(e);
        return null;
      }
    }

    private static int code(Throwable thrown) {
      try {
        return ((SQLException) thrown).getErrorCode();
      } catch (Throwable e) {
        SafeReader.passFatal(e);
        return 0;
      }
    }
  }
}
