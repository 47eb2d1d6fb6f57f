/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.EventReader;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of an event whose own code may throw: an unreadable part is left out, and the
 * rest is kept. Only {@link OutOfMemoryError} and {@link InternalError} pass. Makes no object
 * unless a part cannot be read. Stateless.
 */
final class SafeReader {

  private static final String UNKNOWN_TYPE = "java.lang.Throwable";
  private static final StackTraceElement[] NO_FRAMES = {};

  private SafeReader() {}

  /** Returns the value of a part, null if it cannot be read. */
  static <V> @Nullable V read(Supplier<? extends @Nullable V> part) {
    try {
      return part.get();
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  /** Does what may fail halfway; what was done until then stays. */
  static void run(Runnable part) {
    try {
      part.run();
    } catch (Throwable e) {
      passFatal(e);
    }
  }

  static void passFatal(Throwable e) {
    if (e instanceof OutOfMemoryError || e instanceof InternalError) {
      throw (Error) e;
    }
  }

  /** Returns a text in place of one that cannot be read. */
  static String unreadable(Throwable why) {
    return "[unreadable: " + why.getClass().getSimpleName() + "]";
  }

  static <E, T> String typeName(T thrown, EventReader<E, T> reader) {
    try {
      String name = reader.typeName(thrown);
      return name == null ? UNKNOWN_TYPE : name;
    } catch (Throwable e) {
      passFatal(e);
      return UNKNOWN_TYPE;
    }
  }

  static <E, T> @Nullable T cause(T thrown, EventReader<E, T> reader) {
    try {
      return reader.cause(thrown);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  /**
   * Returns an exception's message; where it has none, what its {@code getLocalizedMessage} or
   * {@code toString} says besides its class.
   */
  static <E, T> @Nullable String message(T thrown, EventReader<E, T> reader) {
    String message = null;
    try {
      message = reader.thrownMessage(thrown);
    } catch (Throwable e) {
      passFatal(e);
    }
    if (message != null && !message.isBlank()) {
      return message;
    }
    Throwable object = read(() -> reader.throwable(thrown));
    String other = object == null ? null : otherText(object);
    return other == null ? message : other;
  }

  private static @Nullable String otherText(Throwable thrown) {
    String localized = read(thrown::getLocalizedMessage);
    if (localized != null && !localized.isBlank()) {
      return localized;
    }
    String text = read(thrown::toString);
    if (text == null) {
      return null;
    }
    String type = thrown.getClass().getName();
    if (text.startsWith(type)) {
      text = text.substring(type.length());
      text = text.startsWith(":") ? text.substring(1) : text;
    }
    return text.isBlank() ? null : text.strip();
  }

  /** Returns an exception's frames, none of them null. */
  static <E, T> StackTraceElement[] frames(T thrown, EventReader<E, T> reader) {
    StackTraceElement[] frames = read(() -> reader.frames(thrown));
    if (frames == null) {
      return NO_FRAMES;
    }
    for (StackTraceElement frame : frames) {
      if (frame == null) {
        return Arrays.stream(frames).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
      }
    }
    return frames;
  }
}
