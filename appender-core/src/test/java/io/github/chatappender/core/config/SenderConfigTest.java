/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.SenderConfig.QuietNotice;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderConfigTest {

  private static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k3y-value&token=t0ken-value";

  private final FakeProcessFacts facts = new FakeProcessFacts();

  @Test
  void ownCode_isFoundFromTheLaunchedClass_unlessPackagesAreConfigured() throws ConfigException {
    facts
        .property("sun.java.command", "/app/app.jar")
        .mainJarAttribute("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
        .mainJarAttribute("Start-Class", "com.acme.ShopApplication");
    String logger = "org.apache.catalina.core.StandardWrapper";

    assertThat(SenderConfig.parse(new Settings(), facts).ownCode.root(logger))
        .isEqualTo("com.acme");
    assertThat(parse(Setting.APP_PACKAGES, "com.other").ownCode.root(logger)).isNull();
  }

  @Test
  void withoutSettings_theDocumentedDefaultsApply() throws ConfigException {
    SenderConfig config = SenderConfig.parse(new Settings(), facts);

    assertThat(config.webhook.address).isNull();
    assertThat(config.webhook.file).isNull();
    assertThat(config.allowedHosts).containsExactly("chat.googleapis.com");
    assertThat(config.proxy).isNull();
    assertThat(config.connectTimeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.requestTimeout).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.switchedOff).isNull();
    assertThat(config.required).isFalse();
    assertThat(config.faults).isEmpty();
    assertThat(config.dryRun).isFalse();
    assertThat(config.level).isEqualTo(Severity.ERROR);
    assertThat(config.excludeLoggers).isEmpty();
    assertThat(config.excludeExceptions).isEmpty();
    assertThat(config.application).isEqualTo("unnamed");
    assertThat(config.environment).isNull();
    assertThat(config.instance).isNull();
    assertThat(config.build.version()).isNull();
    assertThat(config.threadBy).hasToString("fingerprint");
    assertThat(config.groups).isTrue();
    assertThat(config.appPackages).isEmpty();
    assertThat(config.fingerprintKey).isEqualTo("gchat.fingerprint");
    assertThat(config.updateInterval).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.updateMax).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.quietAfter).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.quietNotice).isEqualTo(QuietNotice.AUTO);
    assertThat(config.digestAt).isEqualTo(4);
    assertThat(config.maxIncidents).isEqualTo(1_000);
    assertThat(config.rotatesThreadsDaily).isTrue();
    assertThat(config.failsReplies).isFalse();
    assertThat(config.firstWait).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.messagesPerMinute).isEqualTo(15);
    assertThat(config.burst).isEqualTo(5);
    assertThat(config.queueCapacity).isEqualTo(1_024);
    assertThat(config.maxAttempts).isEqualTo(5);
    assertThat(config.retryDelay).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.retryMax).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.shutdownTimeout).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.shutdownHook).isTrue();
    assertThat(config.critical.spoolDirectory).isNull();
    assertThat(config.critical.spoolSync).isFalse();
    assertThat(config.notes)
        .containsExactly(
            "the application's name was not found: it is shown as unnamed until application is"
                + " set");
    assertThat(config.whoSpeaks()).isEqualTo("application unnamed; accepts ERROR and above");
  }

  static Stream<Arguments> validValues() {
    return Stream.of(
        valid(Setting.WEBHOOK_URL, " " + ADDRESS + "\n", c -> reveal(c), ADDRESS),
        valid(
            Setting.ALLOWED_HOSTS,
            "a.example, b.example",
            c -> "" + c.allowedHosts,
            "[a.example, b.example]"),
        valid(
            Setting.PROXY,
            "proxy.acme:3128",
            senderConfig -> senderConfig.proxy.address,
            InetSocketAddress.createUnresolved("proxy.acme", 3128)),
        valid(
            Setting.PROXY,
            "[::1]:1",
            senderConfig -> senderConfig.proxy.address,
            InetSocketAddress.createUnresolved("[::1]", 1)),
        valid(
            Setting.PROXY,
            "10.0.0.1:65535",
            senderConfig -> senderConfig.proxy.address,
            InetSocketAddress.createUnresolved("10.0.0.1", 65_535)),
        valid(
            Setting.CONNECT_TIMEOUT,
            "100 ms",
            senderConfig -> senderConfig.connectTimeout,
            Duration.ofMillis(100)),
        valid(
            Setting.CONNECT_TIMEOUT,
            "60 s",
            senderConfig -> senderConfig.connectTimeout,
            Duration.ofSeconds(60)),
        valid(
            Setting.REQUEST_TIMEOUT,
            "100 ms",
            senderConfig -> senderConfig.requestTimeout,
            Duration.ofMillis(100)),
        valid(
            Setting.REQUEST_TIMEOUT,
            "1 min",
            senderConfig -> senderConfig.requestTimeout,
            Duration.ofSeconds(60)),
        valid(
            Setting.ENABLED, "false", senderConfig -> senderConfig.switchedOff, "enabled is false"),
        valid(Setting.REQUIRED, "TRUE", senderConfig -> senderConfig.required, true),
        valid(Setting.DRY_RUN, "true", senderConfig -> senderConfig.dryRun, true),
        valid(Setting.LEVEL, "warn", senderConfig -> senderConfig.level, Severity.WARN),
        valid(Setting.LEVEL, "TRACE", senderConfig -> senderConfig.level, Severity.TRACE),
        valid(Setting.LEVEL, "off", senderConfig -> senderConfig.level, Severity.OFF),
        valid(
            Setting.EXCLUDE_LOGGERS,
            "com.acme,org.x",
            c -> "" + c.excludeLoggers,
            "[com.acme, org.x]"),
        valid(Setting.EXCLUDE_EXCEPTIONS, "a.B,a.B", c -> "" + c.excludeExceptions, "[a.B]"),
        valid(Setting.APPLICATION, "a", senderConfig -> senderConfig.application, "a"),
        valid(
            Setting.APPLICATION,
            "n".repeat(64),
            senderConfig -> senderConfig.application,
            "n".repeat(64)),
        valid(Setting.ENVIRONMENT, "prod", senderConfig -> senderConfig.environment, "prod"),
        valid(
            Setting.ENVIRONMENT,
            "e".repeat(64),
            senderConfig -> senderConfig.environment,
            "e".repeat(64)),
        valid(
            Setting.INSTANCE, "orders-7c9f", senderConfig -> senderConfig.instance, "orders-7c9f"),
        valid(
            Setting.INSTANCE,
            "i".repeat(64),
            senderConfig -> senderConfig.instance,
            "i".repeat(64)),
        valid(
            Setting.VERSION,
            "1.4.2-rc.1+7",
            senderConfig -> senderConfig.build.version(),
            "1.4.2-rc.1+7"),
        valid(
            Setting.VERSION,
            "v".repeat(64),
            senderConfig -> senderConfig.build.version(),
            "v".repeat(64)),
        valid(Setting.GROUP_BY, "none", senderConfig -> senderConfig.groups, false),
        valid(Setting.GROUP_BY, "FINGERPRINT", senderConfig -> senderConfig.groups, true),
        valid(Setting.THREAD_BY, "fingerprint", c -> c.threadBy.toString(), "fingerprint"),
        valid(Setting.THREAD_BY, "logger", c -> c.threadBy.toString(), "logger"),
        valid(
            Setting.APP_PACKAGES,
            "com.acme, org.acme.",
            c -> "" + c.appPackages,
            "[com.acme, org.acme.]"),
        valid(
            Setting.FINGERPRINT_KEY,
            "problem",
            senderConfig -> senderConfig.fingerprintKey,
            "problem"),
        valid(
            Setting.FINGERPRINT_KEY,
            "k".repeat(256),
            senderConfig -> senderConfig.fingerprintKey,
            "k".repeat(256)),
        valid(
            Setting.UPDATE_INTERVAL,
            "1 s",
            senderConfig -> senderConfig.updateInterval,
            Duration.ofSeconds(1)),
        valid(
            Setting.UPDATE_INTERVAL,
            "30 min",
            senderConfig -> senderConfig.updateInterval,
            Duration.ofMinutes(30)),
        valid(
            Setting.UPDATE_MAX,
            "60 s",
            senderConfig -> senderConfig.updateMax,
            Duration.ofMinutes(1)),
        valid(
            Setting.UPDATE_MAX, "1 d", senderConfig -> senderConfig.updateMax, Duration.ofDays(1)),
        valid(
            Setting.QUIET_AFTER,
            "1 min",
            senderConfig -> senderConfig.quietAfter,
            Duration.ofMinutes(1)),
        valid(
            Setting.QUIET_AFTER,
            "24 h",
            senderConfig -> senderConfig.quietAfter,
            Duration.ofDays(1)),
        valid(
            Setting.QUIET_NOTICE,
            "Always",
            senderConfig -> senderConfig.quietNotice,
            QuietNotice.ALWAYS),
        valid(
            Setting.QUIET_NOTICE,
            "never",
            senderConfig -> senderConfig.quietNotice,
            QuietNotice.NEVER),
        valid(
            Setting.QUIET_NOTICE,
            "auto",
            senderConfig -> senderConfig.quietNotice,
            QuietNotice.AUTO),
        valid(Setting.DIGEST_AT, "2", senderConfig -> senderConfig.digestAt, 2),
        valid(Setting.DIGEST_AT, "100", senderConfig -> senderConfig.digestAt, 100),
        valid(Setting.MAX_INCIDENTS, "10", senderConfig -> senderConfig.maxIncidents, 10),
        valid(Setting.MAX_INCIDENTS, "10000", senderConfig -> senderConfig.maxIncidents, 10_000),
        valid(Setting.THREAD_BY, "application", c -> c.threadBy.toString(), "application"),
        valid(Setting.THREAD_BY, "NONE", c -> c.threadBy.toString(), "none"),
        valid(Setting.THREAD_BY, "mdc:tenant", c -> c.threadBy.toString(), "mdc:tenant"),
        valid(
            Setting.THREAD_ROTATION,
            "never",
            senderConfig -> senderConfig.rotatesThreadsDaily,
            false),
        valid(Setting.REPLY_OPTION, "FAIL", senderConfig -> senderConfig.failsReplies, true),
        valid(Setting.FIRST_WAIT, "0", senderConfig -> senderConfig.firstWait, Duration.ZERO),
        valid(
            Setting.FIRST_WAIT,
            "PT1M",
            senderConfig -> senderConfig.firstWait,
            Duration.ofSeconds(60)),
        valid(Setting.MESSAGES_PER_MINUTE, "1", senderConfig -> senderConfig.messagesPerMinute, 1),
        valid(
            Setting.MESSAGES_PER_MINUTE,
            "6000",
            senderConfig -> senderConfig.messagesPerMinute,
            6_000),
        valid(Setting.BURST, "1", senderConfig -> senderConfig.burst, 1),
        valid(Setting.BURST, "60", senderConfig -> senderConfig.burst, 60),
        valid(Setting.QUEUE_CAPACITY, "16", senderConfig -> senderConfig.queueCapacity, 16),
        valid(Setting.QUEUE_CAPACITY, "65536", senderConfig -> senderConfig.queueCapacity, 65_536),
        valid(Setting.MAX_ATTEMPTS, "1", senderConfig -> senderConfig.maxAttempts, 1),
        valid(Setting.MAX_ATTEMPTS, "100", senderConfig -> senderConfig.maxAttempts, 100),
        valid(
            Setting.RETRY_DELAY,
            "100 ms",
            senderConfig -> senderConfig.retryDelay,
            Duration.ofMillis(100)),
        valid(
            Setting.RETRY_DELAY,
            "60 s",
            senderConfig -> senderConfig.retryDelay,
            Duration.ofSeconds(60)),
        valid(
            Setting.RETRY_MAX, "2 s", senderConfig -> senderConfig.retryMax, Duration.ofSeconds(2)),
        valid(
            Setting.RETRY_MAX,
            "10 min",
            senderConfig -> senderConfig.retryMax,
            Duration.ofMinutes(10)),
        valid(
            Setting.SHUTDOWN_TIMEOUT,
            "0",
            senderConfig -> senderConfig.shutdownTimeout,
            Duration.ZERO),
        valid(
            Setting.SHUTDOWN_TIMEOUT,
            "60 s",
            senderConfig -> senderConfig.shutdownTimeout,
            Duration.ofSeconds(60)),
        valid(Setting.SHUTDOWN_HOOK, "false", senderConfig -> senderConfig.shutdownHook, false),
        valid(
            Setting.SPOOL_DIRECTORY,
            "/var/spool/chat",
            c -> c.critical.spoolDirectory,
            Path.of("/var/spool/chat").toAbsolutePath()),
        valid(Setting.SPOOL_SYNC, "true", c -> c.critical.spoolSync, true));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("validValues")
  void validValue_isUsed(
      Setting setting, String text, Function<SenderConfig, Object> value, Object expected)
      throws ConfigException {
    SenderConfig config = parse(setting, text);

    assertThat(value.apply(config)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECT_TIMEOUT | 99 ms | connectTimeout must be from 100 ms to 60 s: 99 ms",
        "CONNECT_TIMEOUT | 60001 ms | connectTimeout must be from 100 ms to 60 s: 60001 ms",
        "REQUEST_TIMEOUT | 99 ms | requestTimeout must be from 100 ms to 60 s: 99 ms",
        "REQUEST_TIMEOUT | 2 min | requestTimeout must be from 100 ms to 60 s: 2 min",
        "REQUEST_TIMEOUT | soon | requestTimeout must be a duration such as 500 ms, 1 s, 15 min, 2"
            + " h, 1 d or PT1S: soon",
        "LEVEL | SEVERE | level must be one of trace, debug, info, warn, error, fatal, off: SEVERE",
        "THREAD_BY | mdc: | threadBy must be one of fingerprint, logger, application, none,"
            + " mdc:KEY: mdc:",
        "THREAD_BY | tenant | threadBy must be one of fingerprint, logger, application, none,"
            + " mdc:KEY: tenant",
        "THREAD_BY | mdc | threadBy must be one of fingerprint, logger, application, none, mdc:KEY:"
            + " mdc",
        "GROUP_BY | logger | groupBy must be one of fingerprint, none: logger",
        "UPDATE_INTERVAL | 999 ms | updateInterval must be from 1 s to 1 d: 999 ms",
        "UPDATE_INTERVAL | 25 h | updateInterval must be from 1 s to 1 d: 25 h",
        "UPDATE_INTERVAL | often | updateInterval must be a duration such as 500 ms, 1 s, 15 min, 2"
            + " h, 1 d or PT1S: often",
        "UPDATE_MAX | 999 ms | updateMax must be from 1 s to 1 d: 999 ms",
        "UPDATE_MAX | 25 h | updateMax must be from 1 s to 1 d: 25 h",
        "QUIET_AFTER | 59 s | quietAfter must be from 1 min to 1 d: 59 s",
        "QUIET_AFTER | 25 h | quietAfter must be from 1 min to 1 d: 25 h",
        "QUIET_NOTICE | often | quietNotice must be one of auto, always, never: often",
        "DIGEST_AT | 1 | digestAt must be a whole number from 2 to 100: 1",
        "DIGEST_AT | 101 | digestAt must be a whole number from 2 to 100: 101",
        "MAX_INCIDENTS | 9 | maxIncidents must be a whole number from 10 to 10000: 9",
        "MAX_INCIDENTS | 10001 | maxIncidents must be a whole number from 10 to 10000: 10001",
        "THREAD_ROTATION | weekly | threadRotation must be one of daily, never: weekly",
        "REPLY_OPTION | drop | replyOption must be one of fallback, fail: drop",
        "FIRST_WAIT | -PT1S | firstWait must be from 0 to 60 s: -PT1S",
        "FIRST_WAIT | 61 s | firstWait must be from 0 to 60 s: 61 s",
        "MESSAGES_PER_MINUTE | 0 | messagesPerMinute must be a whole number from 1 to 6000 (above"
            + " 54 only on loopback): 0",
        "MESSAGES_PER_MINUTE | 6001 | messagesPerMinute must be a whole number from 1 to 6000"
            + " (above 54 only on loopback): 6001",
        "BURST | 0 | burst must be a whole number from 1 to 60: 0",
        "BURST | 61 | burst must be a whole number from 1 to 60: 61",
        "BURST | 2.5 | burst must be a whole number from 1 to 60: 2.5",
        "BURST | 99999999999 | burst must be a whole number from 1 to 60: 99999999999",
        "QUEUE_CAPACITY | 15 | queueCapacity must be a whole number from 16 to 65536: 15",
        "QUEUE_CAPACITY | 65537 | queueCapacity must be a whole number from 16 to 65536: 65537",
        "MAX_ATTEMPTS | 0 | maxAttempts must be a whole number from 1 to 100: 0",
        "MAX_ATTEMPTS | 101 | maxAttempts must be a whole number from 1 to 100: 101",
        "RETRY_DELAY | 99 ms | retryDelay must be from 100 ms to 10 min: 99 ms",
        "RETRY_DELAY | 11 min | retryDelay must be from 100 ms to 10 min: 11 min",
        "RETRY_MAX | 99 ms | retryMax must be from 100 ms to 10 min: 99 ms",
        "RETRY_MAX | 11 min | retryMax must be from 100 ms to 10 min: 11 min",
        "SHUTDOWN_TIMEOUT | -PT0.001S | shutdownTimeout must be from 0 to 60 s: -PT0.001S",
        "SHUTDOWN_TIMEOUT | 61 s | shutdownTimeout must be from 0 to 60 s: 61 s",
        "CRITICAL_LEVEL | high | criticalLevel must be one of trace, debug, info, warn, error,"
            + " fatal, off: high",
        "SPOOL_SYNC | often | spoolSync must be true or false: often",
        "SHUTDOWN_HOOK | no | shutdownHook must be true or false: no",
      })
  void invalidValue_isReportedAndTheDefaultUsed(Setting setting, String text, String message)
      throws ConfigException {
    SenderConfig config = parse(setting, text);

    assertThat(config.faults).containsExactly(message + "; using " + setting.defaultText());
    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("faults")
        .isEqualTo(SenderConfig.parse(new Settings(), facts));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FIRST_WAIT | 5 | firstWait must have a unit, such as 5 s: 5; using 1 s",
        "UPDATE_MAX | 1800 | updateMax must have a unit, such as 1800 s: 1800; using 30 min",
        "SHUTDOWN_TIMEOUT | 10 | shutdownTimeout must have a unit, such as 10 s: 10; using 3 s",
        "MENTION_INTERVAL | 60 | mentionInterval must have a unit, such as 60 s: 60; using 1 h",
        "CONNECT_TIMEOUT | 5000 | connectTimeout must have a unit, such as 5000 s: 5000; using 5 s",
        "FIRST_WAIT | 5 sec | firstWait must be a duration such as 500 ms, 1 s, 15 min, 2 h, 1 d or"
            + " PT1S: 5 sec; using 1 s",
        "FIRST_WAIT | -5 | firstWait must be a duration such as 500 ms, 1 s, 15 min, 2 h, 1 d or"
            + " PT1S: -5; using 1 s",
        "UPDATE_INTERVAL | 31 min | updateInterval must be at most updateMax: 31 min and 30 min;"
            + " using 60 s and 30 min",
        "UPDATE_MAX | 59 s | updateInterval must be at most updateMax: 60 s and 59 s; using 60 s"
            + " and 30 min",
        "RETRY_DELAY | 61 s | retryDelay must be at most retryMax: 61 s and 60 s; using 2 s and 60"
            + " s",
        "RETRY_MAX | 1 s | retryDelay must be at most retryMax: 2 s and 1 s; using 2 s and 60 s",
      })
  void fault_namesTheRuleAndTheValueUsedInstead(Setting setting, String text, String fault)
      throws ConfigException {
    SenderConfig config = parse(setting, text);

    assertThat(config.faults).containsExactly(fault);
    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("faults")
        .isEqualTo(SenderConfig.parse(new Settings(), facts));
  }

  @Test
  void badValue_isReplacedBeforeComparison() throws ConfigException {
    SenderConfig config = parse(Setting.RETRY_MAX, "11 min", Setting.RETRY_DELAY, "5 min");

    assertThat(config.faults)
        .containsExactly(
            "retryMax must be from 100 ms to 10 min: 11 min; using 60 s",
            "retryDelay must be at most retryMax: 5 min and 60 s; using 2 s and 60 s");
    assertThat(config.retryDelay).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.retryMax).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLED, yes, enabled must be true or false: yes",
    "DRY_RUN, 1, dryRun must be true or false: 1",
    "PROXY, nowhere, 'proxy must be [user:password@]host:port'"
  })
  void unusableVitalSetting_isAProblem(Setting setting, String text, String problem) {
    Settings settings = new Settings().set(setting, text).set(Setting.BURST, "0");

    assertThat(refused(settings).problems).containsExactly(problem);
    assertThat(refused(settings).faults)
        .containsExactly("burst must be a whole number from 1 to 60: 0; using 5");
  }

  @Test
  void disabledAppender_reportsNoProblems() throws ConfigException {
    SenderConfig config = parse(Setting.ENABLED, "false", Setting.PROXY, "nowhere");

    assertThat(config.switchedOff).isEqualTo("enabled is false");
  }

  @ParameterizedTest
  @CsvSource({
    "BURST, 'a\nb\u202Ec', 'burst must be a whole number from 1 to 60: a b c; using 5'",
    "MENTION, 'https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t', 'mention must be"
        + " all or a numeric user id: an address; ignored'",
  })
  void value_isShownAsOneHarmlessLine(Setting setting, String text, String fault)
      throws ConfigException {
    assertThat(parse(setting, text).faults).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "OFF", "No", "0", " false "})
  void oneVariable_disablesEveryAppenderOfTheJvm(String value) throws ConfigException {
    facts.variable("GOOGLE_CHAT_APPENDER_ENABLED", value);

    String off = "GOOGLE_CHAT_APPENDER_ENABLED is " + value.trim().toLowerCase(Locale.ROOT);
    assertThat(SenderConfig.parse(new Settings(), facts).switchedOff).isEqualTo(off);
    assertThat(parse(Setting.PROXY, "nowhere").switchedOff).isEqualTo(off);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "ON", "yes", "1", "", " "})
  void otherValuesOfTheVariable_changeNothing(String value) throws ConfigException {
    facts.variable("GOOGLE_CHAT_APPENDER_ENABLED", value);

    SenderConfig config = SenderConfig.parse(new Settings(), facts);

    assertThat(config.switchedOff).isNull();
    assertThat(config.faults).isEmpty();
  }

  @Test
  void systemProperty_overridesTheVariable() throws ConfigException {
    facts
        .variable("GOOGLE_CHAT_APPENDER_ENABLED", "true")
        .property("GOOGLE_CHAT_APPENDER_ENABLED", "no");

    assertThat(SenderConfig.parse(new Settings(), facts).switchedOff)
        .isEqualTo("GOOGLE_CHAT_APPENDER_ENABLED is no");
  }

  @Test
  void invalidValueOfTheVariable_isReportedInOneLine() throws ConfigException {
    facts.variable("GOOGLE_CHAT_APPENDER_ENABLED", "flase");

    SenderConfig config = SenderConfig.parse(new Settings(), facts);

    assertThat(config.switchedOff).isNull();
    assertThat(config.faults)
        .containsExactly("GOOGLE_CHAT_APPENDER_ENABLED must be true or false: flase; ignored");
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATION, application, using found",
    "ENVIRONMENT, environment, using prod",
    "INSTANCE, instance, using host-1",
    "VERSION, version, ignored"
  })
  void nameThatIsTooLong_isReplacedByTheDetectedOne(Setting setting, String key, String instead)
      throws ConfigException {
    facts
        .property("spring.application.name", "found")
        .variable("SPRING_PROFILES_ACTIVE", "prod")
        .variable("HOSTNAME", "host-1");

    SenderConfig config = parse(setting, "0123456789".repeat(7));

    assertThat(config.faults)
        .containsExactly(
            key + " must have at most 64 characters: 01234567890123456789…; " + instead);
    assertThat(config.whoSpeaks())
        .isEqualTo("application found, environment prod, instance host-1; accepts ERROR and above");
  }

  @Test
  void fingerprintKeyThatIsTooLong_isReplacedByTheDefault() throws ConfigException {
    SenderConfig config = parse(Setting.FINGERPRINT_KEY, "0123456789".repeat(26));

    assertThat(config.fingerprintKey).isEqualTo("gchat.fingerprint");
    assertThat(config.faults)
        .containsExactly(
            "fingerprintKey must have at most 256 characters: 01234567890123456789…;"
                + " using gchat.fingerprint");
  }

  @Test
  void contradictions_areAllReportedAtOnce() throws ConfigException {
    SenderConfig config = parse(Setting.RETRY_DELAY, "2 min", Setting.UPDATE_INTERVAL, "1 h");

    assertThat(config.faults)
        .containsExactly(
            "retryDelay must be at most retryMax: 2 min and 60 s; using 2 s and 60 s",
            "updateInterval must be at most updateMax: 1 h and 30 min; using 60 s and 30 min");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret",
        "s3cret:",
        "s3cret:0",
        "s3cret:65536",
        ":80",
        "@proxy:8080",
        "s3cret@proxy:8080",
        ":s3cret@proxy:8080",
        "user:s3cret@proxy",
        "user:s3cret@:8080",
        "http://user:s3cret@proxy:8080/",
        "user:s3cret\r\nX-Evil: 1@proxy:8080"
      })
  void unreadableProxy_isNotShown(String text) {
    ConfigException problem = refused(new Settings().set(Setting.PROXY, text));

    assertThat(problem).hasMessage("proxy must be [user:password@]host:port");
  }

  @ParameterizedTest
  @CsvSource({
    "user:s3cret@proxy:8080, user, s3cret",
    "user:@proxy:8080, user, ''",
    "user:a:b@c@proxy:8080, user, a:b@c",
    "ACME\\user:p%40ss@proxy:8080, ACME\\user, p%40ss"
  })
  void proxyCredentials_areReadVerbatim(String text, String user, String password)
      throws ConfigException {
    SenderConfig config = parse(Setting.PROXY, text);

    assertThat(config.proxy.address).isEqualTo(InetSocketAddress.createUnresolved("proxy", 8_080));
    assertThat(config.proxy.user).isEqualTo(user);
    assertThat(config.proxy.password).isEqualTo(new Secret(password));
    assertThat(config.proxy.password).hasToString("***");
  }

  @Test
  void aProxyWithoutCredentialsHasNoUserAndNoPassword() throws ConfigException {
    SenderConfig config = parse(Setting.PROXY, "proxy:8080");

    assertThat(config.proxy.user).isNull();
    assertThat(config.proxy.password).isNull();
  }

  @Test
  void severalProblemsAndFaultsAreReportedAtOnce() {
    Settings settings =
        new Settings()
            .set(Setting.LEVEL, "LOUD")
            .set(Setting.BURST, "0")
            .set(Setting.PROXY, "nowhere")
            .set(Setting.ENABLED, "maybe");

    ConfigException problem = refused(settings);

    assertThat(problem.problems)
        .containsExactlyInAnyOrder(
            "proxy must be [user:password@]host:port", "enabled must be true or false: maybe");
    assertThat(problem.faults)
        .containsExactlyInAnyOrder(
            "level must be one of trace, debug, info, warn, error, fatal, off: LOUD; using ERROR",
            "burst must be a whole number from 1 to 60: 0; using 5");
    assertThat(problem).hasMessage(String.join("; ", problem.problems));
  }

  @Test
  void webhookUrl_overridesFileAndVariable() throws ConfigException {
    facts
        .file("/run/secrets/chat", "https://file")
        .variable("GOOGLE_CHAT_WEBHOOK_URL", "https://v");

    SenderConfig config =
        parse(Setting.WEBHOOK_URL, ADDRESS, Setting.WEBHOOK_URL_FILE, "/run/secrets/chat");

    assertThat(reveal(config)).isEqualTo(ADDRESS);
    assertThat(config.webhook.file).isNull();
    assertThat(facts.filesRead()).doesNotContain("/run/secrets/chat");
  }

  @Test
  void webhookUrlFile_overridesTheVariable() throws ConfigException {
    facts
        .file("/run/secrets/chat", "\n " + ADDRESS + " \r\n")
        .variable("GOOGLE_CHAT_WEBHOOK_URL", "https://v");

    SenderConfig config = parse(Setting.WEBHOOK_URL_FILE, "/run/secrets/chat");

    assertThat(reveal(config)).isEqualTo(ADDRESS);
    assertThat(config.webhook.file).isEqualTo("/run/secrets/chat");
  }

  @Test
  void environmentVariable_isReadLast() throws ConfigException {
    facts.variable("GOOGLE_CHAT_WEBHOOK_URL", " " + ADDRESS + " ");

    SenderConfig config = SenderConfig.parse(new Settings(), facts);

    assertThat(reveal(config)).isEqualTo(ADDRESS);
  }

  @Test
  void emptyVariable_isNoAddress() throws ConfigException {
    facts.variable("GOOGLE_CHAT_WEBHOOK_URL", "  ");

    SenderConfig config = SenderConfig.parse(new Settings(), facts);

    assertThat(config.webhook.address).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "'' -> webhookUrl is set but empty: does the variable it names have no value?",
        "' ' -> webhookUrl is set but empty: does the variable it names have no value?",
        "${env:CHAT_URL} -> webhookUrl is not set: variable CHAT_URL has no value",
        "${CHAT_URL} -> webhookUrl is not set: variable CHAT_URL has no value",
        "CHAT_URL_IS_UNDEFINED -> webhookUrl is not set: variable CHAT_URL has no value",
        "https://x?token=${T} -> webhookUrl is not set: variable T has no value",
        "env:CHAT_URL -> webhookUrl is not set: neither the system property nor the environment"
            + " variable CHAT_URL has a value",
        "env:BLANK -> webhookUrl is not set: neither the system property nor the environment"
            + " variable BLANK has a value",
        "env:OTHER -> the variable OTHER is not set: variable INNER has no value",
      })
  void unsetAddressVariable_neverFallsBack(String text, String gap) throws ConfigException {
    facts
        .file("/secret", ADDRESS)
        .variable("GOOGLE_CHAT_WEBHOOK_URL", ADDRESS)
        .variable("BLANK", " ")
        .variable("OTHER", "${INNER}");

    SenderConfig config = parse(Setting.WEBHOOK_URL, text, Setting.WEBHOOK_URL_FILE, "/secret");

    assertThat(config.webhook.address).isNull();
    assertThat(config.webhook.file).isNull();
    assertThat(config.webhook.gap).isEqualTo(gap);
    assertThat(facts.filesRead()).noneMatch("/secret"::equals);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "'' -> webhookUrlFile is set but empty: does the variable it names have no value?",
        "${env:SECRETS}/chat -> webhookUrlFile is not set: variable SECRETS has no value",
        "SECRETS_IS_UNDEFINED -> webhookUrlFile is not set: variable SECRETS has no value",
      })
  void unsetFileVariable_neverFallsBack(String text, String gap) throws ConfigException {
    facts.variable("GOOGLE_CHAT_WEBHOOK_URL", ADDRESS);

    SenderConfig config = parse(Setting.WEBHOOK_URL_FILE, text);

    assertThat(config.webhook.address).isNull();
    assertThat(config.webhook.gap).isEqualTo(gap);
  }

  @Test
  void unreadableFile_neverFallsBack() {
    facts.variable("GOOGLE_CHAT_WEBHOOK_URL", ADDRESS);

    ConfigException problem = refused(new Settings().set(Setting.WEBHOOK_URL_FILE, "/no/such"));

    assertThat(problem)
        .hasMessage("webhookUrlFile must name a readable file (NoSuchFileException): /no/such");
  }

  @Test
  void addressByName_isReadFromTheEnvironment() throws ConfigException {
    facts
        .variable("CHAT_URL", " " + ADDRESS + "\n")
        .variable("GOOGLE_CHAT_WEBHOOK_URL", "https://v");

    SenderConfig config = parse(Setting.WEBHOOK_URL, "env:CHAT_URL");

    assertThat(reveal(config)).isEqualTo(ADDRESS);
    assertThat(config.webhook.source).isEqualTo("the address in the variable CHAT_URL");
    assertThat(config.webhook.gap).isNull();
  }

  @Test
  void addressByName_isReadFromTheSystemPropertyFirst() throws ConfigException {
    facts.variable("CHAT_URL", "https://v").property("CHAT_URL", ADDRESS);

    assertThat(reveal(parse(Setting.WEBHOOK_URL, " env:CHAT_URL "))).isEqualTo(ADDRESS);
  }

  @Test
  void theDefaultVariableMayBeASystemProperty() throws ConfigException {
    facts.property("GOOGLE_CHAT_WEBHOOK_URL", ADDRESS);

    assertThat(reveal(SenderConfig.parse(new Settings(), facts))).isEqualTo(ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"env:", "env: ", "env:" + ADDRESS, "env:a b", "env:$X"})
  void invalidVariableName_isAProblemAndNotShown(String text) {
    facts.variable("GOOGLE_CHAT_WEBHOOK_URL", ADDRESS);

    assertThat(refused(new Settings().set(Setting.WEBHOOK_URL, text)))
        .hasMessage("webhookUrl must name a variable after env:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF%s", "\uFEFF %s\r\n", "\u00A0%s\u200B", "\t\n%s\u3000"})
  void byteOrderMarkAndBlanksAroundTheAddress_areIgnored(String around) throws ConfigException {
    facts.file("/secret", String.format(around, ADDRESS));

    assertThat(reveal(parse(Setting.WEBHOOK_URL_FILE, "/secret"))).isEqualTo(ADDRESS);
    assertThat(reveal(parse(Setting.WEBHOOK_URL, String.format(around, ADDRESS))))
        .isEqualTo(ADDRESS);
  }

  @Test
  void missingFile_isReportedByName() {
    ConfigException problem = refused(new Settings().set(Setting.WEBHOOK_URL_FILE, "/no/such"));

    assertThat(problem)
        .hasMessage("webhookUrlFile must name a readable file (NoSuchFileException): /no/such");
  }

  @Test
  void unreadableFile_isReportedWithoutTheSystemsMessage() {
    facts.brokenFile("/secret", new IOException("while reading " + ADDRESS));

    ConfigException problem = refused(new Settings().set(Setting.WEBHOOK_URL_FILE, "/secret"));

    assertThat(problem)
        .hasMessage("webhookUrlFile must name a readable file (IOException): /secret")
        .hasNoCause();
  }

  @Test
  void addressGivenAsFile_isNotShown() {
    ConfigException problem = refused(new Settings().set(Setting.WEBHOOK_URL_FILE, ADDRESS));

    assertThat(problem)
        .hasMessage("webhookUrlFile must name a readable file (NoSuchFileException): an address");
  }

  @Test
  void emptyFile_isReported() {
    facts.file("/secret", " \n");

    ConfigException problem = refused(new Settings().set(Setting.WEBHOOK_URL_FILE, "/secret"));

    assertThat(problem)
        .hasMessage("webhookUrlFile must name a file that holds an address: /secret");
  }

  @Test
  void messagesAndNotes_neverContainTheAddress() {
    Settings settings = new Settings().set(Setting.WEBHOOK_URL, ADDRESS).set(Setting.PROXY, "x");

    ConfigException problem = refused(settings);

    assertThat(problem.toString()).doesNotContain("k3y-value").doesNotContain("t0ken-value");
  }

  @Test
  void startLineAndNotes_nameTheSenderAndUnsetVariables() throws ConfigException {
    facts
        .property("spring.application.name", "orders-api")
        .variable("HOSTNAME", "orders-7c9f")
        .variable("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.4.2");

    SenderConfig config = parse(Setting.ENVIRONMENT, "prod", Setting.MENTION, "${env:ON_CALL}");

    assertThat(config.notes).containsExactly("mention is not set: variable ON_CALL has no value");
    assertThat(config.whoSpeaks())
        .isEqualTo(
            "application orders-api, environment prod, instance orders-7c9f, version 1.4.2; accepts"
                + " ERROR and above");
  }

  @Test
  void settings_overrideDetectedValues() throws ConfigException {
    facts
        .property("spring.application.name", "found")
        .variable("SPRING_PROFILES_ACTIVE", "found")
        .variable("HOSTNAME", "found")
        .mainJarVersion("found");

    SenderConfig config =
        SenderConfig.parse(
            new Settings()
                .set(Setting.APPLICATION, "orders-api")
                .set(Setting.ENVIRONMENT, "prod")
                .set(Setting.INSTANCE, "one")
                .set(Setting.VERSION, "1.4.2"),
            facts);

    assertThat(config.whoSpeaks())
        .isEqualTo(
            "application orders-api, environment prod, instance one, version 1.4.2; accepts ERROR"
                + " and above");
  }

  @Test
  void unsetVersion_isDetected() throws ConfigException {
    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.4.2");

    SenderConfig config = parse(Setting.VERSION, "VERSION_IS_UNDEFINED");

    assertThat(config.build.version()).isEqualTo("1.4.2");
    assertThat(config.whoSpeaks())
        .isEqualTo("application unnamed, version 1.4.2; accepts ERROR and above");
    assertThat(config.notes).contains("version is not set: variable VERSION has no value");
  }

  @Test
  void variableReadTwice_isReportedOnce() throws ConfigException {
    SenderConfig config = parse(Setting.APPLICATION, "${env:NAME}");

    assertThat(config.notes).containsOnlyOnce("application is not set: variable NAME has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RETRY_DELAY", "RETRY_MAX"})
  void comparingTwoSettings_addsNoNotes(Setting setting) throws ConfigException {
    SenderConfig config = parse(setting, "${env:RETRY}");

    assertThat(config.notes)
        .containsOnlyOnce(setting.key() + " is not set: variable RETRY has no value");
  }

  private static Arguments valid(
      Setting setting, String text, Function<SenderConfig, Object> value, Object expected) {
    return arguments(setting, text, value, expected);
  }

  private SenderConfig parse(Setting setting, String text) throws ConfigException {
    return SenderConfig.parse(new Settings().set(setting, text), facts);
  }

  private SenderConfig parse(Setting setting, String text, Setting other, String otherText)
      throws ConfigException {
    Settings settings = new Settings();
    Map.of(setting, text, other, otherText).forEach(settings::set);
    return SenderConfig.parse(settings, facts);
  }

  private ConfigException refused(Settings settings) {
    return catchThrowableOfType(ConfigException.class, () -> SenderConfig.parse(settings, facts));
  }

  private static String reveal(SenderConfig config) {
    Secret address = config.webhook.address;
    return address == null ? "none" : address.reveal();
  }
}
