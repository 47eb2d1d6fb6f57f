/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.status.StatusUtil;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.logback.GoogleChatAppender;
import io.sentry.Sentry;
import java.net.URL;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logback in its own context, called through SLF4J. */
final class LogbackHost implements Host {

  private final LoggerContext context;
  private final Logger logger;
  private final @Nullable GoogleChatAppender chat;
  private final @Nullable Gate gate;

  private LogbackHost(LoggerContext context, Appender<ILoggingEvent> appender) {
    this.context = context;
    this.logger = context.getLogger(LOGGER);
    this.chat = appender instanceof GoogleChatAppender ? (GoogleChatAppender) appender : null;
    this.gate = gate(appender);
  }

  static LogbackHost start(URL configuration) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(configuration);
    } catch (JoranException e) {
      throw new IllegalStateException(configuration.toString(), e);
    }
    Appender<ILoggingEvent> appender =
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
    if (appender == null
        || !appender.isStarted()
        || !new StatusUtil(context).isWarningOrErrorFree(0)) {
      throw new IllegalStateException(
          configuration + ": " + context.getStatusManager().getCopyOfStatusList());
    }
    return new LogbackHost(context, appender);
  }

  private static @Nullable Gate gate(Appender<ILoggingEvent> appender) {
    if (!(appender instanceof AppenderAttachable)) {
      return null;
    }
    Appender<?> sink = ((AppenderAttachable<?>) appender).getAppender(SINK);
    return sink instanceof CountingAppender ? ((CountingAppender) sink).gate() : null;
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
    context.getMDCAdapter().put(key, value);
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
    context.stop();
    Sentry.close(); // its appender starts Sentry, but leaves it running
  }
}
