/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds the starter's state, once for the class loader: like the logging framework, it is shared by
 * all Spring applications of a JVM, and Log4j2 builds its appender without knowing which of them it
 * serves. The latest application that has an address decides. Thread-safe.
 */
final class Starter {

  private static final Lock LOCK = new ReentrantLock();
  private static final Set<String> SAID = new LinkedHashSet<>();

  private static volatile List<Room> rooms = List.of();
  private static volatile boolean hasProperties;
  private static @Nullable Host host;

  private Starter() {}

  /** Returns the rooms, the application's own first; empty before the first application. */
  static List<Room> rooms() {
    return rooms;
  }

  /**
   * Replaces the rooms, unless the new ones have no address and the old ones have one.
   *
   * @param fromProperties whether the application has properties for us
   */
  static void rooms(List<Room> newRooms, boolean fromProperties) {
    LOCK.lock();
    try {
      if (hasAddress(newRooms) || !hasAddress(rooms)) {
        rooms = newRooms;
        hasProperties = fromProperties;
      }
    } finally {
      LOCK.unlock();
    }
  }

  private static boolean hasAddress(List<Room> candidates) {
    String text = ChatProperties.variable(ChatProperties.VARIABLE);
    boolean hasVariable = text != null && !text.isBlank();
    return candidates.stream()
        .anyMatch(
            room ->
                hasVariable
                    || room.text(Setting.WEBHOOK_URL) != null
                    || room.text(Setting.WEBHOOK_URL_FILE) != null);
  }

  /** Returns the logging framework; looks for it on first use. */
  static Host host() {
    LOCK.lock();
    try {
      Host found = host;
      if (found == null) {
        found = Host.find();
        host = found;
      }
      return found;
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * Attaches the appenders if an application has been prepared.
   *
   * @return whether there are appenders of the starter
   */
  static boolean attach() {
    List<Room> wanted = rooms;
    if (wanted.isEmpty()) {
      return false;
    }
    boolean attached = host().attach(wanted);
    if (!attached && hasProperties) {
      warn("google-chat.* has no effect: the logging configuration already has an appender");
    }
    return attached;
  }

  /** Says in the application's log, once, that it posts nothing because it has no address. */
  static void sayIfIdle() {
    List<Room> current = rooms;
    if (current.isEmpty() || hasAddress(current)) {
      return;
    }
    Room room = current.get(0);
    boolean silent =
        room.text(Setting.ENABLED) != null
            || room.text(Setting.DRY_RUN) != null
            || room.text(Setting.REQUIRED) != null;
    if (!silent && isNew("idle")) {
      LogFactory.getLog(Starter.class)
          .info("Errors are not posted to Google Chat: " + ChatProperties.VARIABLE + " is not set");
    }
  }

  /** Prints a line for the people who run the application; each line once. */
  static void warn(String line) {
    if (isNew(line)) {
      System.err.println("GoogleChat starter: " + line);
    }
  }

  private static boolean isNew(String line) {
    LOCK.lock();
    try {
      return SAID.add(line);
    } finally {
      LOCK.unlock();
    }
  }
}
