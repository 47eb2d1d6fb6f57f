/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.ChatSender;
import io.github.chatappender.core.model.DeliveryStats;
import io.github.chatappender.core.model.Setting;
import io.github.chatappender.core.model.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
 * <p>Attributes and the elements in it take text; the builder reads and checks all of them. A
 * setting that cannot be used is reported, and its default holds. Without a webhook, or where
 * posting would be impossible or unsafe, the appender is started but idle: it refuses every event
 * at the price of one field read. Thread-safe; appending never waits.
 */
@Plugin(name = "GoogleChat", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class GoogleChatAppender extends AbstractAppender {

  private final Log4jReader reader;
  private final @Nullable ChatManager manager;
  private final @Nullable ChatSender sender;

  private GoogleChatAppender(
      String name,
      @Nullable Filter filter,
      @Nullable Layout<? extends Serializable> layout,
      boolean ignoreExceptions,
      Property[] properties,
      @Nullable ChatManager manager) {
    super(name, filter, layout, ignoreExceptions, properties);
    this.reader = new Log4jReader(layout);
    this.manager = manager;
    this.sender = manager == null ? null : manager.sender();
  }

  /**
   * Creates a builder, for Log4j and for configuration in code.
   *
   * @param <B> the builder's type
   * @return a builder with nothing set
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
   * Lets the sender go; the last of a context's configurations that does so ends it, which takes at
   * most {@code shutdownTimeout}.
   *
   * @param timeout a lower limit than that, 0 for none
   * @param unit its unit
   * @return whether nothing was left untold
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

  /**
   * Tells at once what is pending, as far as budget and service allow.
   *
   * @param timeout how long to wait for it
   * @return whether every event accepted before the call is told or dropped
   */
  public boolean flush(Duration timeout) {
    return sender == null || sender.flush(timeout);
  }

  /**
   * Returns what became of the events of this appender, those of earlier configurations included.
   *
   * @return a snapshot
   */
  public DeliveryStats getDeliveryStats() {
    return sender == null ? DeliveryStats.NONE : sender.stats();
  }

  /**
   * Takes the attributes as text and builds the appender.
   *
   * @param <B> the builder's type
   */
  public static final class Builder<B extends Builder<B>> extends AbstractAppender.Builder<B>
      implements org.apache.logging.log4j.core.util.Builder<GoogleChatAppender> {

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String webhookUrl;

    @PluginBuilderAttribute private @Nullable String webhookUrlFile;

    @PluginBuilderAttribute private @Nullable String required;

    @PluginBuilderAttribute private @Nullable String allowedHosts;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String proxy;

    @PluginBuilderAttribute private @Nullable String connectTimeout;

    @PluginBuilderAttribute private @Nullable String requestTimeout;

    @PluginBuilderAttribute private @Nullable String enabled;

    @PluginBuilderAttribute private @Nullable String dryRun;

    @PluginBuilderAttribute private @Nullable String level;

    @PluginBuilderAttribute private @Nullable String excludeLoggers;

    @PluginBuilderAttribute private @Nullable String excludeExceptions;

    @PluginBuilderAttribute private @Nullable String application;

    @PluginBuilderAttribute private @Nullable String environment;

    @PluginBuilderAttribute private @Nullable String instance;

    @PluginBuilderAttribute private @Nullable String version;

    @PluginBuilderAttribute private @Nullable String threadBy;

    @PluginBuilderAttribute private @Nullable String threadRotation;

    @PluginBuilderAttribute private @Nullable String replyOption;

    @PluginBuilderAttribute private @Nullable String firstWait;

    @PluginBuilderAttribute private @Nullable String messagesPerMinute;

    @PluginBuilderAttribute private @Nullable String burst;

    @PluginBuilderAttribute private @Nullable String format;

    @PluginBuilderAttribute private @Nullable String markup;

    @PluginBuilderAttribute private @Nullable String stackLines;

    @PluginBuilderAttribute private @Nullable String messageChars;

    @PluginBuilderAttribute private @Nullable String mdcKeys;

    @PluginElement("Link")
    private Link[] link = {};

    @PluginBuilderAttribute private @Nullable String timeZone;

    @PluginBuilderAttribute private @Nullable String mention;

    @PluginBuilderAttribute private @Nullable String mentionLevel;

    @PluginBuilderAttribute private @Nullable String mentionInterval;

    @PluginElement("Redact")
    private Redact[] redact = {};

    @PluginBuilderAttribute private @Nullable String redactDefaults;

    @PluginBuilderAttribute private @Nullable String queueCapacity;

    @PluginBuilderAttribute private @Nullable String maxAttempts;

    @PluginBuilderAttribute private @Nullable String retryDelay;

    @PluginBuilderAttribute private @Nullable String retryMax;

    @PluginBuilderAttribute private @Nullable String shutdownTimeout;

    @PluginBuilderAttribute private @Nullable String shutdownHook;
    @PluginBuilderAttribute private @Nullable String criticalMarker;
    @PluginBuilderAttribute private @Nullable String criticalLevel;
    @PluginBuilderAttribute private @Nullable String spoolDirectory;
    @PluginBuilderAttribute private @Nullable String spoolSync;

    @PluginBuilderAttribute private @Nullable String groupBy;

    @PluginBuilderAttribute private @Nullable String appPackages;

    @PluginBuilderAttribute private @Nullable String fingerprintKey;

    @PluginBuilderAttribute private @Nullable String updateInterval;

    @PluginBuilderAttribute private @Nullable String updateMax;

    @PluginBuilderAttribute private @Nullable String quietAfter;

    @PluginBuilderAttribute private @Nullable String quietNotice;

    @PluginBuilderAttribute private @Nullable String digestAt;

    @PluginBuilderAttribute private @Nullable String maxIncidents;

    private Builder() {}

    /** Builds the appender; never null and never throwing for what a user may get wrong. */
    @Override
    public GoogleChatAppender build() {
      StatusDiagnostics diagnostics = new StatusDiagnostics(String.valueOf(getName()));
      ChatSender.Configuration config = ChatSender.configure(settings(), diagnostics);
      return new GoogleChatAppender(
          getName(),
          getFilter(),
          getLayout(),
          isIgnoreExceptions(),
          getPropertyArray(),
          config == null ? null : manager(config, diagnostics));
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
     * Sets {@code webhookUrl}.
     *
     * @param text the webhook's address, or {@code env:} and the name of a system property or
     *     environment variable that holds it
     * @return this
     */
    public B setWebhookUrl(@Nullable String text) {
      this.webhookUrl = text;
      return asBuilder();
    }

    /**
     * Sets {@code webhookUrlFile}.
     *
     * @param text a file that holds the webhook's address
     * @return this
     */
    public B setWebhookUrlFile(@Nullable String text) {
      this.webhookUrlFile = text;
      return asBuilder();
    }

    /**
     * Sets {@code required}.
     *
     * @param text true to report the lack of an address as a fault
     * @return this
     */
    public B setRequired(@Nullable String text) {
      this.required = text;
      return asBuilder();
    }

    /**
     * Sets {@code allowedHosts}.
     *
     * @param text hosts that may be posted to, comma-separated
     * @return this
     */
    public B setAllowedHosts(@Nullable String text) {
      this.allowedHosts = text;
      return asBuilder();
    }

    /**
     * Sets {@code proxy}.
     *
     * @param text HTTP proxy, {@code [user:password@]host:port}
     * @return this
     */
    public B setProxy(@Nullable String text) {
      this.proxy = text;
      return asBuilder();
    }

    /**
     * Sets {@code connectTimeout}.
     *
     * @param text longest time to connect, 100 ms to 60 s
     * @return this
     */
    public B setConnectTimeout(@Nullable String text) {
      this.connectTimeout = text;
      return asBuilder();
    }

    /**
     * Sets {@code requestTimeout}.
     *
     * @param text longest time of one attempt, 100 ms to 60 s
     * @return this
     */
    public B setRequestTimeout(@Nullable String text) {
      this.requestTimeout = text;
      return asBuilder();
    }

    /**
     * Sets {@code enabled}.
     *
     * @param text true or false
     * @return this
     */
    public B setEnabled(@Nullable String text) {
      this.enabled = text;
      return asBuilder();
    }

    /**
     * Sets {@code dryRun}.
     *
     * @param text true to print requests instead of posting them
     * @return this
     */
    public B setDryRun(@Nullable String text) {
      this.dryRun = text;
      return asBuilder();
    }

    /**
     * Sets {@code level}.
     *
     * @param text lowest level accepted
     * @return this
     */
    public B setLevel(@Nullable String text) {
      this.level = text;
      return asBuilder();
    }

    /**
     * Sets {@code excludeLoggers}.
     *
     * @param text logger names or package prefixes that are refused, comma-separated
     * @return this
     */
    public B setExcludeLoggers(@Nullable String text) {
      this.excludeLoggers = text;
      return asBuilder();
    }

    /**
     * Sets {@code excludeExceptions}.
     *
     * @param text exception classes whose events are refused, comma-separated
     * @return this
     */
    public B setExcludeExceptions(@Nullable String text) {
      this.excludeExceptions = text;
      return asBuilder();
    }

    /**
     * Sets {@code application}.
     *
     * @param text the application's name, 1 to 64 characters
     * @return this
     */
    public B setApplication(@Nullable String text) {
      this.application = text;
      return asBuilder();
    }

    /**
     * Sets {@code environment}.
     *
     * @param text where it runs, such as {@code prod}
     * @return this
     */
    public B setEnvironment(@Nullable String text) {
      this.environment = text;
      return asBuilder();
    }

    /**
     * Sets {@code instance}.
     *
     * @param text which of its processes this is
     * @return this
     */
    public B setInstance(@Nullable String text) {
      this.instance = text;
      return asBuilder();
    }

    /**
     * Sets {@code version}.
     *
     * @param text which version of it runs, up to 64 characters
     * @return this
     */
    public B setVersion(@Nullable String text) {
      this.version = text;
      return asBuilder();
    }

    /**
     * Sets {@code threadBy}.
     *
     * @param text {@code fingerprint}, {@code logger}, {@code application}, {@code none} or {@code
     *     mdc:KEY}
     * @return this
     */
    public B setThreadBy(@Nullable String text) {
      this.threadBy = text;
      return asBuilder();
    }

    /**
     * Sets {@code threadRotation}.
     *
     * @param text {@code daily} or {@code never}
     * @return this
     */
    public B setThreadRotation(@Nullable String text) {
      this.threadRotation = text;
      return asBuilder();
    }

    /**
     * Sets {@code replyOption}.
     *
     * @param text {@code fallback} or {@code fail}
     * @return this
     */
    public B setReplyOption(@Nullable String text) {
      this.replyOption = text;
      return asBuilder();
    }

    /**
     * Sets {@code firstWait}.
     *
     * @param text how long an event waits for others, 0 to 60 s
     * @return this
     */
    public B setFirstWait(@Nullable String text) {
      this.firstWait = text;
      return asBuilder();
    }

    /**
     * Sets {@code messagesPerMinute}.
     *
     * @param text budget of the space, 1 to 54
     * @return this
     */
    public B setMessagesPerMinute(@Nullable String text) {
      this.messagesPerMinute = text;
      return asBuilder();
    }

    /**
     * Sets {@code burst}.
     *
     * @param text messages at once after a silence, 1 to 60
     * @return this
     */
    public B setBurst(@Nullable String text) {
      this.burst = text;
      return asBuilder();
    }

    /**
     * Sets {@code format}.
     *
     * @param text {@code text} or {@code card}
     * @return this
     */
    public B setFormat(@Nullable String text) {
      this.format = text;
      return asBuilder();
    }

    /**
     * Sets {@code markup}.
     *
     * @param text {@code auto}, {@code chat} or {@code markdown}
     * @return this
     */
    public B setMarkup(@Nullable String text) {
      this.markup = text;
      return asBuilder();
    }

    /**
     * Sets {@code stackLines}.
     *
     * @param text most lines of a stack, 0 to 100
     * @return this
     */
    public B setStackLines(@Nullable String text) {
      this.stackLines = text;
      return asBuilder();
    }

    /**
     * Sets {@code messageChars}.
     *
     * @param text most characters of a message text, 50 to 2,000
     * @return this
     */
    public B setMessageChars(@Nullable String text) {
      this.messageChars = text;
      return asBuilder();
    }

    /**
     * Sets {@code mdcKeys}.
     *
     * @param text MDC keys that are shown, comma-separated
     * @return this
     */
    public B setMdcKeys(@Nullable String text) {
      this.mdcKeys = text;
      return asBuilder();
    }

    /**
     * Sets {@code link}.
     *
     * @param elements links that are shown, at most 5
     * @return this
     */
    public B setLink(Link... elements) {
      this.link = elements.clone();
      return asBuilder();
    }

    /**
     * Sets {@code timeZone}.
     *
     * @param text zone of the times that are shown
     * @return this
     */
    public B setTimeZone(@Nullable String text) {
      this.timeZone = text;
      return asBuilder();
    }

    /**
     * Sets {@code mention}.
     *
     * @param text {@code all}, or the id of a user
     * @return this
     */
    public B setMention(@Nullable String text) {
      this.mention = text;
      return asBuilder();
    }

    /**
     * Sets {@code mentionLevel}.
     *
     * @param text lowest level of which somebody is mentioned
     * @return this
     */
    public B setMentionLevel(@Nullable String text) {
      this.mentionLevel = text;
      return asBuilder();
    }

    /**
     * Sets {@code mentionInterval}.
     *
     * @param text how long nobody is mentioned after a mention, 0 to 1 d
     * @return this
     */
    public B setMentionInterval(@Nullable String text) {
      this.mentionInterval = text;
      return asBuilder();
    }

    /**
     * Sets {@code redact}.
     *
     * @param elements rules of what must not be shown
     * @return this
     */
    public B setRedact(Redact... elements) {
      this.redact = elements.clone();
      return asBuilder();
    }

    /**
     * Sets {@code redactDefaults}.
     *
     * @param text whether the built-in rules of what must not be shown hold
     * @return this
     */
    public B setRedactDefaults(@Nullable String text) {
      this.redactDefaults = text;
      return asBuilder();
    }

    /**
     * Sets {@code queueCapacity}.
     *
     * @param text most events that wait, 16 to 65,536
     * @return this
     */
    public B setQueueCapacity(@Nullable String text) {
      this.queueCapacity = text;
      return asBuilder();
    }

    /**
     * Sets {@code maxAttempts}.
     *
     * @param text most attempts to post one body, 1 to 100
     * @return this
     */
    public B setMaxAttempts(@Nullable String text) {
      this.maxAttempts = text;
      return asBuilder();
    }

    /**
     * Sets {@code retryDelay}.
     *
     * @param text bound of the first pause after a failure, 100 ms to 10 min
     * @return this
     */
    public B setRetryDelay(@Nullable String text) {
      this.retryDelay = text;
      return asBuilder();
    }

    /**
     * Sets {@code retryMax}.
     *
     * @param text bound of every pause after a failure, 100 ms to 10 min
     * @return this
     */
    public B setRetryMax(@Nullable String text) {
      this.retryMax = text;
      return asBuilder();
    }

    /**
     * Sets {@code shutdownTimeout}.
     *
     * @param text longest time that stop takes, 0 to 60 s
     * @return this
     */
    public B setShutdownTimeout(@Nullable String text) {
      this.shutdownTimeout = text;
      return asBuilder();
    }

    /**
     * Sets {@code shutdownHook}.
     *
     * @param text whether to drain when the JVM exits
     * @return this
     */
    public B setShutdownHook(@Nullable String text) {
      this.shutdownHook = text;
      return asBuilder();
    }

    /**
     * Sets {@code criticalMarker}.
     *
     * @param text name of the marker that makes an event critical
     * @return this
     */
    public B setCriticalMarker(@Nullable String text) {
      this.criticalMarker = text;
      return asBuilder();
    }

    /**
     * Sets {@code criticalLevel}.
     *
     * @param text lowest level of critical events, or {@code off}
     * @return this
     */
    public B setCriticalLevel(@Nullable String text) {
      this.criticalLevel = text;
      return asBuilder();
    }

    /**
     * Sets {@code spoolDirectory}.
     *
     * @param text where critical events are kept until they are delivered
     * @return this
     */
    public B setSpoolDirectory(@Nullable String text) {
      this.spoolDirectory = text;
      return asBuilder();
    }

    /**
     * Sets {@code spoolSync}.
     *
     * @param text whether they are on the device before the logging call returns
     * @return this
     */
    public B setSpoolSync(@Nullable String text) {
      this.spoolSync = text;
      return asBuilder();
    }

    /**
     * Sets {@code groupBy}.
     *
     * @param text {@code fingerprint} or {@code none}
     * @return this
     */
    public B setGroupBy(@Nullable String text) {
      this.groupBy = text;
      return asBuilder();
    }

    /**
     * Sets {@code appPackages}.
     *
     * @param text the application's own packages, comma-separated
     * @return this
     */
    public B setAppPackages(@Nullable String text) {
      this.appPackages = text;
      return asBuilder();
    }

    /**
     * Sets {@code fingerprintKey}.
     *
     * @param text MDC key whose value replaces the computed fingerprint
     * @return this
     */
    public B setFingerprintKey(@Nullable String text) {
      this.fingerprintKey = text;
      return asBuilder();
    }

    /**
     * Sets {@code updateInterval}.
     *
     * @param text first interval of updates, 1 s to 1 d
     * @return this
     */
    public B setUpdateInterval(@Nullable String text) {
      this.updateInterval = text;
      return asBuilder();
    }

    /**
     * Sets {@code updateMax}.
     *
     * @param text longest interval of updates, 1 s to 1 d
     * @return this
     */
    public B setUpdateMax(@Nullable String text) {
      this.updateMax = text;
      return asBuilder();
    }

    /**
     * Sets {@code quietAfter}.
     *
     * @param text how long a problem is silent until it is over, 1 min to 1 d
     * @return this
     */
    public B setQuietAfter(@Nullable String text) {
      this.quietAfter = text;
      return asBuilder();
    }

    /**
     * Sets {@code quietNotice}.
     *
     * @param text {@code auto}, {@code always} or {@code never}
     * @return this
     */
    public B setQuietNotice(@Nullable String text) {
      this.quietNotice = text;
      return asBuilder();
    }

    /**
     * Sets {@code digestAt}.
     *
     * @param text how many waiting notices make a digest, 2 to 100
     * @return this
     */
    public B setDigestAt(@Nullable String text) {
      this.digestAt = text;
      return asBuilder();
    }

    /**
     * Sets {@code maxIncidents}.
     *
     * @param text most problems that are followed at a time, 10 to 10,000
     * @return this
     */
    public B setMaxIncidents(@Nullable String text) {
      this.maxIncidents = text;
      return asBuilder();
    }

    private Settings settings() {
      Settings settings = attributes();
      for (Link element : link) {
        element.addTo(settings);
      }
      for (Redact element : redact) {
        element.addTo(settings);
      }
      return settings;
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
          .set(Setting.APPLICATION, application)
          .set(Setting.ENVIRONMENT, environment)
          .set(Setting.INSTANCE, instance)
          .set(Setting.VERSION, version)
          .set(Setting.THREAD_BY, threadBy)
          .set(Setting.THREAD_ROTATION, threadRotation)
          .set(Setting.REPLY_OPTION, replyOption)
          .set(Setting.FIRST_WAIT, firstWait)
          .set(Setting.MESSAGES_PER_MINUTE, messagesPerMinute)
          .set(Setting.BURST, burst)
          .set(Setting.FORMAT, format)
          .set(Setting.MARKUP, markup)
          .set(Setting.STACK_LINES, stackLines)
          .set(Setting.MESSAGE_CHARS, messageChars)
          .set(Setting.MDC_KEYS, mdcKeys)
          .set(Setting.TIME_ZONE, timeZone)
          .set(Setting.MENTION, mention)
          .set(Setting.MENTION_LEVEL, mentionLevel)
          .set(Setting.MENTION_INTERVAL, mentionInterval)
          .set(Setting.REDACT_DEFAULTS, redactDefaults)
          .set(Setting.QUEUE_CAPACITY, queueCapacity)
          .set(Setting.MAX_ATTEMPTS, maxAttempts)
          .set(Setting.RETRY_DELAY, retryDelay)
          .set(Setting.RETRY_MAX, retryMax)
          .set(Setting.SHUTDOWN_TIMEOUT, shutdownTimeout)
          .set(Setting.GROUP_BY, groupBy)
          .set(Setting.APP_PACKAGES, appPackages)
          .set(Setting.FINGERPRINT_KEY, fingerprintKey)
          .set(Setting.UPDATE_INTERVAL, updateInterval)
          .set(Setting.UPDATE_MAX, updateMax)
          .set(Setting.QUIET_AFTER, quietAfter)
          .set(Setting.QUIET_NOTICE, quietNotice)
          .set(Setting.DIGEST_AT, digestAt)
          .set(Setting.MAX_INCIDENTS, maxIncidents)
          .set(Setting.SHUTDOWN_HOOK, shutdownHook)
          .set(Setting.CRITICAL_MARKER, criticalMarker)
          .set(Setting.CRITICAL_LEVEL, criticalLevel)
          .set(Setting.SPOOL_DIRECTORY, spoolDirectory)
          .set(Setting.SPOOL_SYNC, spoolSync);
    }
  }
}
