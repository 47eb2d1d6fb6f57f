/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.log4j2.GoogleChatAppender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Attaches to Log4j2. Usually the fragment {@link #FRAGMENT}, which Spring Boot merges into the
 * configuration, has built the appender already; a configuration without it gets one here.
 * Thread-safe.
 */
final class Log4j2Host implements Host {

  /** A configuration that holds nothing but the appender and the root logger's reference to it. */
  static final String FRAGMENT = "classpath:io/github/chatappender/spring/google-chat-log4j2.xml";

  private final Lock lock = new ReentrantLock();

  @Override
  public boolean attach(List<Room> rooms) {
    Configuration configuration = configuration();
    if (configuration == null) {
      return true;
    }
    lock.lock();
    try {
      StarterAppender starter = starterIn(configuration);
      if (starter == null) {
        starter =
            StarterAppender.create(configuration, !directAppendersIn(configuration).isEmpty());
        starter.build(rooms);
        starter.start();
        configuration.addAppender(starter);
        configuration.getRootLogger().addAppender(starter, null, null);
      } else {
        starter.build(rooms);
      }
      return !starter.isConfiguredElsewhere();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Map<String, DeliveryStats> stats() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>();
    appenders().forEach(appender -> stats.put(appender.getName(), appender.getDeliveryStats()));
    return stats;
  }

  @Override
  public List<Operations> operations() {
    return List.copyOf(appenders());
  }

  private static List<GoogleChatAppender> appenders() {
    Configuration configuration = configuration();
    List<GoogleChatAppender> appenders = new ArrayList<>();
    if (configuration != null) {
      appenders.addAll(directAppendersIn(configuration));
      StarterAppender starter = starterIn(configuration);
      if (starter != null) {
        appenders.addAll(starter.appenders());
      }
    }
    return appenders;
  }

  private static List<GoogleChatAppender> directAppendersIn(Configuration configuration) {
    List<GoogleChatAppender> appenders = new ArrayList<>();
    for (Appender appender : configuration.getAppenders().values()) {
      if (appender instanceof GoogleChatAppender) {
        appenders.add((GoogleChatAppender) appender);
      }
    }
    return appenders;
  }

  private static @Nullable StarterAppender starterIn(Configuration configuration) {
    for (Appender appender : configuration.getAppenders().values()) {
      if (appender instanceof StarterAppender) {
        return (StarterAppender) appender;
      }
    }
    return null;
  }

  private static @Nullable Configuration configuration() {
    Object context = LogManager.getContext(Log4j2Host.class.getClassLoader(), false);
    return context instanceof LoggerContext ? ((LoggerContext) context).getConfiguration() : null;
  }
}
