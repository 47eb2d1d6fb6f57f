/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import org.jspecify.annotations.Nullable;

/** Holds a message as it is posted. Immutable. */
public final class Rendered {

  private final byte[] body;
  private final @Nullable String threadKey;
  private final int told;

  Rendered(byte[] body, @Nullable String threadKey, int told) {
    this.body = body;
    this.threadKey = threadKey;
    this.told = told;
  }

  /**
   * Returns the serialised message.
   *
   * @return JSON in UTF-8; not to be changed
   */
  public byte[] body() {
    return body;
  }

  /**
   * Returns the message's thread key.
   *
   * @return the key, null if the message has none
   */
  public @Nullable String threadKey() {
    return threadKey;
  }

  /**
   * Returns how many of the notice's parts the message tells, as text or in a count.
   *
   * @return the first so many, at least 1 unless the notice has none
   */
  public int told() {
    return told;
  }
}
