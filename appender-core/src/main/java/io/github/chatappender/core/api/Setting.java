/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

import io.github.chatappender.core.config.SenderConfig;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the settings with their names and defaults, the same in both hosts. {@link SenderConfig}
 * checks their ranges.
 */
public enum Setting {
  /** The webhook's address. */
  WEBHOOK_URL("webhookUrl", null, Kind.SENSITIVE),
  /** The file that contains the webhook's address. */
  WEBHOOK_URL_FILE("webhookUrlFile", null, Kind.TEXT),
  /** Whether a missing address is a fault. */
  REQUIRED("required", "false", Kind.TEXT),
  /** The hosts to which posting is allowed. */
  ALLOWED_HOSTS("allowedHosts", "chat.googleapis.com", Kind.LIST),
  /** The HTTP proxy, {@code [user:password@]host:port}. */
  PROXY("proxy", null, Kind.SENSITIVE),
  /** The connect timeout. */
  CONNECT_TIMEOUT("connectTimeout", "5 s", Kind.TEXT),
  /** The timeout of one whole attempt. */
  REQUEST_TIMEOUT("requestTimeout", "10 s", Kind.TEXT),
  /** Whether the appender does anything. */
  ENABLED("enabled", "true", Kind.TEXT),
  /** Whether requests are printed instead of posted. */
  DRY_RUN("dryRun", "false", Kind.TEXT),
  /** The lowest level accepted. */
  LEVEL("level", "ERROR", Kind.TEXT),
  /** Loggers whose events are refused, by name or prefix. */
  EXCLUDE_LOGGERS("excludeLoggers", null, Kind.LIST),
  /** Exception classes whose events are refused. */
  EXCLUDE_EXCEPTIONS("excludeExceptions", null, Kind.LIST),
  /** Whether exceptions that end a thread are logged. */
  UNCAUGHT_EXCEPTIONS("uncaughtExceptions", "false", Kind.TEXT),
  /** The application's name. */
  APPLICATION("application", null, Kind.TEXT),
  /** The environment, such as {@code prod}. */
  ENVIRONMENT("environment", null, Kind.TEXT),
  /** The name of this instance of the application. */
  INSTANCE("instance", null, Kind.TEXT),
  /** The application's version. */
  VERSION("version", null, Kind.TEXT),
  /** The commit that the application was built from. */
  COMMIT("commit", null, Kind.TEXT),
  /** Which events form one problem. */
  GROUP_BY("groupBy", "fingerprint", Kind.TEXT),
  /** Which messages share a thread in the space. */
  THREAD_BY("threadBy", "fingerprint", Kind.TEXT),
  /** Whether a new thread begins each UTC day. */
  THREAD_ROTATION("threadRotation", "daily", Kind.TEXT),
  /** How a reply to a missing thread is handled. */
  REPLY_OPTION("replyOption", "fallback", Kind.TEXT),
  /** The application's own packages. */
  APP_PACKAGES("appPackages", null, Kind.LIST),
  /** The MDC key whose value replaces the computed fingerprint. */
  FINGERPRINT_KEY("fingerprintKey", "gchat.fingerprint", Kind.TEXT),
  /** How long the first event waits for others to share its message. */
  FIRST_WAIT("firstWait", "1 s", Kind.TEXT),
  /** The first interval between updates. */
  UPDATE_INTERVAL("updateInterval", "60 s", Kind.TEXT),
  /** The longest interval between updates. */
  UPDATE_MAX("updateMax", "30 min", Kind.TEXT),
  /** How long a problem must be silent to be over. */
  QUIET_AFTER("quietAfter", "15 min", Kind.TEXT),
  /** Whether the end of a problem is posted. */
  QUIET_NOTICE("quietNotice", "auto", Kind.TEXT),
  /** How many waiting notices form a digest. */
  DIGEST_AT("digestAt", "4", Kind.TEXT),
  /** The space's budget in messages per minute. */
  MESSAGES_PER_MINUTE("messagesPerMinute", "15", Kind.TEXT),
  /** The space's budget in messages at once. */
  BURST("burst", "5", Kind.TEXT),
  /** The form of messages. */
  FORMAT("format", "text", Kind.TEXT),
  /** The markup syntax of texts. */
  MARKUP("markup", "auto", Kind.TEXT),
  /** The maximum lines of a stack. */
  STACK_LINES("stackLines", "12", Kind.TEXT),
  /** The maximum characters of a message text. */
  MESSAGE_CHARS("messageChars", "500", Kind.TEXT),
  /** The MDC keys shown. */
  MDC_KEYS("mdcKeys", null, Kind.LIST),
  /** How many lines logged before an event are shown. */
  BEFORE("before", "0", Kind.TEXT),
  /** The lowest level of the lines shown before an event. */
  BEFORE_LEVEL("beforeLevel", "INFO", Kind.TEXT),
  /** The links shown: elements with {@code label} and {@code url}. */
  LINK("link", null, Kind.ELEMENTS),
  /** The time zone of the times shown. */
  TIME_ZONE("timeZone", "UTC", Kind.TEXT),
  /** Who is mentioned. */
  MENTION("mention", null, Kind.TEXT),
  /** The lowest level that mentions people. */
  MENTION_LEVEL("mentionLevel", "FATAL", Kind.TEXT),
  /** The minimum time between mentions. */
  MENTION_INTERVAL("mentionInterval", "1 h", Kind.TEXT),
  /** Whose code it is: elements with {@code packages}, {@code label}, {@code mention}. */
  OWNER("owner", null, Kind.ELEMENTS),
  /** The redaction rules: elements with a regular expression. */
  REDACT("redact", null, Kind.ELEMENTS),
  /** Whether the built-in redaction rules apply. */
  REDACT_DEFAULTS("redactDefaults", "true", Kind.TEXT),
  /** The maximum number of queued events. */
  QUEUE_CAPACITY("queueCapacity", "1024", Kind.TEXT),
  /** The maximum number of problems tracked at a time. */
  MAX_INCIDENTS("maxIncidents", "1000", Kind.TEXT),
  /** The maximum attempts to post one body. */
  MAX_ATTEMPTS("maxAttempts", "5", Kind.TEXT),
  /** The first pause after a failure. */
  RETRY_DELAY("retryDelay", "2 s", Kind.TEXT),
  /** The longest pause after a failure. */
  RETRY_MAX("retryMax", "60 s", Kind.TEXT),
  /** The longest time that stopping takes. */
  SHUTDOWN_TIMEOUT("shutdownTimeout", "3 s", Kind.TEXT),
  /** Whether pending events are posted when the JVM exits. */
  SHUTDOWN_HOOK("shutdownHook", "true", Kind.TEXT),
  /** The marker of critical events. */
  CRITICAL_MARKER("criticalMarker", "CRITICAL", Kind.TEXT),
  /** The lowest level of critical events. */
  CRITICAL_LEVEL("criticalLevel", "OFF", Kind.TEXT),
  /** The directory that keeps critical events until they are delivered. */
  SPOOL_DIRECTORY("spoolDirectory", null, Kind.TEXT),
  /** Whether critical events are forced to the device before the logging call returns. */
  SPOOL_SYNC("spoolSync", "false", Kind.TEXT);

