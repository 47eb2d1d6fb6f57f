/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.slf4j.MarkerFactory;

/** A host that logs critical events. For one thread. */
interface CriticalHost extends AutoCloseable {

  /** Logs a message with two arguments and the marker. */
  void critical(String template, Object first, Object second);

  @Override
  void close();

  static CriticalHost start(boolean logback, URI configuration) {
    return logback ? ofLogback(configuration) : ofLog4j2(configuration);
  }

  private static CriticalHost ofLogback(URI configuration) {
    ch.qos.logback.classic.LoggerContext context = new ch.qos.logback.classic.LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(configuration.toURL());
    } catch (JoranException | MalformedURLException e) {
      throw new IllegalStateException(e);
    }
    org.slf4j.Logger logger = context.getLogger(Host.LOGGER);
    org.slf4j.Marker marker = MarkerFactory.getMarker("CRITICAL");
    return new CriticalHost() {
      @Override
      public void critical(String template, Object first, Object second) {
        logger.error(marker, template, first, second);
      }

      @Override
      public void close() {
        context.stop();
      }
    };
  }

  private static CriticalHost ofLog4j2(URI configuration) {
    LoggerContext context = new LoggerContext("costs", null, configuration);
    context.start();
    org.apache.logging.log4j.Logger logger = context.getLogger(Host.LOGGER);
    org.apache.logging.log4j.Marker marker = MarkerManager.getMarker("CRITICAL");
    return new CriticalHost() {
      @Override
      public void critical(String template, Object first, Object second) {
        logger.error(marker, template, first, second);
      }

      @Override
      public void close() {
        context.stop(1, TimeUnit.SECONDS);
      }
    };
  }
}
