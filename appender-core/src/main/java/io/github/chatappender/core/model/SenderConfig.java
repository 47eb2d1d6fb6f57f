/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

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
 * <p>Whatever can be told from the settings alone is checked here; rules that need to know the
 * webhook's host are checked where the sender is put together.
 */
public final class SenderConfig {

  /** Takes the place of a budget above what the service takes. */
  public static final int DEFAULT_MESSAGES_PER_MINUTE =
      Integer.parseInt(Objects.requireNonNull(Setting.MESSAGES_PER_MINUTE.defaultText()));

  private static final int NAME_CHARS = 64;
  private static final int LOOPBACK_MESSAGES_PER_MINUTE = 6_000;

  private final WebhookAddress webhook;
  private final boolean required;
  private final List<String> allowedHosts;
  private final @Nullable ProxyAddress proxy;
  private final Duration connectTimeout;
  private final Duration requestTimeout;
  private final JvmSwitch jvmSwitch;
  private final boolean enabled;
  private final boolean dryRun;
  private final Severity level;
  private final List<String> excludeLoggers;
  private final Set<String> excludeExceptions;
  private final String application;
  private final @Nullable String environment;
  private final @Nullable String instance;
  private final @Nullable String version;
  private final ThreadBy threadBy;
  private final boolean rotatesThreadsDaily;
  private final boolean failsReplies;
  private final Duration firstWait;
  private final int messagesPerMinute;
  private final int burst;
  private final int queueCapacity;
  private final int maxAttempts;
  private final Duration retryDelay;
  private final Duration retryMax;
  private final Duration shutdownTimeout;
  private final boolean shutdownHook;
  private final GroupBy groupBy;
  private final List<String> appPackages;
  private final OwnCode ownCode;
  private final String fingerprintKey;
  private final Duration updateInterval;
  private final Duration updateMax;
  private final Duration quietAfter;
  private final QuietNotice quietNotice;
  private final int digestAt;
  private final int maxIncidents;
  private final Look look;
  private final Critical critical;
  private final List<String> faults;
  private final List<String> notes;

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
    look = new Look(in);
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
          "the application's name was not found: set application; until then it is "
              + ProcessIdentity.UNNAMED);
    }
    application = orElse(name, ProcessIdentity.UNNAMED);
    environment = in.orFound(Setting.ENVIRONMENT, NAME_CHARS, found.environment());
    instance = in.orFound(Setting.INSTANCE, NAME_CHARS, found.instance());
    ownCode = new OwnCode(appPackages, found::mainClass);
    version = in.orFound(Setting.VERSION, NAME_CHARS, found.version());
    webhook = WebhookAddress.find(in, facts);
    faults = List.copyOf(in.faults());
    notes = List.copyOf(in.notes());
  }

  /**
   * Reads and checks settings.
   *
   * @param settings the texts as the host gave them
   * @param facts the surroundings
   * @return the checked configuration
   * @throws ConfigException naming every setting that cannot be used and without which posting is
   *     impossible or unsafe; not if the appender is switched off anyway
   */
  public static SenderConfig parse(Settings settings, ProcessFacts facts) throws ConfigException {
    ConfigReader in = new ConfigReader(settings);
    SenderConfig config = new SenderConfig(in, facts);
    if (!in.problems().isEmpty() && config.switchedOff() == null) {
      throw new ConfigException(in.problems(), in.faults());
    }
    return config;
  }

  /**
   * Returns the settings that cannot be used and whose defaults hold.
   *
   * @return one line each, with setting, rule, value and what is used instead; no secrets
   */
  public List<String> faults() {
    return faults;
  }

  /**
   * Returns what switches the appender off.
   *
   * @return the setting, or the variable for the whole JVM, and its value; null if it is on
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
   * Returns whether the lack of an address is a fault.
   *
   * @return false if the appender may be idle without one
   */
  public boolean required() {
    return required;
  }

  /**
   * Returns where the address was found, as in "SOURCE must use https".
   *
   * @return the setting or variable
   */
  public String addressSource() {
    return webhook.source;
  }

  /**
   * Returns what a person should know of how the settings were read, such as variables without a
   * value.
   *
   * @return one line each
   */
  public List<String> notes() {
    return notes;
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
   * Returns the file that the address was read from, to be read again when the webhook fails.
   *
   * @return the path, null if the address came from elsewhere
   */
  public @Nullable String webhookUrlFile() {
    return webhook.file;
  }

  /**
   * Returns the hosts that may be posted to.
   *
   * @return host names
   */
  public List<String> allowedHosts() {
    return allowedHosts;
  }

  /**
   * Returns the HTTP proxy.
   *
   * @return its unresolved address, null for the JVM's own choice
   */
  public @Nullable InetSocketAddress proxy() {
    return proxy == null ? null : proxy.address;
  }

  /**
   * Returns the user to name to the proxy of {@link #proxy()}.
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

  /**
   * Returns the longest time to connect.
   *
   * @return 100 ms to 60 s
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * Returns the longest time of one attempt, all of it.
   *
   * @return 100 ms to 60 s
   */
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /**
   * Tells whether requests are printed instead of posted.
   *
   * @return true if nothing is posted
   */
  public boolean dryRun() {
    return dryRun;
  }

  /**
   * Returns the lowest severity accepted.
   *
   * @return the threshold
   */
  public Severity level() {
    return level;
  }

  /**
   * Returns loggers that are refused.
   *
   * @return logger names or package prefixes
   */
  public List<String> excludeLoggers() {
    return excludeLoggers;
  }

  /**
   * Returns exception classes whose events are refused.
   *
   * @return class names
   */
  public Set<String> excludeExceptions() {
    return excludeExceptions;
  }

  /**
   * Returns the application's name.
   *
   * @return 1 to 64 characters
   */
  public String application() {
    return application;
  }

  /**
   * Returns where the application runs.
   *
   * @return for example {@code prod}, null if unknown
   */
  public @Nullable String environment() {
    return environment;
  }

  /**
   * Returns which of the application's processes this is.
   *
   * @return usually a host's or container's name, null if unknown
   */
  public @Nullable String instance() {
    return instance;
  }

  /**
   * Returns which version of the application runs.
   *
   * @return for example {@code 1.4.2}, null if unknown
   */
  public @Nullable String version() {
    return version;
  }

  /**
   * Returns which messages share a thread.
   *
   * @return the rule
   */
  public ThreadBy threadBy() {
    return threadBy;
  }

  /**
   * Tells whether threads begin anew each UTC day.
   *
   * @return false if a thread is kept for ever
   */
  public boolean rotatesThreadsDaily() {
    return rotatesThreadsDaily;
  }

  /**
   * Tells whether a reply to a missing thread fails instead of opening a new one.
   *
   * @return true for {@code replyOption=fail}
   */
  public boolean failsReplies() {
    return failsReplies;
  }

  /**
   * Returns how long an event waits for others to share its message.
   *
   * @return 0 to 60 s
   */
  public Duration firstWait() {
    return firstWait;
  }

  /**
   * Returns the space's budget: messages a minute. Above 54 only on loopback.
   *
   * @return 1 to 6000
   */
  public int messagesPerMinute() {
    return messagesPerMinute;
  }

  /**
   * Returns the space's budget: messages at once after a silence.
   *
   * @return 1 to 60
   */
  public int burst() {
    return burst;
  }

  /**
   * Returns how messages look.
   *
   * @return the settings of it
   */
  public Look look() {
    return look;
  }

  /**
   * Returns which events are critical, and where they are kept.
   *
   * @return the settings of it
   */
  public Critical critical() {
    return critical;
  }

  /**
   * Returns how many events wait at most.
   *
   * @return 16 to 65,536
   */
  public int queueCapacity() {
    return queueCapacity;
  }

  /**
   * Returns how often one body is posted at most.
   *
   * @return 1 to 100
   */
  public int maxAttempts() {
    return maxAttempts;
  }

  /**
   * Returns the bound of the first pause after a failure.
   *
   * @return 100 ms to 10 min
   */
  public Duration retryDelay() {
    return retryDelay;
  }

  /**
   * Returns the bound of the longest pause after a failure.
   *
   * @return 100 ms to 10 min
   */
  public Duration retryMax() {
    return retryMax;
  }

  /**
   * Returns the longest time that stop takes.
   *
   * @return 0 to 60 s
   */
  public Duration shutdownTimeout() {
    return shutdownTimeout;
  }

  /**
   * Tells whether the sender is drained when the JVM exits.
   *
   * @return true if it is
   */
  public boolean shutdownHook() {
    return shutdownHook;
  }

  /**
   * Returns which events are one.
   *
   * @return the rule
   */
  public GroupBy groupBy() {
    return groupBy;
  }

  /**
   * Returns the application's own packages.
   *
   * @return package prefixes; none: whatever is no known library is the application's
   */
  public List<String> appPackages() {
    return appPackages;
  }

  /**
   * Returns what tells the application's classes from those of libraries.
   *
   * @return the one answer for fingerprints and messages
   */
  public OwnCode ownCode() {
    return ownCode;
  }

  /**
   * Returns the MDC key whose value replaces the computed fingerprint.
   *
   * @return the key
   */
  public String fingerprintKey() {
    return fingerprintKey;
  }

  /**
   * Returns the first interval of updates.
   *
   * @return 1 s to 1 d
   */
  public Duration updateInterval() {
    return updateInterval;
  }

  /**
   * Returns the longest interval of updates.
   *
   * @return 1 s to 1 d
   */
  public Duration updateMax() {
    return updateMax;
  }

  /**
   * Returns how long a problem is silent until it is over.
   *
   * @return 1 min to 1 d
   */
  public Duration quietAfter() {
    return quietAfter;
  }

  /**
   * Returns when the end of a problem is told.
   *
   * @return the rule
   */
  public QuietNotice quietNotice() {
    return quietNotice;
  }

  /**
   * Returns how many waiting notices make a digest.
   *
   * @return 2 to 100
   */
  public int digestAt() {
    return digestAt;
  }

  /**
   * Returns how many problems are followed at a time.
   *
   * @return 10 to 10,000
   */
  public int maxIncidents() {
    return maxIncidents;
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
   * Returns the address that the text of {@code webhookUrlFile} holds, without a byte order mark
   * and blanks around it.
   *
   * @param fileText the file's text
   * @return the address, unchecked
   */
  public static Secret addressIn(String fileText) {
    return new Secret(WebhookAddress.bare(fileText));
  }

  /**
   * Describes who is going to speak, and which events it takes.
   *
   * @return one line
   */
  public String whoSpeaks() {
    return "application "
        + application
        + (environment == null ? "" : ", environment " + environment)
        + (instance == null ? "" : ", instance " + instance)
        + (version == null ? "" : ", version " + version)
        + (level == Severity.OFF ? "; takes no events" : "; takes " + level + " and above");
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
