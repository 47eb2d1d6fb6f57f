/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.logback.GoogleChatAppender;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Keeps appenders on the root logger of a context, also when Logback resets it and reads its
 * configuration again. Ends with the context. Thread-safe through the host's own locks.
 */
final class LogbackAttachment implements LoggerContextListener {

  private final LoggerContext context;
  private final List<Room> rooms;
  private final List<GoogleChatAppender> appenders = new ArrayList<>();

  /** Receives the final counts of an appender, by its name. */
  private final BiConsumer<String, DeliveryStats> ended;

  LogbackAttachment(
      LoggerContext context, List<Room> rooms, BiConsumer<String, DeliveryStats> ended) {
    this.context = context;
    this.rooms = rooms;
    this.ended = ended;
    for (Room room : rooms) {
      GoogleChatAppender appender = new GoogleChatAppender(room.settings());
      appender.setName(room.name);
      appender.setContext(context);
      if (!room.loggers.isEmpty()) {
        appender.addFilter(new RoomFilter(room));
      }
      appenders.add(appender);
    }
  }

  boolean serves(List<Room> others) {
    return rooms.equals(others);
  }

  /**
   * Starts the appenders and attaches those that are not attached yet.
   *
   * @return false if the logging configuration has an appender of its own
   */
  boolean attach() {
    if (!context.getCopyOfListenerList().contains(this)) {
      context.addListener(this);
    }
    if (isConfiguredElsewhere()) {
      detachAppenders();
      return false;
    }
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    for (GoogleChatAppender appender : appenders) {
      if (!appender.isStarted()) {
        ended.accept(appender.getName(), appender.getDeliveryStats());
        appender.start();
      }
      if (!root.isAttached(appender)) {
        root.addAppender(appender);
      }
    }
    return true;
  }

  private boolean isConfiguredElsewhere() {
    Set<GoogleChatAppender> others = new LinkedHashSet<>(LogbackHost.appendersOf(context));
    others.removeAll(appenders);
    return !others.isEmpty();
  }

  /** Ends the attachment: detaches and stops the appenders. */
  void detach() {
    context.removeListener(this);
    detachAppenders();
    appenders.forEach(appender -> ended.accept(appender.getName(), appender.getDeliveryStats()));
  }

  private void detachAppenders() {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    for (GoogleChatAppender appender : appenders) {
      root.detachAppender(appender);
      appender.stop();
    }
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  /** Attaches again: a reset has detached and stopped every appender. */
  @Override
  public void onReset(LoggerContext resetContext) {
    if (!isStopping()) {
      boolean unused = attach();
    }
  }

  /** Returns whether this reset is the beginning of {@link LoggerContext#stop}. */
  private static boolean isStopping() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getMethodName().equals("stop")
                            && frame.getClassName().equals(LoggerContext.class.getName())));
  }

  @Override
  public void onStart(LoggerContext startedContext) {}

  @Override
  public void onStop(LoggerContext stoppedContext) {
    detachAppenders();
  }

  @Override
  public void onLevelChange(Logger logger, Level level) {}

  /** Passes the events of a room's loggers. */
  private static final class RoomFilter extends Filter<ILoggingEvent> {

    private final Room room;

    RoomFilter(Room room) {
      this.room = room;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
      return room.receives(event.getLoggerName()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
  }
}
