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
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
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
  private static final int LOOPBACK_MESSAGES_PER_MINUTE = 6_000;

  private final WebhookAddress webhook;

  /** Whether a missing address is a fault. */
  public final boolean required;

  /** The hosts to which posting is allowed. */
  public final List<String> allowedHosts;

  private final @Nullable ProxyAddress proxy;

  /** The connect timeout: 100 ms to 60 s. */
  public final Duration connectTimeout;

  /** The timeout of one whole attempt: 100 ms to 60 s. */
  public final Duration requestTimeout;

  private final JvmSwitch jvmSwitch;
  private final boolean enabled;

  /** Whether requests are printed instead of posted. */
  public final boolean dryRun;

  /** The lowest severity accepted. */
  public final Severity level;

  /** The loggers whose events are refused. */
  public final List<String> excludeLoggers;

  /** The exception classes whose events are refused. */
  public final Set<String> excludeExceptions;

  /** The application's name: 1 to 64 characters. */
  public final String application;

  /** The environment: for example {@code prod}, null if unknown. */
  public final @Nullable String environment;

  /**
   * The name of this instance of the application: usually a host's or container's name, null if
   * unknown.
   */
  public final @Nullable String instance;

  /** The application's version: for example {@code 1.4.2}, null if unknown. */
  public final @Nullable String version;

  /** Which events form one problem. */
  public final GroupBy groupBy;

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

  /** The unusable settings whose defaults apply. */
  public final List<String> faults;

  /** Lines that a user should know about the settings, such as variables without a value. */
  public final List<String> notes;

  private SenderConfig(ConfigReader in, ProcessFacts facts) {
    allowedHosts = in.list(Setting.ALLOWED_HOSTS);
    proxy = in.proxy(Setting.PROXY);
    connectTimeout = in.duration(Setting.CONNECT_TIMEOUT, "100 ms", "60 s");
    requestTimeout = in.duration(Setting.REQUEST_TIMEOUT, "100 ms", "60 s");
    jvmSwitch = JvmSwitch.of(facts, in);
    enabled = in.flag(Setting.ENABLED);
    required = in.flag(Setting.REQUIRED);
    dryRun = in.flag(Setting.DRY_RUN);
    level = in.oneOf(Setting.LEVEL, Severity.values());
    excludeLoggers = in.list(Setting.EXCLUDE_LOGGERS);
    excludeExceptions = Set.copyOf(new LinkedHashSet<>(in.list(Setting.EXCLUDE_EXCEPTIONS)));
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
    groupBy = in.oneOf(Setting.GROUP_BY, GroupBy.values());
    appPackages = in.list(Setting.APP_PACKAGES);
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
    threadBy = readThreadBy(in);
    fingerprintKey = orElse(in.text(Setting.FINGERPRINT_KEY, 256), "");
    ProcessIdentity found = new ProcessIdentity(facts, in.contextName());
    String name = in.orFound(Setting.APPLICATION, NAME_CHARS, found.application());
    if (name == null) {
      in.note(
          "the application's name was not found: it is shown as "
              + ProcessIdentity.UNNAMED
              + " until application is set");
    }
    application = orElse(name, ProcessIdentity.UNNAMED);
    environment = in.orFound(Setting.ENVIRONMENT, NAME_CHARS, found.environment());
    instance = in.orFound(Setting.INSTANCE, NAME_CHARS, found.instance());
    ownCode = new OwnCode(appPackages, found::mainClass);
    version = in.orFound(Setting.VERSION, NAME_CHARS, found.version());
    webhook = WebhookAddress.find(in, facts);
    faults = List.copyOf(in.faults);
    notes = List.copyOf(in.notes);
  }

  /**
   * Reads and checks settings.
   *
   * @param settings the texts from the host
   * @param facts the surroundings
   * @return the checked configuration
   * @throws ConfigException naming every unusable setting without which posting is impossible or
   *     unsafe; not thrown if the appender is switched off
   */
  public static SenderConfig parse(Settings settings, ProcessFacts facts) throws ConfigException {
    ConfigReader in = new ConfigReader(settings);
    SenderConfig config = new SenderConfig(in, facts);
    if (!in.problems.isEmpty() && config.switchedOff() == null) {
      throw new ConfigException(in.problems, in.faults);
    }
    return config;
  }

  /**
   * Returns the switch that turns the appender off.
   *
   * @return the setting or the JVM-wide variable, and its value; null if the appender is on
   */
  public @Nullable String switchedOff() {
    return jvmSwitch.isOff() ? jvmSwitch.toString() : enabled ? null : "enabled is false";
  }

  /**
   * Returns why there is no address.
   *
   * @return one line that names the setting or variable; null if there is an address
   */
  public @Nullable String addressGap() {
    return webhook.gap;
  }

  /**
   * Returns the source of the address, as in "SOURCE must use https".
   *
   * @return the setting or variable
   */
  public String addressSource() {
    return webhook.source;
  }

  /**
   * Returns the webhook's address.
   *
   * @return the address, null if none is configured
   */
  public @Nullable Secret webhookAddress() {
    return webhook.address;
  }

  /**
   * Returns the file with the address, which is read again when the webhook fails.
   *
   * @return the path, null if the address came from elsewhere
   */
  public @Nullable String webhookUrlFile() {
    return webhook.file;
  }

  /**
   * Returns the HTTP proxy.
   *
   * @return the unresolved address, null for the JVM's own choice
   */
  public @Nullable InetSocketAddress proxy() {
    return proxy == null ? null : proxy.address;
  }

  /**
   * Returns the user for {@link #proxy()}.
   *
   * @return the name, verbatim; null if the setting gives no credentials
   */
  public @Nullable String proxyUser() {
    return proxy == null ? null : proxy.user;
  }

  /**
   * Returns the password of {@link #proxyUser()}.
   *
   * @return the password, possibly empty; null if the setting gives no credentials
   */
  public @Nullable Secret proxyPassword() {
    return proxy == null ? null : proxy.password;
  }

  private static ThreadBy readThreadBy(ConfigReader in) {
    String text = orElse(in.text(Setting.THREAD_BY), "");
    ThreadBy threadBy = ThreadBy.parse(text);
    if (threadBy == null) {
      in.problem(
          Setting.THREAD_BY, "be one of fingerprint, logger, application, none, mdc:KEY", text);
      threadBy = ThreadBy.parse(orElse(Setting.THREAD_BY.defaultText(), ""));
    }
    return Objects.requireNonNull(threadBy);
  }

  /**
   * Returns the address in the text of {@code webhookUrlFile}, without byte order mark and
   * surrounding blanks.
   *
   * @param fileText the file's text
   * @return the address, unchecked
   */
  public static Secret addressIn(String fileText) {
    return new Secret(WebhookAddress.bare(fileText));
  }

  /**
   * Describes the sender and the events that it accepts.
   *
   * @return one line
   */
  public String whoSpeaks() {
    return "application "
        + application
        + (environment == null ? "" : ", environment " + environment)
        + (instance == null ? "" : ", instance " + instance)
        + (version == null ? "" : ", version " + version)
        + (level == Severity.OFF ? "; accepts no events" : "; accepts " + level + " and above");
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
