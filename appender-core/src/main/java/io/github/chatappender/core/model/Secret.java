/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Holds a text that must not be shown; its {@code toString} hides it. Immutable. */
public final class Secret {

  private final String value;

  /**
   * Hides a text.
   *
   * @param value the text to hide
   */
  public Secret(String value) {
    this.value = value;
  }

  /**
   * Returns the hidden text. Only the classes that send it may call this; an architecture test
   * lists them.
   */
  public String reveal() {
    return value;
  }

  /**
   * Returns a short hash that distinguishes hidden texts without revealing them.
   *
   * @return 12 hexadecimal digits of the SHA-256
   */
  public String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return String.format("%012x", ByteBuffer.wrap(hash).getLong() >>> 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret && value.equals(((Secret) other).value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
