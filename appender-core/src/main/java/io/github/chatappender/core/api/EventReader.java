/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host's log event where it stands, so that the core needs no host type and a look at an
 * event costs no object.
 *
 * <p>Called on the logging thread, possibly by many at once: implementations are immutable. They
 * may throw whatever the event's own parts throw; the core catches it.
 *
 * @param <E> the host's event
 * @param <T> what the host holds for an exception
 */
public interface EventReader<E, T> {

  /** Hashes frames, one behind the other. */
  interface FrameHash {

    /**
     * Adds a frame to the hash of those before it.
     *
     * @param hash the hash so far, 0 before the first
     * @param frame the frame; nothing is added for null
     * @return the new hash
     */
    long add(long hash, @Nullable StackTraceElement frame);
  }

  /**
   * Returns when the event happened.
   *
   * @param event the event
   * @return milliseconds since 1970-01-01T00:00Z
   */
  long timeMillis(E event);

  /**
   * Returns how bad the event is.
   *
   * @param event the event
   * @return the severity next to the host's level
   */
  Severity severity(E event);

  /**
   * Returns the logger's name.
   *
   * @param event the event
   * @return the name, possibly empty
   */
  String loggerName(E event);

  /**
   * Returns the name of the thread that logged, which need not be the calling one.
   *
   * @param event the event
   * @return the name
   */
  String threadName(E event);

  /**
   * Returns the formatted message. May run {@code toString} of the arguments.
   *
   * @param event the event
   * @return the message, possibly empty
   */
  String message(E event);

  /**
   * Returns the message's format.
   *
   * @param event the event
   * @return the format, null or empty where the host has none
   */
  @Nullable String template(E event);

  /**
   * Tells whether the logging call had arguments.
   *
   * @param event the event
   * @return true if there is at least one
   */
  boolean hasArguments(E event);

  /**
   * Tells whether the message is a text already, so that {@link #message} runs no code of the
   * application. Asked only if there are no arguments.
   *
   * @param event the event
   * @return false if an object has yet to make its text
   */
  boolean hasPlainText(E event);

  /**
   * Tells whether the event has any MDC values; asked first, since most have none and some hosts
   * look for them anew with each question.
   *
   * @param event the event
   * @return false if there is none
   */
  boolean hasMdc(E event);

  /**
   * Returns one MDC value.
   *
   * @param event the event
   * @param key the key
   * @return its value, null if not set
   */
  @Nullable String mdc(E event, String key);

  /**
   * Hands over the event's own key-value pairs.
   *
   * @param event the event
   * @param sink takes key and value
   */
  void keyValues(E event, BiConsumer<String, @Nullable Object> sink);

  /**
   * Hands over the names of the event's markers, nested ones included.
   *
   * @param event the event
   * @param sink takes a name
   */
  void markers(E event, Consumer<String> sink);

  /**
   * Tells whether the event has a marker, nested or as one of several. Makes no object where the
   * event has none.
   *
   * @param event the event
   * @param name the marker's name
   * @return true if it has
   */
  boolean hasMarker(E event, String name);

  /**
   * Tells whether the host has a level above {@link Severity#ERROR}; where it has none, its
   * critical events count as {@link Severity#FATAL} when it comes to mentions.
   *
   * @return false if nothing can be logged as fatal
   */
  boolean knowsFatal();

  /**
   * Returns the event's exception.
   *
   * @param event the event
   * @return the exception, null if there is none
   */
  @Nullable T thrown(E event);

  /**
   * Returns an exception's class name.
   *
   * @param thrown the exception
   * @return its binary name
   */
  String typeName(T thrown);

  /**
   * Returns an exception's class.
   *
   * @param thrown the exception
   * @return its class, null where the host only knows the name
   */
  @Nullable Class<?> type(T thrown);

  /**
   * Returns an exception's message.
   *
   * @param thrown the exception
   * @return its message, null if it has none
   */
  @Nullable String thrownMessage(T thrown);

  /**
   * Returns an exception's frames.
   *
   * @param thrown the exception
   * @return frames from the throw point outward
   */
  StackTraceElement[] frames(T thrown);

  /**
   * Returns a hash of an exception's frames: equal frames, equal hashes.
   *
   * @param thrown the exception
   * @param hasher adds a frame to the hash of those before it; the first is added to 0
   * @return the hash, 0 if and, but for rare chance, only if there are none
   */
  long hashFrames(T thrown, FrameHash hasher);

  /**
   * Tells whether the host has asked its exceptions for their frames before it hands the event
   * over, so that {@link #hashFrames} is cheap.
   *
   * @return false if asking an exception the first time is dear
   */
  boolean holdsFrames();

  /**
   * Returns the exception itself.
   *
   * @param thrown the exception as the host holds it
   * @return the object that was thrown, null where the host has only a description
   */
  @Nullable Throwable throwable(T thrown);

  /**
   * Returns an exception's cause.
   *
   * @param thrown the exception
   * @return its cause, null if it has none
   */
  @Nullable T cause(T thrown);

  /**
   * Returns the exceptions that an exception suppressed.
   *
   * @param thrown the exception
   * @return the suppressed exceptions in their order; null if there are none
   */
  T @Nullable [] suppressed(T thrown);

  /**
   * Returns what the configured layout makes of the event.
   *
   * @param event the event
   * @return the text, null if no layout is configured; a layout that returns null has failed, and
   *     this throws
   */
  @Nullable String layoutText(E event);
}
