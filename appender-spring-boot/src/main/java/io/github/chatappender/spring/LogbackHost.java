/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.logback.GoogleChatAppender;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Attaches to Logback. Thread-safe. */
final class LogbackHost implements Host {

  private final Lock lock = new ReentrantLock();

  /** The counts of appenders that have been stopped, by name. */
  private final Map<String, DeliveryStats> ended = new ConcurrentHashMap<>();

  /** Returns whether SLF4J logs through Logback. */
  static boolean isInUse() {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
  }

  @Override
  public boolean attach(List<Room> rooms) {
    LoggerContext context = context();
    if (context == null) {
      return true;
    }
    lock.lock();
    try {
      LogbackAttachment attachment = attachmentOf(context);
      if (attachment == null || !attachment.serves(rooms)) {
        LogbackAttachment earlier = attachment;
        attachment = new LogbackAttachment(context, rooms, this::ended);
        if (earlier != null) {
          earlier.detach();
        }
      }
      return attachment.attach();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Map<String, DeliveryStats> stats() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>();
    LoggerContext context = context();
    if (context != null) {
      appendersOf(context)
          .forEach(appender -> stats.put(String.valueOf(appender.getName()), total(appender)));
    }
    return stats;
  }

  private DeliveryStats total(GoogleChatAppender appender) {
    DeliveryStats now = appender.getDeliveryStats();
    DeliveryStats before = ended.get(String.valueOf(appender.getName()));
    return before == null ? now : StatsHolder.sum(before, now, now.state());
  }

  /** Keeps the counts of an appender that is about to be started again, or has been replaced. */
  private void ended(String name, DeliveryStats stats) {
    ended.merge(name, stats, (a, b) -> StatsHolder.sum(a, b, DeliveryStats.State.IDLE));
  }

  @Override
  public List<Operations> operations() {
    LoggerContext context = context();
    return context == null ? List.of() : List.copyOf(appendersOf(context));
  }

  private static @Nullable LoggerContext context() {
    Object factory = LoggerFactory.getILoggerFactory();
    return factory instanceof LoggerContext ? (LoggerContext) factory : null;
  }

  private static @Nullable LogbackAttachment attachmentOf(LoggerContext context) {
    for (LoggerContextListener listener : context.getCopyOfListenerList()) {
      if (listener instanceof LogbackAttachment) {
        return (LogbackAttachment) listener;
      }
    }
    return null;
  }

  /** Returns the attached appenders, those behind other appenders such as AsyncAppender too. */
  static Set<GoogleChatAppender> appendersOf(LoggerContext context) {
    Set<GoogleChatAppender> found = new LinkedHashSet<>();
    for (Logger logger : context.getLoggerList()) {
      collect(logger, found);
    }
    return found;
  }

  private static void collect(
      AppenderAttachable<ILoggingEvent> attachable, Set<GoogleChatAppender> found) {
    Iterator<Appender<ILoggingEvent>> appenders = attachable.iteratorForAppenders();
    while (appenders.hasNext()) {
      Appender<ILoggingEvent> appender = appenders.next();
      if (appender instanceof GoogleChatAppender) {
        found.add((GoogleChatAppender) appender);
      } else if (appender instanceof AppenderAttachable) {
        @SuppressWarnings("unchecked") // an appender of events holds appenders of events
        AppenderAttachable<ILoggingEvent> behind = (AppenderAttachable<ILoggingEvent>) appender;
        collect(behind, found);
      }
    }
  }
}
