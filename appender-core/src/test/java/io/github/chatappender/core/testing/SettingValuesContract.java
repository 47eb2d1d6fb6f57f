/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Gives every setting a good value, a bad one, an empty one and an unset variable, and compares the
 * status lines with the table in docs/setting-values.md, which is the same for all adapters. With
 * {@code -Dgolden.update=true} it writes the table.
 */
@Timeout(120)
@Tag("slow")
public abstract class SettingValuesContract {

  private static final String DOCUMENT = "docs/setting-values.md";
  private static final String NAME = "setting values";
  private static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t";

  /** Settings whose values are looked for in the process. */
  private static final Set<Setting> FOUND =
      EnumSet.of(Setting.APPLICATION, Setting.ENVIRONMENT, Setting.INSTANCE, Setting.VERSION);

  /** A good and a bad value of each setting; without the bad one, any text is usable. */
  private static final Map<Setting, String[]> SAMPLES = new EnumMap<>(Setting.class);

  static {
    sample(Setting.WEBHOOK_URL, ADDRESS, "ftp://chat.example");
    sample(Setting.WEBHOOK_URL_FILE, "FILE", "/no/such/file");
    sample(Setting.REQUIRED, "true", "maybe");
    sample(Setting.ALLOWED_HOSTS, "chat.example");
    sample(Setting.PROXY, "proxy.example:3128", "proxy.example");
    sample(Setting.CONNECT_TIMEOUT, "2 s", "2");
    sample(Setting.REQUEST_TIMEOUT, "PT5S", "2 min");
    sample(Setting.ENABLED, "true", "maybe");
    sample(Setting.DRY_RUN, "true", "maybe");
    sample(Setting.LEVEL, "warn", "WARNING");
    sample(Setting.EXCLUDE_LOGGERS, "com.acme.Noise");
    sample(Setting.EXCLUDE_EXCEPTIONS, "com.acme.NoiseException");
    sample(Setting.UNCAUGHT_EXCEPTIONS, "true", "maybe");
    sample(Setting.APPLICATION, "orders", "x".repeat(65));
    sample(Setting.ENVIRONMENT, "prod", "x".repeat(65));
    sample(Setting.INSTANCE, "orders-7c9f", "x".repeat(65));
    sample(Setting.VERSION, "1.4.3", "x".repeat(65));
    sample(Setting.COMMIT, "7e3c1f2", "x".repeat(65));
    sample(Setting.GROUP_BY, "none", "logger");
    sample(Setting.THREAD_BY, "mdc:tenant", "tenant");
    sample(Setting.THREAD_ROTATION, "never", "weekly");
    sample(Setting.REPLY_OPTION, "fail", "none");
    sample(Setting.APP_PACKAGES, "com.acme");
    sample(Setting.FINGERPRINT_KEY, "problem", "x".repeat(257));
    sample(Setting.FIRST_WAIT, "0", "2 min");
    sample(Setting.UPDATE_INTERVAL, "30 s", "1 h");
    sample(Setting.UPDATE_MAX, "1 h", "2 d");
    sample(Setting.QUIET_AFTER, "1 h", "30 s");
    sample(Setting.QUIET_NOTICE, "never", "sometimes");
    sample(Setting.DIGEST_AT, "2", "1");
    sample(Setting.MESSAGES_PER_MINUTE, "54", "0");
    sample(Setting.BURST, "1", "0");
    sample(Setting.FORMAT, "card", "html");
    sample(Setting.MARKUP, "markdown", "html");
    sample(Setting.STACK_LINES, "0", "101");
    sample(Setting.MESSAGE_CHARS, "2000", "2,000");
    sample(Setting.MDC_KEYS, "tenant");
    sample(Setting.BEFORE, "5", "21");
    sample(Setting.BEFORE_LEVEL, "debug", "lots");
    sample(Setting.LINK, "https://logs.example/{traceId}", "http://logs.example");
    sample(Setting.TIME_ZONE, "Europe/Berlin", "Berlin");
    sample(Setting.MENTION, "all", "users/1");
    sample(Setting.MENTION_LEVEL, "error", "high");
    sample(Setting.MENTION_INTERVAL, "0", "2 d");
    sample(Setting.OWNER, "all", "users/1");
    sample(Setting.REDACT, "customer-[0-9]+", "customer-(");
    sample(Setting.REDACT_DEFAULTS, "false", "no");
    sample(Setting.QUEUE_CAPACITY, "16", "15");
    sample(Setting.MAX_INCIDENTS, "10000", "9");
    sample(Setting.MAX_ATTEMPTS, "1", "0");
    sample(Setting.RETRY_DELAY, "1 s", "90 s");
    sample(Setting.RETRY_MAX, "10 min", "1 h");
    sample(Setting.SHUTDOWN_TIMEOUT, "0", "2 min");
    sample(Setting.SHUTDOWN_HOOK, "false", "maybe");
    sample(Setting.CRITICAL_MARKER, "PAGE", "x".repeat(257));
    sample(Setting.CRITICAL_LEVEL, "error", "high");
    sample(Setting.SPOOL_DIRECTORY, "FOLDER", "x".repeat(1_025));
    sample(Setting.SPOOL_SYNC, "true", "maybe");
    sample(Setting.JMX, "false", "maybe");
    sample(Setting.MUTE_FILE, "FILE", "x".repeat(1_025));
    sample(Setting.FLEET, "redis://redis.example:6379", "redis.example");
  }

