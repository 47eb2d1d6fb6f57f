/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host's log event in place, so that the core needs no host types and reading allocates
 * nothing.
 *
 * <p>Many logging threads may call it at once, so implementations are immutable. They may let
 * exceptions from the event's own parts escape; the core catches them.
 *
 * @param <E> the host's event
 * @param <T> the host's form of an exception
 */
public interface EventReader<E, T> {

  /** Hashes a sequence of frames. */
  interface FrameHash {

    /**
     * Adds a frame to the hash of those before it.
     *
     * @param hash the hash so far, 0 before the first
     * @param frame the frame; null adds nothing
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
   * Returns the event's severity.
   *
   * @param event the event
   * @return the severity for the host's level
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
   * Returns the formatted message. May call {@code toString} of the arguments.
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
   * Returns whether the logging call had arguments.
   *
   * @param event the event
   * @return whether there is at least one
   */
  boolean hasArguments(E event);

  /**
   * Returns whether the message already is a text, so that {@link #message} runs no application
   * code. Called only if there are no arguments.
   *
   * @param event the event
   * @return false if an object has yet to build its text
   */
  boolean hasPlainText(E event);

  /**
   * Returns whether the event has any MDC values. Called first, because most events have none and
   * some hosts repeat the lookup on each call.
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
   * Passes the event's own key-value pairs to a sink.
   *
   * @param event the event
   * @param sink accepts key and value
   */
  void keyValues(E event, BiConsumer<String, @Nullable Object> sink);

  /**
   * Passes the names of the event's markers, nested ones included, to a sink.
   *
   * @param event the event
   * @param sink accepts a name
   */
  void markers(E event, Consumer<String> sink);

  /**
   * Returns whether the event has a marker, nested or as one of several. Allocates nothing if the
   * event has no markers.
   *
   * @param event the event
   * @param name the marker's name
   * @return whether the event has it
   */
  boolean hasMarker(E event, String name);

  /**
   * Returns whether the host has a level above {@link Severity#ERROR}. If not, its critical events
   * count as {@link Severity#FATAL} for mentions.
   *
   * @return false if the host has no such level
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
   * @return its class, null if the host only knows the name
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
   * Returns a hash of an exception's frames; equal frames have equal hashes.
   *
   * @param thrown the exception
   * @param hasher adds a frame to the hash of those before it; the first is added to 0
   * @return the hash; 0 if there are no frames, otherwise only by rare chance
   */
  long hashFrames(T thrown, FrameHash hasher);

  /**
   * Returns whether the host reads an exception's frames before it passes the event on, so that
   * {@link #hashFrames} is cheap.
   *
   * @return false if the first read of an exception's frames is still to come, and expensive
   */
  boolean holdsFrames();

  /**
   * Returns the exception itself.
   *
   * @param thrown the host's form of the exception
   * @return the object that was thrown, null if the host has only a description
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
   * Returns an exception's suppressed exceptions.
   *
   * @param thrown the exception
   * @return the suppressed exceptions in their order; null if there are none
   */
  T @Nullable [] suppressed(T thrown);

  /**
   * Returns the event formatted by the configured layout.
   *
   * @param event the event
   * @return the text, null if no layout is configured; throws if the layout returns null
   */
  @Nullable String layoutText(E event);
}
