/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.github.chatappender.core.ChatSender;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a Google Chat space through an incoming webhook.
 *
 * <pre>{@code
 * <appender name="CHAT" class="io.github.chatappender.logback.GoogleChatAppender"/>
 * }</pre>
 *
 * <p>The appender itself reads the webhook's address from the environment variable {@code
 * GOOGLE_CHAT_WEBHOOK_URL}, or from the one that {@code webhookUrl} names as {@code env:NAME}. Do
 * not let Logback substitute it: it prints substituted values, the secret included, with {@code
 * debug="true"} or after any warning.
 *
 * <p>Setters take text and never throw; {@link #start()} reads and checks all of them. An unusable
 * setting is reported, and its default applies. Without a webhook, or if posting would be
 * impossible or unsafe, the appender is started but idle: it refuses every event at the cost of one
 * field read. Appending is thread-safe and never waits; start and stop may be called from any
 * thread, also concurrently; setters belong to the configuring thread.
 */
public final class GoogleChatAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements Operations {

  private final Settings settings;

  /** The application's name where the host knows it, null for the context's name. */
  private final @Nullable String hostsName;

  /** Held while starting or stopping. */
  private final Lock lifecycle = new ReentrantLock();

  private @Nullable Layout<ILoggingEvent> layout;
  private @Nullable Encoder<ILoggingEvent> encoder;
  private LogbackReader reader = new LogbackReader(null);
  private volatile @Nullable ChatSender sender;
  private volatile DeliveryStats lastStats = DeliveryStats.NONE;

  /** Creates an appender that is neither configured nor started. */
  public GoogleChatAppender() {
    this(new Settings(), null);
  }

  /**
   * Creates an appender in code.
   *
   * @param settings the settings as text, which the appender keeps; its setters change them
   */
  public GoogleChatAppender(Settings settings) {
    this(settings, null);
  }

  GoogleChatAppender(Settings settings, @Nullable String hostsName) {
    this.settings = settings;
    this.hostsName = hostsName;
  }

  @Override
  public void start() {
    lifecycle.lock();
    try {
      if (!isStarted()) {
        startNow();
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * Posts all pending events, within {@code shutdownTimeout}. The appender can be started again.
   */
  @Override
  public void stop() {
    lifecycle.lock();
    try {
      super.stop();
      ChatSender running = sender;
      if (running != null) {
        running.close();
        lastStats = running.getDeliveryStats();
        sender = null;
      }
    } finally {
      lifecycle.unlock();
    }
  }

  private void startNow() {
    settings.contextName(hostsName == null ? contextName() : hostsName);
    settings.names(contextName(), getName());
    StatusDiagnostics diagnostics = diagnostics();
    lastStats = DeliveryStats.NONE;
    ChatSender.Configuration config =
        ChatSender.configure(
            settings,
            diagnostics,
            new Consumer<>() { // costs less at an application's start than a lambda
              @Override
              public void accept(DeliveryStats idle) {
                lastStats = idle;
              }
            });
    if (config != null) {
      startSender(config, diagnostics);
    }
    super.start();
  }

  private @Nullable String contextName() {
    return getContext() == null ? null : getContext().getName();
  }

  Settings settings() {
    return settings;
  }

  StatusDiagnostics diagnostics() {
    return new StatusDiagnostics(this, getName());
  }

  private void startSender(ChatSender.Configuration config, StatusDiagnostics diagnostics) {
    LogbackReader chosen = HostReaders.of(layoutFunction());
    if (chosen == null) {
      diagnostics.fault(
          "idle: this application's Logback is too old; use logback-classic 1.2.11 or later");
      return;
    }
    reader = chosen;
    Context context = getContext();
    Uncaught uncaught =
        context instanceof LoggerContext ? new Uncaught((LoggerContext) context) : null;
    sender = ChatSender.start(config, diagnostics, uncaught);
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

  @Override
  public boolean flush(Duration timeout) {
    ChatSender running = sender;
    return running == null || running.flush(timeout);
  }

  /**
   * Returns the statistics since the last start; while stopped, those of its end. An idle appender
   * names the reason.
   *
   * @return a snapshot
   */
  @Override
  public DeliveryStats getDeliveryStats() {
    ChatSender running = sender;
    return running == null ? lastStats : running.getDeliveryStats();
  }

  @Override
  public @Nullable Explanation explain(String id) {
    ChatSender running = sender;
    return running == null ? null : running.explain(id);
  }

  @Override
  public Instant mute(String id, Duration duration) {
    ChatSender running = sender;
    if (running == null) {
      throw new IllegalStateException("the appender is idle or stopped");
    }
    return running.mute(id, duration);
  }

  @Override
  public boolean unmute(String id) {
    ChatSender running = sender;
    return running != null && running.unmute(id);
  }

  /** Sets a layout whose output replaces message and stack; {@code PatternLayout} by default. */
  public void setLayout(@Nullable Layout<ILoggingEvent> layout) {
    this.layout = layout;
  }

  /**
   * Sets an encoder whose output replaces message and stack; if it has a layout, that is used
   * instead.
   */
  public void setEncoder(@Nullable Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  /** Sets {@code webhookUrl}: the webhook's address, or {@code env:} and a variable's name. */
  public void setWebhookUrl(@Nullable String text) {
    settings.set(Setting.WEBHOOK_URL, text);
  }

  /** Sets {@code webhookUrlFile}: a file that holds the webhook's address. */
  public void setWebhookUrlFile(@Nullable String text) {
    settings.set(Setting.WEBHOOK_URL_FILE, text);
  }

  /** Sets {@code required}: true to report a missing address as a fault. */
  public void setRequired(@Nullable String text) {
    settings.set(Setting.REQUIRED, text);
  }

  /** Adds to {@code allowedHosts}: hosts to which posting is allowed, comma-separated. */
  public void addAllowedHosts(@Nullable String text) {
    settings.add(Setting.ALLOWED_HOSTS, text);
  }

  /** Sets {@code proxy}: the HTTP proxy, {@code [user:password@]host:port}. */
  public void setProxy(@Nullable String text) {
    settings.set(Setting.PROXY, text);
  }

  /** Sets {@code connectTimeout}: 100 ms to 60 s. */
  public void setConnectTimeout(@Nullable String text) {
    settings.set(Setting.CONNECT_TIMEOUT, text);
  }

  /** Sets {@code requestTimeout}: the timeout of one whole attempt, 100 ms to 60 s. */
  public void setRequestTimeout(@Nullable String text) {
    settings.set(Setting.REQUEST_TIMEOUT, text);
  }

  /** Sets {@code enabled}: true or false. */
  public void setEnabled(@Nullable String text) {
    settings.set(Setting.ENABLED, text);
  }

  /** Sets {@code dryRun}: true to print requests instead of posting them. */
  public void setDryRun(@Nullable String text) {
    settings.set(Setting.DRY_RUN, text);
  }

  /** Sets {@code level}: the lowest level accepted. */
  public void setLevel(@Nullable String text) {
    settings.set(Setting.LEVEL, text);
  }

  /** Adds to {@code excludeLoggers}: refused loggers or packages, comma-separated. */
  public void addExcludeLoggers(@Nullable String text) {
    settings.add(Setting.EXCLUDE_LOGGERS, text);
  }

  /** Adds to {@code excludeExceptions}: refused exception classes, comma-separated. */
  public void addExcludeExceptions(@Nullable String text) {
    settings.add(Setting.EXCLUDE_EXCEPTIONS, text);
  }

  /** Sets {@code uncaughtExceptions}: true to log exceptions that end a thread. */
  public void setUncaughtExceptions(@Nullable String text) {
    settings.set(Setting.UNCAUGHT_EXCEPTIONS, text);
  }

  /** Sets {@code application}: the application's name, 1 to 64 characters. */
  public void setApplication(@Nullable String text) {
    settings.set(Setting.APPLICATION, text);
  }

  /** Sets {@code environment}: where the application runs, such as {@code prod}. */
  public void setEnvironment(@Nullable String text) {
    settings.set(Setting.ENVIRONMENT, text);
  }

  /** Sets {@code instance}: the name of this instance of the application. */
  public void setInstance(@Nullable String text) {
    settings.set(Setting.INSTANCE, text);
  }

  /** Sets {@code version}: the application's version, up to 64 characters. */
  public void setVersion(@Nullable String text) {
    settings.set(Setting.VERSION, text);
  }

  /** Sets {@code commit}: the commit that the application was built from, up to 64 characters. */
  public void setCommit(@Nullable String text) {
    settings.set(Setting.COMMIT, text);
  }

  /** Sets {@code groupBy}: {@code fingerprint} or {@code none}. */
  public void setGroupBy(@Nullable String text) {
    settings.set(Setting.GROUP_BY, text);
  }

  /** Sets {@code threadBy}: fingerprint, logger, application, none or mdc:KEY. */
  public void setThreadBy(@Nullable String text) {
    settings.set(Setting.THREAD_BY, text);
  }

  /** Sets {@code threadRotation}: {@code daily} or {@code never}. */
  public void setThreadRotation(@Nullable String text) {
    settings.set(Setting.THREAD_ROTATION, text);
  }

  /** Sets {@code replyOption}: {@code fallback} or {@code fail}. */
  public void setReplyOption(@Nullable String text) {
    settings.set(Setting.REPLY_OPTION, text);
  }

  /** Adds to {@code appPackages}: the application's own packages, comma-separated. */
  public void addAppPackages(@Nullable String text) {
    settings.add(Setting.APP_PACKAGES, text);
  }

  /** Sets {@code fingerprintKey}: the MDC key whose value replaces the computed fingerprint. */
  public void setFingerprintKey(@Nullable String text) {
    settings.set(Setting.FINGERPRINT_KEY, text);
  }

  /** Sets {@code firstWait}: how long an event waits for others, 0 to 60 s. */
  public void setFirstWait(@Nullable String text) {
    settings.set(Setting.FIRST_WAIT, text);
  }

  /** Sets {@code updateInterval}: the first interval between updates, 1 s to 1 d. */
  public void setUpdateInterval(@Nullable String text) {
    settings.set(Setting.UPDATE_INTERVAL, text);
  }

  /** Sets {@code updateMax}: the longest interval between updates, 1 s to 1 d. */
  public void setUpdateMax(@Nullable String text) {
    settings.set(Setting.UPDATE_MAX, text);
  }

  /** Sets {@code quietAfter}: how long a problem must be silent to be over, 1 min to 1 d. */
  public void setQuietAfter(@Nullable String text) {
    settings.set(Setting.QUIET_AFTER, text);
  }

  /** Sets {@code quietNotice}: {@code auto}, {@code always} or {@code never}. */
  public void setQuietNotice(@Nullable String text) {
    settings.set(Setting.QUIET_NOTICE, text);
  }

  /** Sets {@code digestAt}: how many waiting notices form a digest, 2 to 100. */
  public void setDigestAt(@Nullable String text) {
    settings.set(Setting.DIGEST_AT, text);
  }

  /** Sets {@code messagesPerMinute}: the space's budget, 1 to 54. */
  public void setMessagesPerMinute(@Nullable String text) {
    settings.set(Setting.MESSAGES_PER_MINUTE, text);
  }

  /** Sets {@code burst}: how many messages at once after a silence, 1 to 60. */
  public void setBurst(@Nullable String text) {
    settings.set(Setting.BURST, text);
  }

  /** Sets {@code format}: {@code text} or {@code card}. */
  public void setFormat(@Nullable String text) {
    settings.set(Setting.FORMAT, text);
  }

  /** Sets {@code markup}: {@code auto}, {@code chat} or {@code markdown}. */
  public void setMarkup(@Nullable String text) {
    settings.set(Setting.MARKUP, text);
  }

  /** Sets {@code stackLines}: the maximum lines of a stack, 0 to 100. */
  public void setStackLines(@Nullable String text) {
    settings.set(Setting.STACK_LINES, text);
  }

  /** Sets {@code messageChars}: the maximum characters of a message text, 50 to 2,000. */
  public void setMessageChars(@Nullable String text) {
    settings.set(Setting.MESSAGE_CHARS, text);
  }

  /** Adds to {@code mdcKeys}: MDC keys to show, comma-separated. */
  public void addMdcKeys(@Nullable String text) {
    settings.add(Setting.MDC_KEYS, text);
  }

  /** Sets {@code before}: how many lines logged before an event are shown, 0 to 20. */
  public void setBefore(@Nullable String text) {
    settings.set(Setting.BEFORE, text);
  }

  /** Sets {@code beforeLevel}: the lowest level of the lines before an event. */
  public void setBeforeLevel(@Nullable String text) {
    settings.set(Setting.BEFORE_LEVEL, text);
  }

  /** Adds a {@code link}, at most five; null for none. */
  public void addLink(@Nullable Link link) {
    if (link != null) {
      link.addTo(settings);
    }
  }

  /** Sets {@code timeZone}: the time zone of the times shown. */
  public void setTimeZone(@Nullable String text) {
    settings.set(Setting.TIME_ZONE, text);
  }

  /** Sets {@code mention}: {@code all}, or the id of a user. */
  public void setMention(@Nullable String text) {
    settings.set(Setting.MENTION, text);
  }

  /** Sets {@code mentionLevel}: the lowest level that mentions people. */
  public void setMentionLevel(@Nullable String text) {
    settings.set(Setting.MENTION_LEVEL, text);
  }

  /** Sets {@code mentionInterval}: the minimum time between mentions, 0 to 1 d. */
  public void setMentionInterval(@Nullable String text) {
    settings.set(Setting.MENTION_INTERVAL, text);
  }

  /** Adds an {@code owner}, at most fifty; null for none. */
  public void addOwner(@Nullable Owner owner) {
    if (owner != null) {
      owner.addTo(settings);
    }
  }

  /** Adds a {@code redact} rule: a regular expression whose matches are removed. */
  public void addRedact(@Nullable String pattern) {
    if (pattern != null) {
      settings.addRedact(pattern);
    }
  }

  /** Sets {@code redactDefaults}: whether the built-in redaction rules apply. */
  public void setRedactDefaults(@Nullable String text) {
    settings.set(Setting.REDACT_DEFAULTS, text);
  }

  /** Sets {@code queueCapacity}: the maximum number of queued events, 16 to 65,536. */
  public void setQueueCapacity(@Nullable String text) {
    settings.set(Setting.QUEUE_CAPACITY, text);
  }

  /** Sets {@code maxIncidents}: the maximum number of problems tracked at a time, 10 to 10,000. */
  public void setMaxIncidents(@Nullable String text) {
    settings.set(Setting.MAX_INCIDENTS, text);
  }

  /** Sets {@code maxAttempts}: the maximum attempts to post one body, 1 to 100. */
  public void setMaxAttempts(@Nullable String text) {
    settings.set(Setting.MAX_ATTEMPTS, text);
  }

  /** Sets {@code retryDelay}: the limit of the first pause after a failure, 100 ms to 10 min. */
  public void setRetryDelay(@Nullable String text) {
    settings.set(Setting.RETRY_DELAY, text);
  }

  /** Sets {@code retryMax}: the limit of every pause after a failure, 100 ms to 10 min. */
  public void setRetryMax(@Nullable String text) {
    settings.set(Setting.RETRY_MAX, text);
  }

  /** Sets {@code shutdownTimeout}: the longest time that stopping takes, 0 to 60 s. */
  public void setShutdownTimeout(@Nullable String text) {
    settings.set(Setting.SHUTDOWN_TIMEOUT, text);
  }

  /** Sets {@code shutdownHook}: whether to post pending events when the JVM exits. */
  public void setShutdownHook(@Nullable String text) {
    settings.set(Setting.SHUTDOWN_HOOK, text);
  }

  /** Sets {@code criticalMarker}: the name of the marker that makes an event critical. */
  public void setCriticalMarker(@Nullable String text) {
    settings.set(Setting.CRITICAL_MARKER, text);
  }

  /** Sets {@code criticalLevel}: the lowest level of critical events, or {@code off}. */
  public void setCriticalLevel(@Nullable String text) {
    settings.set(Setting.CRITICAL_LEVEL, text);
  }

  /** Sets {@code spoolDirectory}: where to keep critical events until they are delivered. */
  public void setSpoolDirectory(@Nullable String text) {
    settings.set(Setting.SPOOL_DIRECTORY, text);
  }

  /** Sets {@code spoolSync}: whether to force files to the device before a call returns. */
  public void setSpoolSync(@Nullable String text) {
    settings.set(Setting.SPOOL_SYNC, text);
  }

  /** Sets {@code jmx}: true for an MBean. */
  public void setJmx(@Nullable String text) {
    settings.set(Setting.JMX, text);
  }

  /** Sets {@code muteFile}: a file that names muted problems, a line each. */
  public void setMuteFile(@Nullable String text) {
    settings.set(Setting.MUTE_FILE, text);
  }

  /** Sets {@code fleet}: the address of the store that all instances share; a secret. */
  public void setFleet(@Nullable String text) {
    settings.set(Setting.FLEET, text);
  }

  @Override
  protected void append(ILoggingEvent event) {
    ChatSender running = sender;
    if (running != null) {
      running.append(event, reader);
    }
  }

  private @Nullable Function<ILoggingEvent, String> layoutFunction() {
    Layout<ILoggingEvent> ownLayout = layout;
    if (ownLayout != null) {
      return ownLayout::doLayout;
    }
    Encoder<ILoggingEvent> ownEncoder = encoder;
    if (ownEncoder instanceof LayoutWrappingEncoder) {
      Layout<ILoggingEvent> wrapped =
          ((LayoutWrappingEncoder<ILoggingEvent>) ownEncoder).getLayout();
      return wrapped == null ? null : wrapped::doLayout;
    }
    return ownEncoder == null
        ? null
        : event -> new String(ownEncoder.encode(event), StandardCharsets.UTF_8);
  }
}
