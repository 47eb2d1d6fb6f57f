/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the checked settings of one sender. Immutable.
 *
 * <p>Whatever can be told from the settings alone is checked here; rules that need to know the
 * webhook's host are checked where the sender is put together.
 */
public final class SenderConfig {

  /** Environment variable that is asked for the address when no setting gives it. */
  public static final String ADDRESS_VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";

  private static final int LOOPBACK_MESSAGES_PER_MINUTE = 6_000;

  private final @Nullable Secret webhookAddress;
  private final @Nullable String webhookUrlFile;
  private final List<String> allowedHosts;
  private final @Nullable ProxyAddress proxy;
  private final Duration connectTimeout;
  private final Duration requestTimeout;
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
  private final String fingerprintKey;
  private final Duration updateInterval;
  private final Duration updateMax;
  private final Duration quietAfter;
  private final QuietNotice quietNotice;
  private final int digestAt;
  private final int maxIncidents;
  private final Look look;
  private final Critical critical;
  private final List<String> notes;

  private SenderConfig(ConfigReader in, ProcessFacts facts) {
    allowedHosts = in.list(Setting.ALLOWED_HOSTS);
    proxy = in.proxy(Setting.PROXY);
    connectTimeout = in.duration(Setting.CONNECT_TIMEOUT, "100 ms", "60 s");
    requestTimeout = in.duration(Setting.REQUEST_TIMEOUT, "100 ms", "60 s");
    enabled = in.flag(Setting.ENABLED);
    dryRun = in.flag(Setting.DRY_RUN);
    level = in.oneOf(Setting.LEVEL, Severity.values());
    excludeLoggers = in.list(Setting.EXCLUDE_LOGGERS);
    excludeExceptions = Set.copyOf(new LinkedHashSet<>(in.list(Setting.EXCLUDE_EXCEPTIONS)));
    firstWait = in.duration(Setting.FIRST_WAIT, "0", "60 s");
    burst = in.integer(Setting.BURST, 1, 60);
    queueCapacity = in.integer(Setting.QUEUE_CAPACITY, 16, 65_536);
    maxAttempts = in.integer(Setting.MAX_ATTEMPTS, 1, 100);
    retryDelay = in.duration(Setting.RETRY_DELAY, "100 ms", "10 min");
    retryMax = in.duration(Setting.RETRY_MAX, "100 ms", "10 min");
    shutdownTimeout = in.duration(Setting.SHUTDOWN_TIMEOUT, "0", "60 s");
    shutdownHook = in.flag(Setting.SHUTDOWN_HOOK);
    groupBy = in.oneOf(Setting.GROUP_BY, GroupBy.values());
    appPackages = in.list(Setting.APP_PACKAGES);
    updateInterval = in.duration(Setting.UPDATE_INTERVAL, "1 s", "1 d");
    updateMax = in.duration(Setting.UPDATE_MAX, "1 s", "1 d");
    quietAfter = in.duration(Setting.QUIET_AFTER, "1 min", "1 d");
    quietNotice = in.oneOf(Setting.QUIET_NOTICE, QuietNotice.values());
    digestAt = in.integer(Setting.DIGEST_AT, 2, 100);
    maxIncidents = in.integer(Setting.MAX_INCIDENTS, 10, 10_000);
    look = new Look(in);
    critical = new Critical(in);
    messagesPerMinute = in.integer(Setting.MESSAGES_PER_MINUTE, 1, LOOPBACK_MESSAGES_PER_MINUTE);
    rotatesThreadsDaily = in.either(Setting.THREAD_ROTATION, "daily", "never");
    failsReplies = !in.either(Setting.REPLY_OPTION, "fallback", "fail");
    threadBy = readThreadBy(in);
    fingerprintKey = orElse(in.text(Setting.FINGERPRINT_KEY, 256), "");
    ProcessIdentity found = new ProcessIdentity(facts);
    application = orElse(in.text(Setting.APPLICATION, 64), found.application());
    environment = orElseNull(in.text(Setting.ENVIRONMENT, 64), found.environment());
    instance = orElseNull(in.text(Setting.INSTANCE, 64), found.instance());
    String ownVersion = in.text(Setting.VERSION, 64);
    version = ownVersion == null ? found.version() : ownVersion;

    String address = in.text(Setting.WEBHOOK_URL);
    String file = address == null ? in.text(Setting.WEBHOOK_URL_FILE) : null;
    webhookUrlFile = file;
    if (address == null && file != null) {
      address = readAddress(in, facts, file);
    } else if (address == null) {
      address = facts.environmentVariable(ADDRESS_VARIABLE);
    }
    webhookAddress = address == null || address.isBlank() ? null : new Secret(address.trim());

    boolean readable = in.problems().isEmpty();
    if (readable && retryDelay.compareTo(retryMax) > 0) {
      in.problem(
          Setting.RETRY_DELAY,
          "be at most retryMax, " + in.text(Setting.RETRY_MAX),
          "" + in.text(Setting.RETRY_DELAY));
    }
    if (readable && updateInterval.compareTo(updateMax) > 0) {
      in.problem(
          Setting.UPDATE_INTERVAL,
          "be at most updateMax, " + in.text(Setting.UPDATE_MAX),
          "" + in.text(Setting.UPDATE_INTERVAL));
    }
    notes = List.copyOf(in.notes());
  }

  /**
   * Reads and checks settings.
   *
   * @param settings the texts as the host gave them
   * @param facts the surroundings
   * @return the checked configuration
   * @throws ConfigException naming every setting that cannot be read or is out of range
   */
  public static SenderConfig parse(Settings settings, ProcessFacts facts) throws ConfigException {
    ConfigReader in = new ConfigReader(settings);
    SenderConfig config = new SenderConfig(in, facts);
    if (!in.problems().isEmpty()) {
      throw new ConfigException(new ArrayList<>(in.problems()));
    }
    return config;
  }

  /**
   * Returns what a person should know of how the settings were read: variables without a value, and
   * who is going to speak.
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
    return webhookAddress;
  }

  /**
   * Returns the file that the address was read from, to be read again when the webhook fails.
   *
   * @return the path, null if the address came from elsewhere
   */
  public @Nullable String webhookUrlFile() {
    return webhookUrlFile;
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
   * Tells whether the appender is to do anything.
   *
   * @return false if it is to stay idle
   */
  public boolean enabled() {
    return enabled;
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
      return ThreadBy.NONE;
    }
    return threadBy;
  }

  private static @Nullable String readAddress(ConfigReader in, ProcessFacts facts, String file) {
    // where an address was given for a file, it is as secret as in its own place
    String shown = file.contains("://") ? "an address" : file;
    try {
      String address = facts.readFile(file).trim();
      if (address.isEmpty()) {
        in.problem(Setting.WEBHOOK_URL_FILE, "name a file that holds an address", shown);
      }
      return address;
    } catch (IOException | RuntimeException e) {
      in.problem(
          Setting.WEBHOOK_URL_FILE,
          "name a readable file",
          shown + " (" + e.getClass().getSimpleName() + ")");
      return null;
    }
  }

  /**
   * Says who is going to speak.
   *
   * @return one line
   */
  public String whoSpeaks() {
    return "application "
        + application
        + (environment == null ? "" : ", environment " + environment)
        + (instance == null ? "" : ", instance " + instance)
        + (version == null ? "" : ", version " + version);
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }

  private static @Nullable String orElseNull(@Nullable String text, @Nullable String other) {
    return text == null ? other : text;
  }
}
