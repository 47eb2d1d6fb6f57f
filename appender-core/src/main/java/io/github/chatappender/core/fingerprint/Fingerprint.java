/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names a problem: the first 8 bytes of the SHA-256 of its canonical text. Immutable; fingerprints
 * with the same {@link #hex} are equal.
 */
public final class Fingerprint {

  /** Says which rule has made the canonical text. */
  public enum Kind {
    /** The application itself says what belongs together. */
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
    /** What has found no place of its own. */
    OTHER
  }

  private static final int SHORT_CHARS = 8;

  /** Which rule has made the canonical text. */
  public final Kind kind;

  /**
   * What the fingerprint stands for, to explain it: lines joined by {@code \n}, the first one
   * {@code v1}; built-in redaction has been applied.
   */
  public final String canonicalText;

  /** The fingerprint as it stands in keys: 16 lowercase hex digits. */
  public final String hex;

  private Fingerprint(Kind kind, String canonicalText, String hex) {
    this.kind = kind;
    this.canonicalText = canonicalText;
    this.hex = hex;
  }

  /**
   * Stands for the problems of a logger that have found no place of their own.
   *
   * @param logger the logger's name, empty for the whole application
   * @return the same for the same logger
   */
  public static Fingerprint other(String logger) {
    return of(Kind.OTHER, "v1\nkind=other\nlogger=" + logger);
  }

  static Fingerprint of(Kind kind, String canonicalText) {
    byte[] digest = sha256().digest(canonicalText.getBytes(StandardCharsets.UTF_8));
    String hex = String.format("%016x", ByteBuffer.wrap(digest).getLong());
    return new Fingerprint(kind, canonicalText, hex);
  }

  /**
   * Returns whether types and frames decide, so that no text is in the canonical text.
   *
   * @return false for an exception adopted from one with frames, too: ask only of one with frames
   */
  public boolean isOfFramesAlone() {
    return kind == Kind.STACK || kind == Kind.CYCLE;
  }

  /**
   * Returns the fingerprint as people see it.
   *
   * @return the first 8 digits of {@link #hex}
   */
  public String shortHex() {
    return hex.substring(0, SHORT_CHARS);
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
