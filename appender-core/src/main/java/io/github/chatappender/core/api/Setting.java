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
 * Lists the settings with their names, defaults, ranges and meanings, the same in both hosts. The
 * documentation's table has these texts; {@link SenderConfig} checks the ranges.
 */
public enum Setting {
  /** The webhook's address. */
  WEBHOOK_URL(
      "webhookUrl",
      null,
      Kind.SENSITIVE,
      "",
      "the webhook's address, used verbatim; or `env:NAME`, which the appender reads "
          + "itself from the system property NAME, else from the environment variable NAME. "
          + "Without this setting `webhookUrlFile` applies, then "
          + "`env:GOOGLE_CHAT_WEBHOOK_URL`; without an address the appender is idle. A "
          + "setting that is empty or names an unset variable also leaves the appender idle, "
          + "with a line that says so: it never falls back to another room"),
  /** The file that contains the webhook's address. */
  WEBHOOK_URL_FILE(
      "webhookUrlFile",
      null,
      Kind.TEXT,
      "",
      "file that holds the address (Docker and Kubernetes secrets), read at start and "
          + "whenever a broken webhook is probed. A byte order mark and white space around the "
          + "address are ignored"),
  /** Whether a missing address is a fault. */
  REQUIRED(
      "required",
      "false",
      Kind.TEXT,
      "",
      "`true`: a missing address is reported as a fault instead of an INFO line"),
  /** The hosts to which posting is allowed. */
  ALLOWED_HOSTS(
      "allowedHosts",
      "chat.googleapis.com",
      Kind.LIST,
      "",
      "hosts to which the appender may post, over https only; loopback is always allowed "
          + "and may use http"),
  /** The HTTP proxy, {@code [user:password@]host:port}. */
  PROXY(
      "proxy",
      null,
      Kind.SENSITIVE,
      "`[user:password@]host:port`",
      "HTTP proxy; by default the JVM's proxy properties apply. User and password are "
          + "taken verbatim. Credentials need the JVM option "
          + "`-Djdk.http.auth.tunneling.disabledSchemes=`, which the appender never sets"),
  /** The connect timeout. */
  CONNECT_TIMEOUT(
      "connectTimeout", "5 s", Kind.TEXT, "100 ms to 60 s", "time limit for connecting"),
  /** The timeout of one whole attempt. */
  REQUEST_TIMEOUT(
      "requestTimeout",
      "10 s",
      Kind.TEXT,
      "100 ms to 60 s",
      "time limit for a whole attempt: connect, headers and body"),
  /** Whether the appender does anything. */
  ENABLED("enabled", "true", Kind.TEXT, "", "`false`: idle"),
  /** Whether requests are printed instead of posted. */
  DRY_RUN(
      "dryRun",
      "false",
      Kind.TEXT,
      "",
      "`true`: print each message to standard output as the room would show it, with the "
          + "request below it; post nothing. Needs no webhook"),
  /** The lowest level accepted. */
  LEVEL(
      "level",
      "ERROR",
      Kind.TEXT,
      "trace to fatal, off",
      "lowest level accepted, in addition to the host's own filters; the INFO line at "
          + "start shows it. Logback has no FATAL"),
  /** Loggers whose events are refused, by name or prefix. */
  EXCLUDE_LOGGERS(
      "excludeLoggers", null, Kind.LIST, "", "logger names or package prefixes to refuse"),
  /** Exception classes whose events are refused. */
  EXCLUDE_EXCEPTIONS(
      "excludeExceptions",
      null,
      Kind.LIST,
      "",
      "exception classes to refuse; matched against the whole cause chain, superclasses "
          + "included"),
  /** Whether exceptions that end a thread are logged. */
  UNCAUGHT_EXCEPTIONS(
      "uncaughtExceptions",
      "false",
      Kind.TEXT,
      "",
      "`true`: log exceptions that end a thread, at ERROR by the logger `uncaught`, "
          + "and print them as the JVM does; unless the JVM has another default handler, and "
          + "only for threads of the appender's class loader and those below it"),
  /** The application's name. */
  APPLICATION(
      "application",
      null,
      Kind.TEXT,
      "1 to 64 chars",
      "name of this service. Looked for in the system properties "
          + "`spring.application.name` and `APPLICATION_NAME`; the variables "
          + "`SPRING_APPLICATION_NAME`, `OTEL_SERVICE_NAME` and `K_SERVICE`; the name of "
          + "Logback's context; in Tomcat the name of the web application that carries the "
          + "appender; the main jar or class, unless it belongs to a launcher or a server. "
          + "If not found: `unnamed`"),
  /** The environment, such as {@code prod}. */
  ENVIRONMENT(
      "environment",
      null,
      Kind.TEXT,
      "up to 64 chars",
      "looked for in `deployment.environment.name` or `deployment.environment` of "
          + "`OTEL_RESOURCE_ATTRIBUTES`, then in the active Spring profiles; left out if not "
          + "found"),
  /** The name of this instance of the application. */
  INSTANCE(
      "instance",
      null,
      Kind.TEXT,
      "up to 64 chars",
      "looked for in `HOSTNAME`, `COMPUTERNAME`, `/proc/sys/kernel/hostname`, "
          + "`/etc/hostname`"),
  /** The application's version. */
  VERSION(
      "version",
      null,
      Kind.TEXT,
      "up to 64 chars",
      "looked for in `service.version` of `OTEL_RESOURCE_ATTRIBUTES`, the "
          + "application's `META-INF/build-info.properties`, and `Implementation-Version` in "
          + "the manifest of the WAR or the main jar. Files are read after the start, with "
          + "the first message; those of libraries do not count"),
  /** The commit that the application was built from. */
  COMMIT(
      "commit",
      null,
      Kind.TEXT,
      "up to 64 chars",
      "looked for in the application's `git.properties` and the variables "
          + "`GIT_COMMIT`, `SOURCE_COMMIT`, `SOURCE_VERSION` and `GITHUB_SHA`; of a hash the "
          + "first 7 digits are shown"),
  /** Which events form one problem. */
  GROUP_BY(
      "groupBy",
      "fingerprint",
      Kind.TEXT,
      "or `none`",
      "`fingerprint`: events of the same problem are posted once, then counted. `none`: "
          + "every event is an entry of its own"),
  /** Which messages share a thread in the space. */
  THREAD_BY(
      "threadBy",
      "fingerprint",
      Kind.TEXT,
      "`logger`, `application`, `none`, `mdc:KEY`",
      "which messages share a thread. `fingerprint`: one thread per problem. `mdc:KEY`: "
          + "events without the key go to the application's thread; a line outside its own "
          + "thread names the value"),
  /** Whether a new thread begins each UTC day. */
  THREAD_ROTATION(
      "threadRotation",
      "daily",
      Kind.TEXT,
      "or `never`",
      "`daily`: a new thread per problem and UTC day"),
  /** How a reply to a missing thread is handled. */
  REPLY_OPTION(
      "replyOption",
      "fallback",
      Kind.TEXT,
      "or `fail`",
      "what happens to a reply whose thread is gone. `fallback`: it opens a new thread. "
          + "`fail`: it is dropped and counted as THREAD_GONE"),
  /** The application's own packages. */
  APP_PACKAGES(
      "appPackages",
      null,
      Kind.LIST,
      "",
      "your own packages, whose frames distinguish problems; by default the packages of "
          + "the main class, and every package that is not on the built-in list of libraries"),
  /** The MDC key whose value replaces the computed fingerprint. */
  FINGERPRINT_KEY(
      "fingerprintKey",
      "gchat.fingerprint",
      Kind.TEXT,
      "up to 256 chars",
      "MDC key whose value replaces the computed fingerprint; `{{default}}` in the value "
          + "is replaced by the computed one"),
  /** How long the first event waits for others to share its message. */
  FIRST_WAIT(
      "firstWait",
      "1 s",
      Kind.TEXT,
      "0 to 60 s",
      "time from a problem's first event to its message; FATAL and critical events do not "
          + "wait. With `groupBy=none`, how long an event waits for others"),
  /** The first interval between updates. */
  UPDATE_INTERVAL(
      "updateInterval",
      "60 s",
      Kind.TEXT,
      "1 s to 1 d",
      "first interval between a problem's updates; it doubles with each update"),
  /** The longest interval between updates. */
  UPDATE_MAX(
      "updateMax",
      "30 min",
      Kind.TEXT,
      "1 s to 1 d",
      "longest interval between updates; at least `updateInterval`"),
  /** How long a problem must be silent to be over. */
  QUIET_AFTER(
      "quietAfter",
      "15 min",
      Kind.TEXT,
      "1 min to 1 d",
      "how long a problem must be silent to count as over"),
  /** Whether the end of a problem is posted. */
  QUIET_NOTICE(
      "quietNotice",
      "auto",
      Kind.TEXT,
      "`always`, `never`",
      "whether to post the end of a problem. `auto`: if an update was posted or it has had "
          + "ten events, and not too often"),
  /** How many waiting notices form a digest. */
  DIGEST_AT(
      "digestAt",
      "4",
      Kind.TEXT,
      "2 to 100",
      "number of due messages of one kind that are merged into a list"),
  /** The space's budget in messages per minute. */
  MESSAGES_PER_MINUTE(
      "messagesPerMinute",
      "15",
      Kind.TEXT,
      "1 to 54",
      "budget for the space (up to 6000 on loopback, where requests are then not spaced)"),
  /** The space's budget in messages at once. */
  BURST("burst", "5", Kind.TEXT, "1 to 60", "messages that may be posted at once after a silence"),
  /** The form of messages. */
  FORMAT(
      "format",
      "text",
      Kind.TEXT,
      "or `card`",
      "`card`: header, facts, stack and links as a card, beside a short text"),
  /** The markup syntax of texts. */
  MARKUP(
      "markup",
      "auto",
      Kind.TEXT,
      "`chat`, `markdown`",
      "syntax of texts. `auto` is readable and safe in both, with links as bare addresses; "
          + "otherwise the request names the syntax to Google Chat"),
  /** The maximum lines of a stack. */
  STACK_LINES("stackLines", "12", Kind.TEXT, "0 to 100", "maximum lines of a stack trace; 0: none"),
  /** The maximum characters of a message text. */
  MESSAGE_CHARS(
      "messageChars", "500", Kind.TEXT, "50 to 2,000", "maximum characters of a message text"),
  /** The MDC keys shown. */
  MDC_KEYS(
      "mdcKeys",
      null,
      Kind.LIST,
      "",
      "MDC keys to show. Always shown: the trace id (`trace_id`, `traceId` or "
          + "`dd.trace_id`), and a request's method (`http.request.method` or `req.method`) "
          + "and route pattern (`http.route`, up to the first `?`); paths and queries only "
          + "if you name their keys"),
  /** How many lines logged before an event are shown. */
  BEFORE("before", "0", Kind.TEXT, "0 to 20", "how many lines logged before an event are shown"),
  /** The lowest level of the lines shown before an event. */
  BEFORE_LEVEL(
      "beforeLevel",
      "INFO",
      Kind.TEXT,
      "trace to fatal, off",
      "lowest level of these lines; they need not pass `level`, but must reach the " + "appender"),
  /** The links shown: elements with {@code label} and {@code url}. */
  LINK(
      "link",
      null,
      Kind.ELEMENTS,
      "up to 5",
      "links to show, each with a `label` (1 to 40 chars) and a `url` (see below)"),
  /** The time zone of the times shown. */
  TIME_ZONE("timeZone", "UTC", Kind.TEXT, "", "zone of the times shown, such as `Europe/Berlin`"),
  /** Who is mentioned. */
  MENTION(
      "mention",
      null,
      Kind.TEXT,
      "`all` or a user id",
      "who to mention in first and escalation messages; the id is the digits after `users/`"),
  /** The lowest level that mentions people. */
  MENTION_LEVEL(
      "mentionLevel",
      "FATAL",
      Kind.TEXT,
      "trace to fatal, off",
      "lowest level that mentions anyone. Logback has no FATAL: there critical events "
          + "count as FATAL"),
  /** The minimum time between mentions. */
  MENTION_INTERVAL(
      "mentionInterval", "1 h", Kind.TEXT, "0 to 1 d", "minimum time between two mentions"),
  /** Whose code it is: elements with {@code packages}, {@code label}, {@code mention}. */
  OWNER(
      "owner",
      null,
      Kind.ELEMENTS,
      "up to 50",
      "whose code it is: `packages`, and a `label` (1 to 40 chars), a `mention` or "
          + "both (see below)"),
  /** The redaction rules: elements with a regular expression. */
  REDACT(
      "redact",
      null,
      Kind.ELEMENTS,
      "",
      "regular expressions for text to remove, in addition to the built-in rules (see "
          + "below). Everything a rule matches is removed; with a capturing group, only group 1. "
          + "A text that takes a rule too long is withheld"),
  /** Whether the built-in redaction rules apply. */
  REDACT_DEFAULTS(
      "redactDefaults",
      "true",
      Kind.TEXT,
      "",
      "`false`: switches off the built-in rules (passwords, tokens, keys of well-known "
          + "services, private keys, signed addresses)"),
  /** The maximum number of queued events. */
  QUEUE_CAPACITY(
      "queueCapacity",
      "1024",
      Kind.TEXT,
      "16 to 65,536",
      "maximum number of events waiting to be processed; their total size is limited to 8 "
          + "KB times this number. With `groupBy=none` it limits all waiting events"),
  /** The maximum number of problems tracked at a time. */
  MAX_INCIDENTS(
      "maxIncidents",
      "1000",
      Kind.TEXT,
      "10 to 10,000",
      "maximum number of problems tracked at a time; beyond it, a logger's events merge "
          + "into one, shown as its \"other problems\""),
  /** The maximum attempts to post one body. */
  MAX_ATTEMPTS("maxAttempts", "5", Kind.TEXT, "1 to 100", "maximum attempts to post one body"),
  /** The first pause after a failure. */
  RETRY_DELAY(
      "retryDelay",
      "2 s",
      Kind.TEXT,
      "100 ms to 10 min",
      "upper bound of the first pause after a failure other than a 429"),
  /** The longest pause after a failure. */
  RETRY_MAX(
      "retryMax",
      "60 s",
      Kind.TEXT,
      "100 ms to 10 min",
      "upper bound of every pause after a failure other than a 429"),
  /** The longest time that stopping takes. */
  SHUTDOWN_TIMEOUT("shutdownTimeout", "3 s", Kind.TEXT, "0 to 60 s", "time limit for stop"),
  /** Whether pending events are posted when the JVM exits. */
  SHUTDOWN_HOOK(
      "shutdownHook", "true", Kind.TEXT, "", "`true`: post pending events when the JVM exits"),
  /** The marker of critical events. */
  CRITICAL_MARKER(
      "criticalMarker",
      "CRITICAL",
      Kind.TEXT,
      "",
      "name of the marker that makes an event critical, also when nested or one of several"),
  /** The lowest level of critical events. */
  CRITICAL_LEVEL(
      "criticalLevel", "OFF", Kind.TEXT, "trace to fatal, off", "lowest level of critical events"),
  /** The directory that keeps critical events until they are delivered. */
  SPOOL_DIRECTORY(
      "spoolDirectory",
      null,
      Kind.TEXT,
      "",
      "directory on a local disk that keeps critical events until they are delivered; by "
          + "default they are kept in memory only"),
  /** Whether critical events are forced to the device before the logging call returns. */
  SPOOL_SYNC(
      "spoolSync",
      "false",
      Kind.TEXT,
      "",
      "`true`: the logging call of a critical event returns only once the event is on the "
          + "device, not merely with the operating system"),
  /** Whether the appender has an MBean. */
  JMX(
      "jmx",
      "false",
      Kind.TEXT,
      "",
      "`true`: an MBean shows the statistics and offers the operations `flush`, `explain` "
          + "and `mute`; see Operating"),
  /** The file that names muted problems. */
  MUTE_FILE(
      "muteFile",
      null,
      Kind.TEXT,
      "",
      "file that names muted problems, a line each with an id and the end, at most 7 days "
          + "ahead: `b7d8334e 2026-12-01T08:00Z`. Read once a minute while a problem is open. "
          + "Empty lines and lines that begin with `#` are ignored; see Operating"),
  /** The address of the store that the instances share. */
  FLEET(
      "fleet",
      null,
      Kind.SENSITIVE,
      "`redis://…`, `rediss://…`",
      "store that all instances share: one of them posts a problem for all, and the budget holds "
          + "for all together. Needs `google-chat-appender-redis`; see Fleet. May contain a "
          + "password, which is never shown");

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
  private final String range;
  private final String meaning;

  Setting(String key, @Nullable String defaultText, Kind kind, String range, String meaning) {
    this.key = key;
    this.defaultText = defaultText;
    this.kind = kind;
    this.range = range;
    this.meaning = meaning;
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
   * Returns which values are allowed, as the documentation has it.
   *
   * @return a few words, values in backquotes; empty if any text is, or {@code true} and {@code
   *     false} are
   */
  public String range() {
    return range;
  }

  /**
   * Describes the setting, as the documentation has it.
   *
   * @return one or more sentences, names and values in backquotes
   */
  public String meaning() {
    return meaning;
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