  private static void sample(Setting setting, String... goodAndBad) {
    SAMPLES.put(setting, goodAndBad);
  }

  /**
   * Starts and stops a host whose appender has one setting, and for elements that of one element:
   * the address of a link, the mention of an owner.
   *
   * @param dryRun whether the appender has {@code dryRun}, so that it needs no address
   * @return our status lines as {@code LEVEL message}
   */
  protected abstract List<String> statuses(Setting setting, String value, boolean dryRun);

  /** Returns a reference to a variable without a value. */
  protected abstract String unsetVariable();

  @Test
  void everySettingAndValue_isHandledAsDocumented() throws IOException {
    assertThat(SAMPLES).containsOnlyKeys(Setting.values());
    List<String> rows = new ArrayList<>();
    rows.add("| setting | good | bad | then | empty | unset variable |");
    rows.add("|---|---|---|---|---|---|");
    for (Setting setting : Setting.values()) {
      rows.add(row(setting));
    }
    String table = String.join("\n", rows) + "\n";

    if (Boolean.getBoolean("golden.update")) {
      Path file = Documents.ROOT.resolve(DOCUMENT);
      String begin = "<!-- " + NAME + " -->\n";
      Files.writeString(
          file,
          Documents.text(file).replace(begin + Documents.marked(DOCUMENT, NAME), begin + table));
    }
    assertThat(table.lines().collect(Collectors.toList()))
        .isEqualTo(Documents.marked(DOCUMENT, NAME).lines().collect(Collectors.toList()));
  }

  private String row(Setting setting) throws IOException {
    String[] samples = SAMPLES.get(setting);
    assertThat(said(setting, real(samples[0]))).as("good %s", setting.key()).isEqualTo("");
    String bad = samples.length == 1 ? "any text is usable" : "`" + shown(samples[1]) + "`";
    String then = samples.length == 1 ? "" : said(setting, samples[1]);
    if (samples.length > 1) {
      assertThat(then).as("bad %s", setting.key()).startsWith("`").contains(setting.key());
    }
    return "| `"
        + setting.key()
        + "` | `"
        + shown(samples[0])
        + "` | "
        + bad
        + " | "
        + then
        + " | "
        + (setting == Setting.LINK || setting == Setting.OWNER
            ? "see above"
            : orNotSet(said(setting, "")))
        + " | "
        + orNotSet(said(setting, unsetVariable()))
        + " |";
  }

  private static String orNotSet(String said) {
    return said.isEmpty() ? "not set" : said;
  }

  private static String shown(String sample) {
    return sample.length() > 70 && !sample.startsWith("https")
        ? sample.length() + " chars"
        : sample;
  }

  private static String real(String sample) throws IOException {
    if (sample.equals("FILE")) {
      Path file = Files.createTempFile("setting", ".txt");
      file.toFile().deleteOnExit();
      return Files.writeString(file, ADDRESS).toString();
    }
    return sample.equals("FOLDER") ? System.getProperty("java.io.tmpdir") + "/spool" : sample;
  }

  /** Returns the lines about a setting; those about the process are left out. */
  private String said(Setting setting, String value) {
    boolean dryRun =
        setting != Setting.WEBHOOK_URL
            && setting != Setting.WEBHOOK_URL_FILE
            && setting != Setting.REQUIRED
            && setting != Setting.DRY_RUN;
    String key =
        "(idle: )?(an item of )?(the address in )?"
            + setting.key()
            + "( \\d+)? (must|is|could|has)\\b.*";
    return statuses(setting, value, dryRun).stream()
        .filter(line -> !line.startsWith("INFO ") || !value.isEmpty())
        .map(line -> line.replaceFirst("^\\w+ ", ""))
        .filter(line -> line.matches(key))
        .map(line -> FOUND.contains(setting) ? line.replaceFirst("; .*", "; using …") : line)
        .map(line -> "`" + line.replace("|", "\\|").replaceAll("x{20,}…?", "xxx…") + "`")
        .collect(Collectors.joining(", "));
  }
}
