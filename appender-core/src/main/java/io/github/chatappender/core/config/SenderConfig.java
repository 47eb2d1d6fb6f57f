/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the checked settings of one sender. Immutable.
 *
 * <p>Checks every rule that depends only on the settings; rules that depend on the webhook's host
 * are checked when the sender is assembled.
 */
public final class SenderConfig {

  /** Replaces a budget that exceeds the service's limit. */
  public static final int DEFAULT_MESSAGES_PER_MINUTE =
      Integer.parseInt(Objects.requireNonNull(Setting.MESSAGES_PER_MINUTE.defaultText()));

  private static final int NAME_CHARS = 64;
  private static final int PATH_CHARS = 1_024;
  private static final int LOOPBACK_MESSAGES_PER_MINUTE = 6_000;

  /** When the end of a problem is posted. */
  public enum QuietNotice {
    /** If an update was posted for it, or it has had ten events; not too often. */
    AUTO,
    /** Each time. */
    ALWAYS,
    /** Not at all. */
    NEVER
  }

  /** The switch for all appenders of a JVM: a system property or environment variable. */
  private static final String JVM_SWITCH = "GOOGLE_CHAT_APPENDER_ENABLED";

  private static final Set<String> OFF = Set.of("false", "off", "no", "0");
  private static final Set<String> ON = Set.of("true", "on", "yes", "1");

  /** The webhook's address and its source. */
  public final WebhookAddress webhook;

  /** Whether a missing address is a fault. */
  public final boolean required;

  /** The hosts to which posting is allowed. */
  public final List<String> allowedHosts;

  /** The HTTP proxy, null for the JVM's own choice. */
  public final @Nullable ProxyAddress proxy;

  /** The connect timeout: 100 ms to 60 s. */
  public final Duration connectTimeout;

  /** The timeout of one whole attempt: 100 ms to 60 s. */
  public final Duration requestTimeout;

  /** The setting or JVM-wide switch that turns the appender off, null if it is on. */
  public final @Nullable String switchedOff;

  /** Whether requests are printed instead of posted. */
  public final boolean dryRun;

  /** The lowest severity accepted. */
  public final Severity level;

  /** The loggers whose events are refused. */
  public final List<String> excludeLoggers;

  /** The exception classes whose events are refused. */
  public final Set<String> excludeExceptions;

  /** Whether exceptions that end a thread are logged. */
  public final boolean uncaughtExceptions;

  /** The application's name: 1 to 64 characters. */
  public final String application;

  /** The environment: for example {@code prod}, null if unknown. */
  public final @Nullable String environment;

  /**
   * The name of this instance of the application: usually a host's or container's name, null if
   * unknown.
   */
  public final @Nullable String instance;

  /** The application's version and commit, and when it started. */
  public final Build build;

  /** Whether events with the same fingerprint form one problem; else each is posted by itself. */
  public final boolean groups;

  /** Which messages share a thread. */
  public final ThreadBy threadBy;

  /** Whether a new thread begins each UTC day. */
  public final boolean rotatesThreadsDaily;

  /** Whether a reply to a missing thread fails instead of opening a new one. */
  public final boolean failsReplies;

  /** The application's own packages. */
  public final List<String> appPackages;

  /** Distinguishes the application's classes from libraries'. */
  public final OwnCode ownCode;

  /** The MDC key whose value replaces the computed fingerprint. */
  public final String fingerprintKey;

  /** How long an event waits for others to share its message: 0 to 60 s. */
  public final Duration firstWait;

  /** The first interval between updates: 1 s to 1 d. */
  public final Duration updateInterval;

  /** The longest interval between updates: 1 s to 1 d. */
  public final Duration updateMax;

  /** How long a problem must be silent to be over: 1 min to 1 d. */
  public final Duration quietAfter;

  /** When the end of a problem is posted. */
  public final QuietNotice quietNotice;

