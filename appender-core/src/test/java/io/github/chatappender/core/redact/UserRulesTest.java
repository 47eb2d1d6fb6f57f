/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.model.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserRulesTest {

  private static final String WITHHELD = "[withheld: a redact rule took too long]";

  /** Reads 40 chars about ten million times if it matches nothing. */
  private static final String SLOW = "a*a*a*a*a*a*b";

  /** Overflows the stack on about ten thousand chars. */
  private static final String DEEP = "(?:x|y)*z";

  private final List<String> status = new ArrayList<>();

  /** The time; a rule's look takes longer than the maximum that counts. */
  private long now;

  private final Ticker slowTicker = () -> now += 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "\\d{4}, card 1234 of 9876, card [redacted] of [redacted]",
    "pin (\\d+), pin 1234 of 99, pin [redacted] of 99",
    "pin (\\d+)|\\bno\\b, pin 1 no 2, pin [redacted] [redacted] 2",
    "(?i)bob, BOB and Bob, [redacted] and [redacted]",
    "x(\\d*), x and x1, x and x[redacted]",
    "(?=(\\d+))x?, a 12 b, a [redacted] b",
    "\\b, no width, no width",
    "[a-z]+, [redacted] 12 ab, [redacted] 12 [redacted]",
  })
  void match_isReplaced(String regex, String raw, String redacted) throws Exception {
    assertThat(applied(rules(List.of(regex)), entry(raw)).message).isEqualTo(redacted);
  }

  @Test
  void allRules_seeTheSameText() throws Exception {
    UserRules rules = rules(List.of("ab", "bc", "redacted", "xyz"));

    assertThat(applied(rules, entry("abcd xyz")).message).isEqualTo("[redacted]d [redacted]");
  }

  @Test
  void rulesApplyToEveryTextOfAnEntry() throws Exception {
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "m 42")
            .template("t 42", true)
            .throwable(new ThrowableInfo("a.E42", "e 42", List.of(), 0))
            .mdc("k42", "v 42")
            .keyValue("p42", "w 42")
            .layoutText("l 42")
            .build();

    LogEntry redacted = applied(rules(List.of("42")), entry);

    assertThat(redacted.message).isEqualTo("m [redacted]");
    assertThat(redacted.template).isEqualTo("t [redacted]");
    assertThat(redacted.chain.toString()).isEqualTo("[a.E42: e [redacted]]");
    assertThat(redacted.mdc("k42")).isEqualTo("v [redacted]");
    assertThat(redacted.keyValues.toString()).isEqualTo("{p42=w [redacted]}");
    assertThat(redacted.layoutText).isEqualTo("l [redacted]");
  }

  @Test
  void entryWithoutMatches_isUnchanged() throws Exception {
    LogEntry entry = entry("nothing");

    assertThat(applied(rules(List.of("42")), entry)).isSameAs(entry);
    assertThat(applied(rules(List.of()), entry)).isSameAs(entry);
  }

  @Test
  void slowRule_withholdsTheTextAndAllRulesStayOn() throws Exception {
    UserRules rules = Rules.of(List.of("bob", SLOW, "eve"), slowTicker, status::add);

    assertThat(applied(rules, entry("bob " + "a".repeat(40))).message).isEqualTo(WITHHELD);
    assertThat(applied(rules, entry("eve " + "a".repeat(40))).message).isEqualTo(WITHHELD);
    assertThat(applied(rules, entry("bob, eve, aab")).message)
        .isEqualTo("[redacted], [redacted], [redacted]");
    assertThat(status)
        .containsExactly(
            "a redact rule took too long; texts it cannot finish are withheld: a*a*a*a*a*a*b");
  }

  @Test
  void ruleThatOverflowsTheStack_withholdsTheTextAndAllRulesStayOn() throws Exception {
    UserRules rules = rules(List.of(DEEP, "bob"));
    String deep = "xy".repeat(200_000) + "z";

    assertThat(applied(rules, entry(deep)).message).isEqualTo(WITHHELD);
    assertThat(applied(rules, entry("bob xz")).message).isEqualTo("[redacted] [redacted]");
    assertThat(status)
        .containsExactly(
            "a redact rule overflowed the stack; texts it cannot finish are withheld: (?:x|y)*z");
  }

  @Test
  void repeatedlySlowRules_getATwentiethOfTheTime() throws Exception {
    UserRules rules = Rules.of(List.of(SLOW), slowTicker, status::add);
    int tries = 0;
    while (applied(rules, entry("fine")).message.equals("fine")) {
      applied(rules, entry("a".repeat(40)));
      tries++;
    }

    // 5 ms each; of the 21 ms that the ticker counts for one, a twentieth is paid off at once
    assertThat(tries).isBetween(20, 30);
    assertThat(applied(rules, entry("fine")).message).isEqualTo(WITHHELD);
    now += 20L * 5_000_000;
    assertThat(applied(rules, entry("fine")).message).isEqualTo("fine");
    assertThat(status).hasSize(1);
  }

  @Test
  void rules_seeTheTextAsShown() throws Exception {
    UserRules rules = rules(List.of("order [0-9]+"));

    assertThat(applied(rules, entry("\u001B[31morder\u0000 81\u202E23\n")).message)
        .isEqualTo("[redacted]\n");
  }

  @Test
  void slowRule_withholdsTheEntrysRemainingTexts() throws Exception {
    UserRules rules = Rules.of(List.of("bob", SLOW), slowTicker, status::add);
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "bob is first")
            .throwable(new ThrowableInfo("a.E", "a".repeat(40), List.of(), 0))
            .throwable(new ThrowableInfo("a.F", "", List.of(), 0))
            .keyValue("k", "aab")
            .layoutText("bob")
            .build();

    LogEntry redacted = applied(rules, entry);

    assertThat(redacted.message).isEqualTo("[redacted] is first");
    assertThat(redacted.chain.toString()).isEqualTo("[a.E: " + WITHHELD + ", a.F: ]");
    assertThat(redacted.keyValues.toString()).isEqualTo("{k=" + WITHHELD + "}");
    assertThat(redacted.layoutText).isEqualTo(WITHHELD);
  }

  @Test
  void pauseOfTheMachine_isNotChargedToARule() throws Exception {
    // 8,000 chars are about 16 looks of 512 reads; each counts at most a quarter of a millisecond
    Ticker pausing = () -> now += 60_000_000_000L;
    UserRules rules = Rules.of(List.of("b"), pausing, status::add);

    assertThat(applied(rules, entry("a".repeat(8_000) + "b")).message).endsWith("a[redacted]");
    assertThat(status).isEmpty();
  }

  @Test
  void ruleTakingFiveMillisecondsPerText_isAllowed() throws Exception {
    Ticker ticker = () -> now += 100_000;
    UserRules rules = Rules.of(List.of("b"), ticker, status::add);

    assertThat(applied(rules, entry("a".repeat(50 * 512))).message).startsWith("aaa");
    assertThat(applied(rules, entry("a".repeat(50 * 512))).message).startsWith("aaa");
    assertThat(applied(rules, entry("a".repeat(51 * 512))).message).isEqualTo(WITHHELD);
  }

  @Test
  void unusableRules_areAllReported() {
    String tooLong = "x".repeat(1_001);

    List<String> problems = new ArrayList<>();

    UserRules.compile(List.of("(", "ok", "a*", "^$", tooLong), problems::add);

    assertThat(problems)
        .containsExactly(
            "redact must be a regular expression (Unclosed group): (",
            "redact must not match the empty text: a*",
            "redact must not match the empty text: ^$",
            "redact must have at most 1,000 chars: " + "x".repeat(79) + "…");
  }

  @Test
  void moreThanFiftyRulesOrAThousandChars_areRefused() throws Exception {
    List<String> problems = new ArrayList<>();

    UserRules.compile(Collections.nCopies(50, "x".repeat(1_000)), problems::add);
    assertThat(problems).isEmpty();

    UserRules.compile(Collections.nCopies(51, "x"), problems::add);

    assertThat(problems).containsExactly("redact must have at most 50 rules: 51");
  }

  private UserRules rules(List<String> regexes) throws ConfigException {
    return Rules.of(regexes, () -> 0, status::add);
  }

  private static LogEntry applied(UserRules rules, LogEntry entry) {
    return new Redactor(false, new OwnSecrets(List.of()), rules).all(entry);
  }

  private static LogEntry entry(String message) {
    return LogEntry.builder(Severity.ERROR, "a.B", message).build();
  }
}
