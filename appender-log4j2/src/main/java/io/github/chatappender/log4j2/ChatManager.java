/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.ChatSender;
import io.github.chatappender.core.api.Diagnostics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractManager;
import org.apache.logging.log4j.core.appender.ManagerFactory;
import org.apache.logging.log4j.core.selector.ContextSelector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sender across reconfigurations: the new appender starts before the old one stops, and
 * both share this manager. Only its last release closes the sender.
 *
 * <p>A manager belongs to a context, an appender's name and an address: {@code Routing} creates
 * appenders with equal names for different rooms, and a changed address needs a new sender.
 */
final class ChatManager extends AbstractManager {

  private static final ManagerFactory<ChatManager, Data> FACTORY = ChatManager::create;

  /** Distinguishes appenders that are built without a configuration. */
  private static final AtomicLong WITHOUT_CONTEXT = new AtomicLong();

  /** The timeout that {@code LogManager.shutdown()} passes to each context. */
  private static final long HOST_DEFAULT_MILLIS = ContextSelector.DEFAULT_STOP_TIMEOUT;

  private final ChatSender sender;
  private volatile boolean released;

  private ChatManager(@Nullable LoggerContext context, String name, ChatSender sender) {
    super(context, name);
    this.sender = sender;
  }

  /**
   * Returns the manager of an appender; applies the settings if it is already running.
   *
   * @param context the appender's context
   * @param appender the appender's name
   * @param config checked settings
   * @param diagnostics where to report about delivery
   * @return the manager, retained once more
   */
  static ChatManager of(
      @Nullable LoggerContext context,
      String appender,
      ChatSender.Configuration config,
      Diagnostics diagnostics) {
    String owner =
        context == null
            ? "none-" + WITHOUT_CONTEXT.incrementAndGet()
            : context.getName() + "@" + Integer.toHexString(System.identityHashCode(context));
    String address = config.addressDigest();
    return getManager(
        "GoogleChat:" + owner + ":" + appender + ":" + address,
        FACTORY,
        new Data(context, config, diagnostics));
  }

  ChatSender sender() {
    return sender;
  }

  @Override
  public void updateData(Object data) {
    sender.reconfigure(((Data) data).config);
  }

  /**
   * Marks the manager as released. Posts nothing, because the host calls this within a lock that
   * all managers share and that a logging thread may need to create an appender.
   */
  @Override
  protected boolean releaseSub(long timeout, TimeUnit unit) {
    released = true;
    return true;
  }

  /**
   * Closes the sender if the manager has been released. The host passes 0, or 50 ms from {@code
   * LogManager.shutdown()}, unless the program gives a time: for both values {@code
   * shutdownTimeout} applies.
   *
   * @return whether no pending events were left
   */
  boolean closeIfReleased(long timeout, TimeUnit unit) {
    if (!released) {
      return true;
    }
    long millis = unit.toMillis(timeout);
    return (timeout <= 0 || millis == HOST_DEFAULT_MILLIS)
        ? sender.close()
        : sender.close(Duration.ofNanos(unit.toNanos(timeout)));
  }

  private static ChatManager create(String name, Data data) {
    Uncaught uncaught = data.context == null ? null : new Uncaught(data.context);
    ChatSender sender = ChatSender.start(data.config, data.diagnostics, uncaught);
    return new ChatManager(data.context, name, sender);
  }

  /** Logs uncaught exceptions. Not a lambda, because it is created at application start. */
  private static final class Uncaught implements Consumer<Throwable> {

    private final LoggerContext context;

    Uncaught(LoggerContext context) {
      this.context = context;
    }

    @Override
    public void accept(Throwable thrown) {
      context.getLogger("uncaught").error("Uncaught exception", thrown);
    }
  }

  /** The factory's arguments. */
  private static final class Data {

    private final @Nullable LoggerContext context;
    private final ChatSender.Configuration config;
    private final Diagnostics diagnostics;

    private Data(
        @Nullable LoggerContext context, ChatSender.Configuration config, Diagnostics diagnostics) {
      this.context = context;
      this.config = config;
      this.diagnostics = diagnostics;
    }
  }
}
