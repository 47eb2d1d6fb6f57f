/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.log4j2.GoogleChatAppender;
import io.github.chatappender.log4j2.Link;
import io.github.chatappender.log4j2.Owner;
import io.github.chatappender.log4j2.Redact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.apache.logging.log4j.core.config.plugins.util.PluginType;
import org.jspecify.annotations.Nullable;

/**
 * Passes Log4j2's events to the appenders of the application's rooms. Belongs to the fragment of
 * configuration that the starter adds, so that it is built again with each reconfiguration; takes
 * its settings from the starter. Of no use elsewhere. Thread-safe.
 */
@Plugin(
    name = "GoogleChatStarter",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE)
public final class StarterAppender extends AbstractAppender {

  private final @Nullable Configuration configuration;
  private final boolean isConfiguredElsewhere;
  private volatile List<Outlet> outlets = List.of();
  private List<Room> rooms = List.of();

  private StarterAppender(
      String name, @Nullable Configuration configuration, boolean isConfiguredElsewhere) {
    super(name, null, null, true, Property.EMPTY_ARRAY);
    this.configuration = configuration;
    this.isConfiguredElsewhere = isConfiguredElsewhere;
  }

  /**
   * Creates the appender; called by Log4j.
   *
   * @param name its name
   * @param configuration the configuration that it belongs to
   * @param node its place there
   * @return an appender that has not been started
   */
  @PluginFactory
  public static StarterAppender create(
      @PluginAttribute("name") String name,
      @PluginConfiguration Configuration configuration,
      @PluginNode Node node) {
    StarterAppender appender =
        new StarterAppender(name, configuration, hasAppender(root(configuration, node)));
    appender.build(Starter.rooms());
    return appender;
  }

  /** Creates the appender for a configuration that lacks the fragment. */
  static StarterAppender create(
      @Nullable Configuration configuration, boolean isConfiguredElsewhere) {
    return new StarterAppender(Room.MAIN, configuration, isConfiguredElsewhere);
  }

  /** In a merged configuration a node's parents are those of the file that it came from. */
  private static Node root(Configuration configuration, Node node) {
    return configuration instanceof AbstractConfiguration
        ? ((AbstractConfiguration) configuration).getRootNode()
        : node;
  }

  /** Returns whether a configuration has a Google Chat appender, at any depth. */
  private static boolean hasAppender(Node node) {
    PluginType<?> type = node.getType();
    if (type != null
        && GoogleChatAppender.class.getName().equals(type.getPluginClass().getName())) {
      return true;
    }
    return node.getChildren().stream().anyMatch(StarterAppender::hasAppender);
  }

  boolean isConfiguredElsewhere() {
    return isConfiguredElsewhere;
  }

  /** Builds the appenders of other rooms than before; those that stay keep their senders. */
  synchronized void build(List<Room> newRooms) {
    if (isConfiguredElsewhere || newRooms.equals(rooms)) {
      return;
    }
    List<Outlet> old = outlets;
    List<Outlet> built = new ArrayList<>();
    for (Room room : newRooms) {
      Outlet outlet = new Outlet(room, appender(room));
      if (isStarted()) {
        outlet.appender.start();
      }
      built.add(outlet);
    }
    rooms = newRooms;
    outlets = List.copyOf(built);
    old.forEach(outlet -> outlet.appender.stop());
  }

  private GoogleChatAppender appender(Room room) {
    GoogleChatAppender.Builder<?> builder = GoogleChatAppender.newBuilder();
    builder.setName(room.name);
    builder.setConfiguration(configuration);
    room.texts().forEach(builder::set);
    builder.setLink(
        room.elements(Setting.LINK).stream()
            .map(link -> Link.newBuilder().setLabel(link.get(0)).setUrl(link.get(1)).build())
            .toArray(Link[]::new));
    builder.setOwner(
        room.elements(Setting.OWNER).stream().map(StarterAppender::owner).toArray(Owner[]::new));
    builder.setRedact(
        room.elements(Setting.REDACT).stream()
            .map(rule -> Redact.newBuilder().setPattern(rule.get(0)).build())
            .toArray(Redact[]::new));
    return builder.build();
  }

  private static Owner owner(List<@Nullable String> parts) {
    return Owner.newBuilder()
        .setPackages(parts.get(0))
        .setLabel(parts.get(1))
        .setMention(parts.get(2))
        .build();
  }

  List<GoogleChatAppender> appenders() {
    List<GoogleChatAppender> appenders = new ArrayList<>();
    outlets.forEach(outlet -> appenders.add(outlet.appender));
    return appenders;
  }

  @Override
  public void append(LogEvent event) {
    for (Outlet outlet : outlets) {
      if (outlet.room.receives(event.getLoggerName())) {
        outlet.appender.append(event);
      }
    }
  }

  @Override
  public synchronized void start() {
    outlets.forEach(outlet -> outlet.appender.start());
    super.start();
  }

  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    boolean stopped = super.stop(timeout, unit);
    for (Outlet outlet : outlets) {
      stopped &= outlet.appender.stop(timeout, unit);
    }
    return stopped;
  }

  /** A room and its appender. */
  private static final class Outlet {

    private final Room room;
    private final GoogleChatAppender appender;

    Outlet(Room room, GoogleChatAppender appender) {
      this.room = room;
      this.appender = appender;
    }
  }
}
