/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.text.Texts;

/**
 * Identifies a problem: the first 8 bytes of the SHA-256 of its canonical text. Immutable;
 * fingerprints with the same {@link #hex} are equal.
 */
public final class Fingerprint {

  /** Names the rule that made the canonical text. */
  public enum Kind {
    /** The application itself decides which events belong together. */
    CUSTOM,
    /** The types alone: one outage that hits many places. */
    CLASS,
    /** Types and frames of the application. */
    STACK,
    /** Types, frames of libraries, logger and message. */
    LIBSTACK,
    /** Types and the frames of an endless recursion. */
    CYCLE,
    /** Types, logger and message, for an exception without frames. */
    STACKLESS,
    /** Logger and message, for an event without exception. */
    MESSAGE,
    /** Problems that found no place of their own. */
    OTHER
  }

  /** The rule that made the canonical text. */
  public final Kind kind;

  /**
   * The text behind the hash, to explain it: lines joined by {@code \n}, the first one {@code v1};
   * built-in redaction has been applied.
   */
  public final String canonicalText;

  /** The fingerprint as used in keys: 16 lowercase hex digits. */
  public final String hex;

  private Fingerprint(Kind kind, String canonicalText, String hex) {
    this.kind = kind;
    this.canonicalText = canonicalText;
    this.hex = hex;
  }

  /**
   * Returns the fingerprint shared by a logger's problems that found no place of their own.
   *
   * @param logger the logger's name, empty for the whole application
   * @return the same for the same logger
   */
  public static Fingerprint other(String logger) {
    return of(Kind.OTHER, "v1\nkind=other\nlogger=" + logger);
  }

  static Fingerprint of(Kind kind, String canonicalText) {
    return new Fingerprint(kind, canonicalText, Texts.sha256(canonicalText));
  }

  /**
   * Returns whether types and frames alone decide, so that the canonical text has no message.
   *
   * @return true also for an exception without frames that adopted an earlier fingerprint: ask only
   *     for one with frames
   */
  public boolean isOfFramesAlone() {
    return kind == Kind.STACK || kind == Kind.CYCLE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint && ((Fingerprint) other).hex.equals(hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return hex;
  }
}
