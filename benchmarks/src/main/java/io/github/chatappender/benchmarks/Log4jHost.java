/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.log4j2.GoogleChatAppender;
import io.sentry.Sentry;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;

/** Log4j2 in its own context, with synchronous loggers. */
final class Log4jHost implements Host {

  private static final int STOP_SECONDS = 10;

  private final LoggerContext context;
  private final Logger logger;
  private final @Nullable GoogleChatAppender chat;
  private final @Nullable Gate gate;

  private Log4jHost(LoggerContext context, Appender appender) {
    this.context = context;
    this.logger = context.getLogger(LOGGER);
    this.chat = appender instanceof GoogleChatAppender ? (GoogleChatAppender) appender : null;
    Appender sink = context.getConfiguration().getAppender(SINK);
    this.gate = sink instanceof CountingSink ? ((CountingSink) sink).gate() : null;
  }

  static Log4jHost start(URL configuration) {
    LoggerContext context =
        new LoggerContext("benchmarks", null, URI.create(configuration.toString()));
    context.start();
    Appender appender = context.getConfiguration().getRootLogger().getAppenders().get(APPENDER);
    if (appender == null || !appender.isStarted()) {
      throw new IllegalStateException(configuration + ": " + context.getConfiguration());
    }
    return new Log4jHost(context, appender);
  }

  @Override
  public void error(String text) {
    logger.error(text);
  }

  @Override
  public void error(String template, Object first, Object second) {
    logger.error(template, first, second);
  }

  @Override
  public void error(String text, Throwable thrown) {
    logger.error(text, thrown);
  }

  @Override
  public void warn(String template, Object first, Object second) {
    logger.warn(template, first, second);
  }

  @Override
  public void mdc(String key, String value) {
    ThreadContext.put(key, value);
  }

  @Override
  public boolean flush(Duration timeout) {
    return chat == null || chat.flush(timeout);
  }

  @Override
  public DeliveryStats stats() {
    return chat == null ? DeliveryStats.NONE : chat.getDeliveryStats();
  }

  @Override
  public @Nullable Gate gate() {
    return gate;
  }

  @Override
  public void close() {
    context.stop(STOP_SECONDS, TimeUnit.SECONDS);
    Sentry.close(); // its appender starts Sentry, but leaves it running
  }
}
