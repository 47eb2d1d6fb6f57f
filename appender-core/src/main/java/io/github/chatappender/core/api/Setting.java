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
 * Lists every setting with its name and default, the same in both hosts. Ranges are checked by
 * {@link SenderConfig}.
 */
public enum Setting {
  /** The webhook's address. */
  WEBHOOK_URL("webhookUrl", null, Kind.SENSITIVE),
  /** A file that holds the webhook's address. */
  WEBHOOK_URL_FILE("webhookUrlFile", null, Kind.TEXT),
  /** Whether it is a fault if there is no address. */
  REQUIRED("required", "false", Kind.TEXT),
  /** Hosts that may be posted to. */
  ALLOWED_HOSTS("allowedHosts", "chat.googleapis.com", Kind.LIST),
  /** HTTP proxy, {@code [user:password@]host:port}. */
  PROXY("proxy", null, Kind.SENSITIVE),
  /** Longest time to connect. */
  CONNECT_TIMEOUT("connectTimeout", "5 s", Kind.TEXT),
  /** Longest time for one attempt, all of it. */
  REQUEST_TIMEOUT("requestTimeout", "10 s", Kind.TEXT),
  /** Whether the appender does anything. */
  ENABLED("enabled", "true", Kind.TEXT),
  /** Whether requests are printed instead of posted. */
  DRY_RUN("dryRun", "false", Kind.TEXT),
  /** Lowest level accepted. */
  LEVEL("level", "ERROR", Kind.TEXT),
  /** Loggers, or prefixes of their names, that are refused. */
  EXCLUDE_LOGGERS("excludeLoggers", null, Kind.LIST),
  /** Exception classes whose events are refused. */
  EXCLUDE_EXCEPTIONS("excludeExceptions", null, Kind.LIST),
  /** The application's name. */
  APPLICATION("application", null, Kind.TEXT),
  /** Where it runs, such as {@code prod}. */
  ENVIRONMENT("environment", null, Kind.TEXT),
  /** Which of its processes this is. */
  INSTANCE("instance", null, Kind.TEXT),
  /** Which version of it runs. */
  VERSION("version", null, Kind.TEXT),
  /** Which events are one problem. */
  GROUP_BY("groupBy", "fingerprint", Kind.TEXT),
  /** What makes a thread in the space. */
  THREAD_BY("threadBy", "fingerprint", Kind.TEXT),
  /** Whether threads begin anew each UTC day. */
  THREAD_ROTATION("threadRotation", "daily", Kind.TEXT),
  /** What a reply to a missing thread does. */
  REPLY_OPTION("replyOption", "fallback", Kind.TEXT),
  /** The application's own packages. */
  APP_PACKAGES("appPackages", null, Kind.LIST),
  /** MDC key whose value replaces the computed fingerprint. */
  FINGERPRINT_KEY("fingerprintKey", "gchat.fingerprint", Kind.TEXT),
  /** How long the first event waits for company. */
  FIRST_WAIT("firstWait", "1 s", Kind.TEXT),
  /** First interval of updates. */
  UPDATE_INTERVAL("updateInterval", "60 s", Kind.TEXT),
  /** Longest interval of updates. */
  UPDATE_MAX("updateMax", "30 min", Kind.TEXT),
  /** How long a problem is silent until it is over. */
  QUIET_AFTER("quietAfter", "15 min", Kind.TEXT),
  /** Whether its end is told. */
  QUIET_NOTICE("quietNotice", "auto", Kind.TEXT),
  /** How many waiting notices make a digest. */
  DIGEST_AT("digestAt", "4", Kind.TEXT),
  /** The space's budget: messages a minute. */
  MESSAGES_PER_MINUTE("messagesPerMinute", "15", Kind.TEXT),
  /** The space's budget: messages at once. */
  BURST("burst", "5", Kind.TEXT),
  /** Form of messages. */
  FORMAT("format", "text", Kind.TEXT),
  /** Syntax of texts. */
  MARKUP("markup", "auto", Kind.TEXT),
  /** Most lines of a stack. */
  STACK_LINES("stackLines", "12", Kind.TEXT),
  /** Most characters of a message text. */
  MESSAGE_CHARS("messageChars", "500", Kind.TEXT),
  /** MDC keys that are shown. */
  MDC_KEYS("mdcKeys", null, Kind.LIST),
  /** Links that are shown: elements with {@code label} and {@code url}. */
  LINK("link", null, Kind.ELEMENTS),
  /** Zone of the times that are shown. */
  TIME_ZONE("timeZone", "UTC", Kind.TEXT),
  /** Who is mentioned. */
  MENTION("mention", null, Kind.TEXT),
  /** Lowest level of which somebody is mentioned. */
  MENTION_LEVEL("mentionLevel", "FATAL", Kind.TEXT),
  /** How long nobody is mentioned after a mention. */
  MENTION_INTERVAL("mentionInterval", "1 h", Kind.TEXT),
  /** Rules of what must not be shown: elements, regular expressions. */
  REDACT("redact", null, Kind.ELEMENTS),
  /** Whether the built-in rules of what must not be shown hold. */
  REDACT_DEFAULTS("redactDefaults", "true", Kind.TEXT),
  /** Most events that wait. */
  QUEUE_CAPACITY("queueCapacity", "1024", Kind.TEXT),
  /** Most problems that are followed at a time. */
  MAX_INCIDENTS("maxIncidents", "1000", Kind.TEXT),
  /** Most attempts to post one body. */
  MAX_ATTEMPTS("maxAttempts", "5", Kind.TEXT),
  /** First pause after a failure. */
  RETRY_DELAY("retryDelay", "2 s", Kind.TEXT),
  /** Longest pause after a failure. */
  RETRY_MAX("retryMax", "60 s", Kind.TEXT),
  /** Longest time that stop takes. */
  SHUTDOWN_TIMEOUT("shutdownTimeout", "3 s", Kind.TEXT),
  /** Whether the appender is drained when the JVM exits. */
  SHUTDOWN_HOOK("shutdownHook", "true", Kind.TEXT),
  /** Marker of critical events. */
  CRITICAL_MARKER("criticalMarker", "CRITICAL", Kind.TEXT),
  /** Lowest level of critical events. */
  CRITICAL_LEVEL("criticalLevel", "OFF", Kind.TEXT),
  /** Where critical events are kept until they are delivered. */
  SPOOL_DIRECTORY("spoolDirectory", null, Kind.TEXT),
  /** Whether they are on the device before the logging call returns. */
  SPOOL_SYNC("spoolSync", "false", Kind.TEXT);

  /** Without them nothing could be posted, or something that must not be. */
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
   * Returns the name by which users know the setting.
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
   * Tells whether the value is comma-separated text.
   *
   * @return true for lists
   */
  public boolean isList() {
    return kind == Kind.LIST;
  }

  /**
   * Tells whether the setting is an element in both hosts, which may be repeated.
   *
   * @return true for elements
   */
  public boolean isElement() {
    return kind == Kind.ELEMENTS;
  }

  /**
   * Returns whether a fault in the value leaves the appender idle. A fault in any other setting
   * leaves its default in force.
   *
   * @return true if posting without the value is impossible or unsafe
   */
  public boolean isVital() {
    return VITAL.contains(this);
  }

  /**
   * Tells whether the value must never be shown.
   *
   * @return true for secrets
   */
  public boolean isSensitive() {
    return kind == Kind.SENSITIVE;
  }
}