  /** The settings without which posting is impossible or unsafe. */
  private static final Set<Setting> VITAL =
      EnumSet.of(
          WEBHOOK_URL,
          WEBHOOK_URL_FILE,
          ALLOWED_HOSTS,
          PROXY,
          ENABLED,
          DRY_RUN,
          EXCLUDE_LOGGERS,
          EXCLUDE_EXCEPTIONS,
          REDACT);

  private enum Kind {
    TEXT,
    LIST,
    ELEMENTS,
    SENSITIVE
  }

  private final String key;
  private final @Nullable String defaultText;
  private final Kind kind;

  Setting(String key, @Nullable String defaultText, Kind kind) {
    this.key = key;
    this.defaultText = defaultText;
    this.kind = kind;
  }

  /**
   * Returns the setting's name in configurations.
   *
   * @return the name, in camel case
   */
  public String key() {
    return key;
  }

  /**
   * Returns the default.
   *
   * @return the default as text, null if there is none
   */
  public @Nullable String defaultText() {
    return defaultText;
  }

  /**
   * Returns whether the value is comma-separated text.
   *
   * @return true for lists
   */
  public boolean isList() {
    return kind == Kind.LIST;
  }

  /**
   * Returns whether the setting is an element in both hosts, which may be repeated.
   *
   * @return true for elements
   */
  public boolean isElement() {
    return kind == Kind.ELEMENTS;
  }

  /**
   * Returns whether a fault in the value leaves the appender idle. After a fault in any other
   * setting, its default applies.
   *
   * @return true if posting without the value is impossible or unsafe
   */
  public boolean isVital() {
    return VITAL.contains(this);
  }

  /**
   * Returns whether the value must never be shown.
   *
   * @return true for secrets
   */
  public boolean isSensitive() {
    return kind == Kind.SENSITIVE;
  }
}
