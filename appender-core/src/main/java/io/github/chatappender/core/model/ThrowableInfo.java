/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes one exception of a cause chain: type, message, frames. Immutable. */
public final class ThrowableInfo {

  private final String type;
  private final @Nullable String message;
  private final List<StackTraceElement> frames;
  private final int omittedFrames;

  /**
   * Describes an exception.
   *
   * @param type its class name
   * @param message its message, null if it has none
   * @param frames its frames from the throw point outward
   * @param omittedFrames how many further frames were cut off
   */
  public ThrowableInfo(
      String type, @Nullable String message, List<StackTraceElement> frames, int omittedFrames) {
    this.type = type;
    this.message = message;
    this.frames = List.copyOf(frames);
    this.omittedFrames = omittedFrames;
  }

  /**
   * Returns the class name.
   *
   * @return the binary name, for example {@code java.lang.NullPointerException}
   */
  public String type() {
    return type;
  }

  /**
   * Returns the class name without its package.
   *
   * @return for example {@code NullPointerException}
   */
  public String simpleType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * Returns the message.
   *
   * @return the message, null if there is none
   */
  public @Nullable String message() {
    return message;
  }

  /**
   * Returns the frames.
   *
   * @return frames from the throw point outward, possibly none
   */
  public List<StackTraceElement> frames() {
    return frames;
  }

  /**
   * Returns how many frames were cut off behind {@link #frames()}.
   *
   * @return a count, 0 if none
   */
  public int omittedFrames() {
    return omittedFrames;
  }

  /**
   * Returns the same exception with another message.
   *
   * @param other the message
   * @return this if the message is the same
   */
  public ThrowableInfo withMessage(String other) {
    return other.equals(message) ? this : new ThrowableInfo(type, other, frames, omittedFrames);
  }

  @Override
  public String toString() {
    return message == null ? type : type + ": " + message;
  }
}
