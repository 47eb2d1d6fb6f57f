/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Describes one exception of a cause chain: type, message, frames and suppressed exceptions.
 * Immutable.
 */
public final class ThrowableInfo {

  /** Replaces a frame inside a run of library frames that is only shown as a number. */
  public static final StackTraceElement ELIDED =
      new StackTraceElement("java.lang.Object", "elided", null, -1);

  private static final int OWN_BYTES = 120;

  /** The bytes of a frame and a reference to it; its names belong to the JVM. */
  private static final int FRAME_BYTES = 56;

  /** The class name. */
  public final String type;

  /** The message, null if there is none. */
  public final @Nullable String message;

  /** The frames. */
  public final List<StackTraceElement> frames;

  /** How many frames were cut off after {@link #frames}, 0 if none. */
  public final int omittedFrames;

  /**
   * The suppressed exceptions, in their order. They have few frames, and no causes or suppressed
   * exceptions of their own.
   */
  public final List<ThrowableInfo> suppressed;

  /** How many suppressed exceptions were left out after {@link #suppressed}, 0 if none. */
  public final int suppressedLeftOut;

  /**
   * Describes an exception without suppressed ones.
   *
   * @param type its class name
   * @param message its message, null if it has none
   * @param frames its frames from the throw point outward
   * @param omittedFrames how many further frames were cut off
   */
  public ThrowableInfo(
      String type, @Nullable String message, List<StackTraceElement> frames, int omittedFrames) {
    this(type, message, frames, omittedFrames, List.of(), 0);
  }

  /**
   * Describes an exception.
   *
   * @param type its class name
   * @param message its message, null if it has none
   * @param frames its frames from the throw point outward
   * @param omittedFrames how many further frames were cut off
   * @param suppressedLeftOut how many further suppressed exceptions were left out
   */
  public ThrowableInfo(
      String type,
      @Nullable String message,
      List<StackTraceElement> frames,
      int omittedFrames,
      List<ThrowableInfo> suppressed,
      int suppressedLeftOut) {
    this.type = type;
    this.message = message;
    this.frames = List.copyOf(frames);
    this.omittedFrames = omittedFrames;
    this.suppressed = List.copyOf(suppressed);
    this.suppressedLeftOut = suppressedLeftOut;
  }

  /**
   * Estimates the memory of this in bytes, without the frames shared with the chain's root.
   *
   * @param root the root of the chain, null if this is the root
   */
  int estimatedBytes(@Nullable ThrowableInfo root) {
    int references = root == null ? 0 : shared(root);
    for (StackTraceElement frame : frames.subList(0, frames.size() - references)) {
      references += isElided(frame) ? 1 : 0;
    }
    int bytes = OWN_BYTES + FRAME_BYTES * (frames.size() - references) + Integer.BYTES * references;
    bytes += message == null ? 0 : Character.BYTES * message.length();
    for (ThrowableInfo one : suppressed) {
      bytes += one.estimatedBytes(null);
    }
    return bytes;
  }

  /** Returns whether a frame is {@link #ELIDED}. */
  @SuppressWarnings("ReferenceEquality") // an application's equal frame is not elided
  public static boolean isElided(StackTraceElement frame) {
    return frame == ELIDED;
  }

  /** Counts the frames that are the same objects as the root's, counted from the end. */
  private int shared(ThrowableInfo root) {
    return Math.max(0, endOfKnown(root) - startOfShared(root, ThrowableInfo::isIdentical));
  }

  @SuppressWarnings("ReferenceEquality") // only the same object shares memory
  private static boolean isIdentical(StackTraceElement one, StackTraceElement other) {
    return one == other;
  }

  /**
   * Returns how many frames are above those shared with another exception. Where the ends were not
   * kept, compares frames at the same distance from the end.
   */
  public int unshared(ThrowableInfo inner) {
    int start = startOfShared(inner, ThrowableInfo::isSame);
    return start == endOfKnown(inner) ? length() : start;
  }

  private static boolean isSame(StackTraceElement one, StackTraceElement other) {
    return one.equals(other) || isElided(one) || isElided(other);
  }

  /** Returns the index after the last frame whose counterpart is known too. */
  private int endOfKnown(ThrowableInfo other) {
    return Math.min(frames.size(), other.frames.size() - (other.length() - length()));
  }

  private int startOfShared(
      ThrowableInfo other, BiPredicate<StackTraceElement, StackTraceElement> same) {
    int shift = other.length() - length();
    int i = endOfKnown(other);
    while (i > Math.max(0, -shift)
        && same.test(frames.get(i - 1), other.frames.get(i - 1 + shift))) {
      i--;
    }
    return i;
  }

  /** Returns how many frames there were. */
  public int length() {
    return frames.size() + omittedFrames;
  }

  /**
   * Returns the exception with its texts replaced: its message first, then the messages of its
   * suppressed exceptions. Returns this if no text changes.
   */
  ThrowableInfo withTexts(UnaryOperator<String> text) {
    String newMessage = message == null ? null : text.apply(message);
    List<ThrowableInfo> newSuppressed = withTexts(suppressed, text);
    return Objects.equals(newMessage, message) && newSuppressed.equals(suppressed)
        ? this
        : new ThrowableInfo(
            type, newMessage, frames, omittedFrames, newSuppressed, suppressedLeftOut);
  }

  static List<ThrowableInfo> withTexts(List<ThrowableInfo> all, UnaryOperator<String> text) {
    List<ThrowableInfo> changed = new ArrayList<>(all.size());
    for (ThrowableInfo one : all) {
      changed.add(one.withTexts(text));
    }
    return List.copyOf(changed);
  }

  @Override
  public String toString() {
    return message == null ? type : type + ": " + message;
  }
}
