/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.api.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/** Records all lines, each prefixed with its kind: {@code "warn: ..."}. Thread-safe. */
public final class FakeDiagnostics implements Diagnostics {

  private final List<String> lines = new ArrayList<>();

  @Override
  public void info(String message) {
    add("info: " + message);
  }

  @Override
  public void warn(String message) {
    add("warn: " + message);
  }

  @Override
  public void alert(String message) {
    add("alert: " + message);
  }

  @Override
  public void fault(String message) {
    add("fault: " + message);
  }

  /** Returns the lines so far, in order. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private synchronized void add(String line) {
    lines.add(line);
  }
}
