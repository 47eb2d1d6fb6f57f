/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.ChatSender;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a Google Chat space through an incoming webhook.
 *
 * <pre>{@code
 * <GoogleChat name="Chat"/>
 * }</pre>
 *
 * <p>The appender itself reads the webhook's address from the environment variable {@code
 * GOOGLE_CHAT_WEBHOOK_URL}, or from the one that {@code webhookUrl} names as {@code env:NAME}.
 *
 * <p>Attributes and nested elements are text; the builder reads and checks all of them. An unusable
 * setting is reported, and its default applies. Without a webhook, or if posting would be
 * impossible or unsafe, the appender is started but idle: it refuses every event at the cost of one
 * field read. Thread-safe; appending never waits.
 */
@Plugin(name = "GoogleChat", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class GoogleChatAppender extends AbstractAppender implements Operations {

  private final Log4jReader reader;
  private final @Nullable ChatManager manager;
  private final @Nullable ChatSender sender;

  /** The statistics without a sender, null without a reason. */
  private final @Nullable DeliveryStats idle;

  private GoogleChatAppender(
      String name,
      @Nullable Filter filter,
      @Nullable Layout<? extends Serializable> layout,
      boolean ignoreExceptions,
      Property[] properties,
      @Nullable ChatManager manager,
      @Nullable DeliveryStats idle) {
    super(name, filter, layout, ignoreExceptions, properties);
    this.reader = new Log4jReader(layout);
    this.manager = manager;
    this.sender = manager == null ? null : manager.sender();
    this.idle = idle;
  }

  /** Creates an idle appender by the one constructor that every Log4j2 has. */
  @SuppressWarnings("deprecation")
  private GoogleChatAppender(String name, @Nullable Filter filter) {
    super(name, filter, null, true);
    this.reader = new Log4jReader(null);
    this.manager = null;
    this.sender = null;
    this.idle = null;
  }

  /**
   * Creates a builder, for Log4j and for configuration in code.
   *
   * @param <B> the builder's type
   * @return an empty builder
   */
  @PluginBuilderFactory
  public static <B extends Builder<B>> B newBuilder() {
    return new Builder<B>().asBuilder();
  }

  @Override
  public void append(LogEvent event) {
    ChatSender running = sender;
    if (running != null) {
      running.append(event, reader);
    }
  }

  /**
   * Releases the sender. The last release among a context's configurations ends it, which takes at
   * most {@code shutdownTimeout}.
   *
   * @param timeout a lower limit, 0 for none
   * @param unit its unit
   * @return whether no pending events were left
   */
  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    if (isStopped()) {
      return true;
    }
    setStopping();
    boolean stopped = super.stop(timeout, unit, false);
    if (manager != null) {
      stopped &= manager.stop(timeout, unit);
      stopped &= manager.closeIfReleased(timeout, unit);
    }
    setStopped();
    return stopped;
  }

  @Override
  public boolean flush(Duration timeout) {
    return sender == null || sender.flush(timeout);
  }

  /**
   * Returns the statistics of this appender, earlier configurations included. An idle appender
   * names the reason.
   *
   * @return a snapshot
   */
  @Override
  public DeliveryStats getDeliveryStats() {
    if (sender != null) {
      return sender.getDeliveryStats();
    }
    return idle == null ? DeliveryStats.NONE : idle;
  }

  @Override
  public @Nullable Explanation explain(String id) {
    return sender == null ? null : sender.explain(id);
  }

  @Override
  public Instant mute(String id, Duration duration) {
    if (sender == null) {
      throw new IllegalStateException("the appender is idle");
    }
    return sender.mute(id, duration);
  }

  @Override
  public boolean unmute(String id) {
    return sender != null && sender.unmute(id);
  }

  /**
   * Builds the appender from attributes given as text.
   *
   * @param <B> the builder's type
   */
  public static final class Builder<B extends Builder<B>> extends AbstractAppender.Builder<B>
      implements org.apache.logging.log4j.core.util.Builder<GoogleChatAppender> {

    private final Map<Setting, String> inCode = new EnumMap<>(Setting.class);

    @SuppressWarnings("log4j.public.setter") // set(Setting, String) is for all of them
    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String webhookUrl, proxy, fleet;
    @SuppressWarnings("log4j.public.setter")
    @PluginBuilderAttribute
    private @Nullable
    String webhookUrlFile,
        required,
        allowedHosts,
        connectTimeout,
        requestTimeout,
        enabled,
        dryRun,
        level,
        excludeLoggers,
        excludeExceptions,
        uncaughtExceptions,
        application,
        environment,
        instance,
        version,
        commit,
        groupBy,
        threadBy,
        threadRotation,
        replyOption,
        appPackages,
        fingerprintKey,
        firstWait,
        updateInterval,
        updateMax,
        quietAfter,
        quietNotice,
        digestAt,
        messagesPerMinute,
        burst,
        format,
        markup,
        stackLines,
        messageChars,
        mdcKeys,
        before,
        beforeLevel,
        timeZone,
        mention,
        mentionLevel,
        mentionInterval,
        redactDefaults,
        queueCapacity,
        maxIncidents,
        maxAttempts,
        retryDelay,
        retryMax,
        shutdownTimeout,
        shutdownHook,
        criticalMarker,
        criticalLevel,
        spoolDirectory,
        spoolSync,
        jmx,
        muteFile;

    @PluginElement("Link")
    private Link[] link = {};

    @PluginElement("Owner")
    private Owner[] owner = {};

    @PluginElement("Redact")
    private Redact[] redact = {};

    private Builder() {}

    /** Builds the appender. Never returns null and never throws for a user's mistake. */
    @Override
    public GoogleChatAppender build() {
      StatusDiagnostics diagnostics = new StatusDiagnostics(String.valueOf(getName()));
      DeliveryStats[] idle = new DeliveryStats[1];
      ChatSender.Configuration config =
          ChatSender.configure(
              settings(),
              diagnostics,
              new Consumer<>() { // costs less at an application's start than a lambda
                @Override
                public void accept(DeliveryStats stats) {
                  idle[0] = stats;
                }
              });
      if (!hasProperties()) {
        if (config != null) {
          diagnostics.fault(
              "idle: this application's Log4j is too old; use log4j-core 2.17.2 or later");
        }
        return new GoogleChatAppender(getName(), getFilter());
      }
      return new GoogleChatAppender(
          getName(),
          getFilter(),
          getLayout(),
          isIgnoreExceptions(),
          getPropertyArray(),
          config == null ? null : manager(config, diagnostics),
          idle[0]);
    }

    /** Returns whether appenders of this Log4j2 have properties: they do from 2.11.2 on. */
    private boolean hasProperties() {
      try {
        getPropertyArray();
        return true;
      } catch (NoSuchMethodError e) {
        return false;
      }
    }

    private @Nullable ChatManager manager(
        ChatSender.Configuration config, StatusDiagnostics diagnostics) {
      try {
        Configuration host = getConfiguration();
        LoggerContext context = host == null ? null : host.getLoggerContext();
        return ChatManager.of(context, getName(), config, diagnostics);
      } catch (RuntimeException | LinkageError e) {
        diagnostics.fault("idle: the sender could not be started: " + e.getClass().getName());
        return null;
      }
    }

    /**
     * Sets an attribute in code, replacing the configuration's.
     *
     * @param setting the setting; links, owners and redaction rules have their own setters
     * @param text the value, as in a configuration
     * @return this
     * @throws IllegalArgumentException if the setting is an element
     */
    public B set(Setting setting, String text) {
      if (setting.isElement()) {
        throw new IllegalArgumentException(setting.key() + " is an element, not an attribute");
      }
      inCode.put(setting, text);
      return asBuilder();
    }

    /**
     * Sets the links.
     *
     * @param elements at most five
     * @return this
     */
    public B setLink(Link... elements) {
      this.link = elements.clone();
      return asBuilder();
    }

    /**
     * Sets the owners of code.
     *
     * @param elements at most fifty, the first that matches counts
     * @return this
     */
    public B setOwner(Owner... elements) {
      this.owner = elements.clone();
      return asBuilder();
    }

    /**
     * Sets the redaction rules.
     *
     * @param elements regular expressions whose matches are removed
     * @return this
     */
    public B setRedact(Redact... elements) {
      this.redact = elements.clone();
      return asBuilder();
    }

    private Settings settings() {
      Settings settings = attributes().names(contextName(), getName());
      inCode.forEach(settings::set);
      for (Link element : link) {
        element.addTo(settings);
      }
      for (Owner element : owner) {
        element.addTo(settings);
      }
      for (Redact element : redact) {
        element.addTo(settings);
      }
      return settings;
    }

    private @Nullable String contextName() {
      try {
        Configuration host = getConfiguration();
        LoggerContext context = host == null ? null : host.getLoggerContext();
        return context == null ? null : context.getName();
      } catch (RuntimeException e) {
        return null; // the sender's start meets it again, and reports it
      }
    }

    private Settings attributes() {
      return new Settings()
          .set(Setting.WEBHOOK_URL, webhookUrl)
          .set(Setting.WEBHOOK_URL_FILE, webhookUrlFile)
          .set(Setting.REQUIRED, required)
          .set(Setting.ALLOWED_HOSTS, allowedHosts)
          .set(Setting.PROXY, proxy)
          .set(Setting.CONNECT_TIMEOUT, connectTimeout)
          .set(Setting.REQUEST_TIMEOUT, requestTimeout)
          .set(Setting.ENABLED, enabled)
          .set(Setting.DRY_RUN, dryRun)
          .set(Setting.LEVEL, level)
          .set(Setting.EXCLUDE_LOGGERS, excludeLoggers)
          .set(Setting.EXCLUDE_EXCEPTIONS, excludeExceptions)
          .set(Setting.UNCAUGHT_EXCEPTIONS, uncaughtExceptions)
          .set(Setting.APPLICATION, application)
          .set(Setting.ENVIRONMENT, environment)
          .set(Setting.INSTANCE, instance)
          .set(Setting.VERSION, version)
          .set(Setting.COMMIT, commit)
          .set(Setting.GROUP_BY, groupBy)
          .set(Setting.THREAD_BY, threadBy)
          .set(Setting.THREAD_ROTATION, threadRotation)
          .set(Setting.REPLY_OPTION, replyOption)
          .set(Setting.APP_PACKAGES, appPackages)
          .set(Setting.FINGERPRINT_KEY, fingerprintKey)
          .set(Setting.FIRST_WAIT, firstWait)
          .set(Setting.UPDATE_INTERVAL, updateInterval)
          .set(Setting.UPDATE_MAX, updateMax)
          .set(Setting.QUIET_AFTER, quietAfter)
          .set(Setting.QUIET_NOTICE, quietNotice)
          .set(Setting.DIGEST_AT, digestAt)
          .set(Setting.MESSAGES_PER_MINUTE, messagesPerMinute)
          .set(Setting.BURST, burst)
          .set(Setting.FORMAT, format)
          .set(Setting.MARKUP, markup)
          .set(Setting.STACK_LINES, stackLines)
          .set(Setting.MESSAGE_CHARS, messageChars)
          .set(Setting.MDC_KEYS, mdcKeys)
          .set(Setting.BEFORE, before)
          .set(Setting.BEFORE_LEVEL, beforeLevel)
          .set(Setting.TIME_ZONE, timeZone)
          .set(Setting.MENTION, mention)
          .set(Setting.MENTION_LEVEL, mentionLevel)
          .set(Setting.MENTION_INTERVAL, mentionInterval)
          .set(Setting.REDACT_DEFAULTS, redactDefaults)
          .set(Setting.QUEUE_CAPACITY, queueCapacity)
          .set(Setting.MAX_INCIDENTS, maxIncidents)
          .set(Setting.MAX_ATTEMPTS, maxAttempts)
          .set(Setting.RETRY_DELAY, retryDelay)
          .set(Setting.RETRY_MAX, retryMax)
          .set(Setting.SHUTDOWN_TIMEOUT, shutdownTimeout)
          .set(Setting.SHUTDOWN_HOOK, shutdownHook)
          .set(Setting.CRITICAL_MARKER, criticalMarker)
          .set(Setting.CRITICAL_LEVEL, criticalLevel)
          .set(Setting.SPOOL_DIRECTORY, spoolDirectory)
          .set(Setting.SPOOL_SYNC, spoolSync)
          .set(Setting.JMX, jmx)
          .set(Setting.MUTE_FILE, muteFile)
          .set(Setting.FLEET, fleet);
    }
  }
}