  /** How many waiting notices form a digest: 2 to 100. */
  public final int digestAt;

  /** The space's budget in messages per minute: 1 to 6000. Above 54 only on loopback. */
  public final int messagesPerMinute;

  /** The space's budget in messages at once, after a silence: 1 to 60. */
  public final int burst;

  /** How messages look. */
  public final Presentation look;

  /** The maximum number of queued events: 16 to 65,536. */
  public final int queueCapacity;

  /** The maximum number of problems tracked at a time: 10 to 10,000. */
  public final int maxIncidents;

  /** The maximum attempts to post one body: 1 to 100. */
  public final int maxAttempts;

  /** The bound of the first pause after a failure: 100 ms to 10 min. */
  public final Duration retryDelay;

  /** The bound of the longest pause after a failure: 100 ms to 10 min. */
  public final Duration retryMax;

  /** The longest time that stopping takes: 0 to 60 s. */
  public final Duration shutdownTimeout;

  /** Whether pending events are posted when the JVM exits. */
  public final boolean shutdownHook;

  /** Which events are critical, and where they are kept. */
  public final Critical critical;

  /** Whether there is an MBean. */
  public final boolean jmx;

  /** The address of the store that the instances share, null for none. */
  public final @Nullable Secret fleet;

  /** The file that names muted problems, null for none. */
  public final @Nullable String muteFile;

  /** The unusable settings whose defaults apply. */
  public final List<String> faults;

  /** Lines that a user should know about the settings, such as variables without a value. */
  public final List<String> notes;

  private SenderConfig(ConfigReader in, Settings settings, ProcessFacts facts) {
    allowedHosts = in.texts.list(Setting.ALLOWED_HOSTS);
    proxy = in.optional(Setting.PROXY, ProxyAddress::parse, "be [user:password@]host:port");
    connectTimeout = in.duration(Setting.CONNECT_TIMEOUT, "100 ms", "60 s");
    requestTimeout = in.duration(Setting.REQUEST_TIMEOUT, "100 ms", "60 s");
    switchedOff = readSwitch(in, facts);
    required = in.flag(Setting.REQUIRED);
    dryRun = in.flag(Setting.DRY_RUN);
    level = in.oneOf(Setting.LEVEL, Severity.values());
    excludeLoggers = in.texts.list(Setting.EXCLUDE_LOGGERS);
    excludeExceptions = Set.copyOf(in.texts.list(Setting.EXCLUDE_EXCEPTIONS));
    uncaughtExceptions = in.flag(Setting.UNCAUGHT_EXCEPTIONS);
    firstWait = in.duration(Setting.FIRST_WAIT, "0", "60 s");
    burst = in.integer(Setting.BURST, 1, 60);
    queueCapacity = in.integer(Setting.QUEUE_CAPACITY, 16, 65_536);
    maxAttempts = in.integer(Setting.MAX_ATTEMPTS, 1, 100);
    List<Duration> pauses =
        in.ascending(Setting.RETRY_DELAY, Setting.RETRY_MAX, "100 ms", "10 min");
    retryDelay = pauses.get(0);
    retryMax = pauses.get(1);
    shutdownTimeout = in.duration(Setting.SHUTDOWN_TIMEOUT, "0", "60 s");
    shutdownHook = in.flag(Setting.SHUTDOWN_HOOK);
    groups = in.either(Setting.GROUP_BY, "fingerprint", "none");
    appPackages = in.texts.list(Setting.APP_PACKAGES);
    List<Duration> intervals =
        in.ascending(Setting.UPDATE_INTERVAL, Setting.UPDATE_MAX, "1 s", "1 d");
    updateInterval = intervals.get(0);
    updateMax = intervals.get(1);
    quietAfter = in.duration(Setting.QUIET_AFTER, "1 min", "1 d");
    quietNotice = in.oneOf(Setting.QUIET_NOTICE, QuietNotice.values());
    digestAt = in.integer(Setting.DIGEST_AT, 2, 100);
    maxIncidents = in.integer(Setting.MAX_INCIDENTS, 10, 10_000);
    look = new Presentation(in);
    critical = new Critical(in);
    messagesPerMinute =
        in.integer(
            Setting.MESSAGES_PER_MINUTE,
            1,
            LOOPBACK_MESSAGES_PER_MINUTE,
            " (above 54 only on loopback)");
    rotatesThreadsDaily = in.either(Setting.THREAD_ROTATION, "daily", "never");
    failsReplies = !in.either(Setting.REPLY_OPTION, "fallback", "fail");
    threadBy =
        in.value(
            Setting.THREAD_BY,
            ThreadBy::parse,
            "be one of fingerprint, logger, application, none, mdc:KEY");
    fingerprintKey = Objects.requireNonNullElse(in.text(Setting.FINGERPRINT_KEY, 256), "");
    ProcessIdentity found = new ProcessIdentity(facts, settings.contextName());
    String name = in.text(Setting.APPLICATION, NAME_CHARS, found.application());
    if (name == null) {
      in.problems.notes.add(
          "the application's name was not found: it is shown as "
              + ProcessIdentity.UNNAMED
              + " until application is set");
    }
    application = name == null ? ProcessIdentity.UNNAMED : name;
    environment = in.text(Setting.ENVIRONMENT, NAME_CHARS, found.environment());
    instance = in.text(Setting.INSTANCE, NAME_CHARS, found.instance());
    ownCode = new OwnCode(appPackages, found::mainClass);
    build =
        new Build(
            in.text(Setting.VERSION, NAME_CHARS, found.version()),
            in.text(Setting.COMMIT, NAME_CHARS),
            facts);
    jmx = in.flag(Setting.JMX);
    muteFile = in.text(Setting.MUTE_FILE, PATH_CHARS);
    fleet =
        in.optional(
            Setting.FLEET,
            text -> text.indexOf("://") > 0 ? new Secret(text) : null,
            "be an address such as redis://host:6379");
    webhook = WebhookAddress.find(in, facts);
    faults = List.copyOf(in.problems.faults);
    notes = List.copyOf(in.problems.notes);
  }

