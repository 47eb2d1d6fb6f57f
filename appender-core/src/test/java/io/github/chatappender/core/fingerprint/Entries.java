/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Creates entries for tests: texts, templates, exceptions with frames written as class#method. */
final class Entries {

  static final String LOGGER = "com.acme.shop.OrderService";
  static final String KEY = "gchat.fingerprint";

  private static final int ROOT_FRAMES = 1_024;

  private Entries() {}

  static Fingerprinter fingerprinter(String... appPackages) {
    return new Fingerprinter(ownCode(appPackages), KEY, text -> text);
  }

  /** Returns the {@link OwnCode} of a program with an unknown main class. */
  static OwnCode ownCode(String... appPackages) {
    return new OwnCode(List.of(appPackages), Optional::empty);
  }

  /** Returns the fingerprinter of a program with the given main class. */
  static Fingerprinter startedWith(String mainClass) {
    OwnCode ownCode = new OwnCode(List.of(), () -> Optional.of(mainClass));
    return new Fingerprinter(ownCode, KEY, text -> text);
  }

  static LogEntry.Builder entry(String logger, String message) {
    return LogEntry.builder(Severity.ERROR, logger, message);
  }

  static LogEntry text(String message) {
    return entry(LOGGER, message).build();
  }

  static LogEntry template(String template, String message) {
    return entry(LOGGER, message).template(template, true).build();
  }

  /** Returns an entry with a chain, the logged exception first. */
  static LogEntry thrown(String message, ThrowableInfo... chain) {
    LogEntry.Builder entry = entry(LOGGER, message);
    Arrays.asList(chain).forEach(entry::throwable);
    return entry.build();
  }

  static ThrowableInfo exception(String type, String... frames) {
    return exception(type, List.of(frames));
  }

  static ThrowableInfo exception(String type, List<String> frames) {
    return withMessage(type, null, frames);
  }

  static ThrowableInfo withMessage(String type, String message, List<String> frames) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (String frame : frames) {
      int hash = frame.indexOf('#');
      elements.add(
          new StackTraceElement(
              frame.substring(0, hash), frame.substring(hash + 1), "F.java", elements.size() + 1));
    }
    return new ThrowableInfo(type, message, elements, 0);
  }

  /** Captures a real exception as the capture stage does. */
  static LogEntry live(Throwable thrown) {
    LogEntry.Builder entry = entry(LOGGER, "Unhandled");
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      List<StackTraceElement> frames = Arrays.asList(t.getStackTrace());
      entry.throwable(
          new ThrowableInfo(
              t.getClass().getName(),
              t.getMessage(),
              frames.subList(0, Math.min(frames.size(), ROOT_FRAMES)),
              0));
    }
    return entry.build();
  }
}
