/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Operations;
import java.util.List;
import java.util.Map;
import org.springframework.util.ClassUtils;

/**
 * The logging framework that the application runs. Only the class for that framework is loaded,
 * with its adapter. Thread-safe.
 */
interface Host {

  /**
   * Attaches one appender for each room to the root logger, unless they are there already. Leaves
   * appenders alone that the logging configuration itself has.
   *
   * @param rooms the application's room and the further ones
   * @return whether the appenders are ours; false if the logging configuration has one itself
   */
  boolean attach(List<Room> rooms);

  /**
   * Returns the statistics of every appender, those of the logging configuration included.
   *
   * @return a snapshot by the appender's name, empty if there is none
   */
  Map<String, DeliveryStats> stats();

  /**
   * Returns what can be done to every appender, those of the logging configuration included.
   *
   * @return the appenders, empty if there is none
   */
  List<Operations> operations();

  /** Returns the host of this application; one that does nothing if it has neither. */
  static Host find() {
    // the order in which Spring Boot looks for them
    if (isPresent("ch.qos.logback.classic.LoggerContext") && LogbackHost.isInUse()) {
      return new LogbackHost();
    }
    return isLog4j2() ? new Log4j2Host() : new NoHost();
  }

  /** Returns whether Log4j2 is the framework that Spring Boot configures. */
  static boolean isLog4j2() {
    return isPresent("org.apache.logging.log4j.core.LoggerContext")
        && !isPresent("ch.qos.logback.classic.LoggerContext");
  }

  private static boolean isPresent(String className) {
    return ClassUtils.isPresent(className, Host.class.getClassLoader());
  }

  /** Any other logging framework. */
  final class NoHost implements Host {
    @Override
    public boolean attach(List<Room> rooms) {
      Starter.warn("nothing is posted: the application logs through neither Logback nor Log4j2");
      return true;
    }

    @Override
    public Map<String, DeliveryStats> stats() {
      return Map.of();
    }

    @Override
    public List<Operations> operations() {
      return List.of();
    }
  }
}