  private static @Nullable String readSwitch(ConfigReader in, ProcessFacts facts) {
    String enabled = in.flag(Setting.ENABLED) ? null : "enabled is false";
    String text = facts.propertyOrVariable(JVM_SWITCH);
    String value = text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    if (OFF.contains(value)) {
      return JVM_SWITCH + " is " + value;
    }
    if (!value.isEmpty() && !ON.contains(value)) {
      in.problems.faults.add(
          JVM_SWITCH + " must be true or false: " + ConfigProblems.shown(value) + "; ignored");
    }
    return enabled;
  }

  /**
   * Reads and checks settings.
   *
   * @param settings the texts from the host
   * @param facts what is known of the process
   * @return the checked configuration
   * @throws ConfigException naming every unusable setting without which posting is impossible or
   *     unsafe; not thrown if the appender is switched off
   */
  public static SenderConfig parse(Settings settings, ProcessFacts facts) throws ConfigException {
    ConfigReader in = new ConfigReader(settings);
    SenderConfig config = new SenderConfig(in, settings, facts);
    if (!in.problems.vital.isEmpty() && config.switchedOff == null) {
      throw new ConfigException(in.problems.vital, in.problems.faults);
    }
    return config;
  }

  /**
   * Describes the sender and the events that it accepts; a version that has yet to be looked for is
   * not included.
   *
   * @return one line
   */
  public String whoSpeaks() {
    String version = build.statedVersion;
    return "application "
        + application
        + (environment == null ? "" : ", environment " + environment)
        + (instance == null ? "" : ", instance " + instance)
        + (version == null ? "" : ", version " + version)
        + (level == Severity.OFF ? "; accepts no events" : "; accepts " + level + " and above");
  }
}
