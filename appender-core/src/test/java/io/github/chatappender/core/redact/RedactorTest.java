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
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final OwnSecrets OWN = new OwnSecrets(List.of("oWnKey-0123", "oWnT0ken%3D"));

  @Test
  void builtInRules_applyToEveryTextOfAnEntry() {
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "token=a oWnKey-0123")
            .template("token=b", true)
            .throwable(new ThrowableInfo("a.E", "token=c", List.of(), 0))
            .throwable(new ThrowableInfo("a.F", null, List.of(), 0))
            .mdc("m", "token=d")
            .mdc("session-token", "e")
            .keyValue("k", "token=f")
            .keyValue("password", "g")
            .layoutText("token=h")
            .build();

    LogEntry redacted = new Redactor(true, OWN, Rules.none()).builtIn(entry);

    assertThat(redacted.message).isEqualTo("token=[redacted] [redacted]");
    assertThat(redacted.template).isEqualTo("token=[redacted]");
    assertThat(redacted.chain.toString()).isEqualTo("[a.E: token=[redacted], a.F]");
    assertThat(redacted.mdc("m")).isEqualTo("token=[redacted]");
    assertThat(redacted.mdc("session-token")).isEqualTo("[redacted]");
    assertThat(redacted.keyValues.toString())
        .isEqualTo("{k=token=[redacted], password=[redacted]}");
    assertThat(redacted.layoutText).isEqualTo("token=[redacted]");
  }

  @Test
  void anEntryWithoutSecretsStaysTheSame() {
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "Order 7 failed")
            .keyValue("user", "bob")
            .keyValue("token", "null")
            .build();

    assertThat(new Redactor(true, OWN, Rules.none()).builtIn(entry)).isSameAs(entry);
    assertThat(new Redactor(true, OWN, Rules.none()).all(entry)).isSameAs(entry);
  }

  @Test
  void secretBehindColorCodes_hidesNothingFromTheUsersRules() throws ConfigException {
    assertThat(ibanRedacted("\u001B[ iban=DE02 pass\u001B[0mword=hunter2 \u001B[0myes"))
        .isEqualTo("\u001B[ iban=[redacted] pass\u001B[0mword=[redacted] \u001B[0myes");
  }

  @Test
  void invisibleTextBehindASecret_isSeenByTheUsersRules() throws ConfigException {
    assertThat(ibanRedacted("AK\u0000IAIOSFODNN7EXAMPLE\u001B[ iban=DE02"))
        .isEqualTo("[redacted]\u001B[ iban=[redacted]");
  }

  @Test
  void wordRemovedByABuiltInRule_isSeenByTheUsersRules() throws ConfigException {
    assertThat(ibanRedacted("eyJhbGciOiJIUzI1NiJ9.iban=DE02")).isEqualTo("[redacted]=[redacted]");
  }

  @Test
  void textThatKeepsMatchingARule_isWithheld() throws ConfigException {
    String rule = "iban.*=(\\w+)";

    assertThat(redacted(rule, "iban=DE02 a=1 b=2"))
        .isEqualTo("iban=[redacted] a=[redacted] b=[redacted]");
    assertThat(redacted(rule, "iban=DE02 a=1 b=2 c=3 d=4 e=5")).isEqualTo("[redacted]");
  }

  @Test
  void usersRules_seeAKeyBeforeItsValue() throws ConfigException {
    UserRules rules = Rules.of(List.of("iban=(\\w+)", "^\\d{4}$"), () -> 0, line -> {});
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "boom")
            .keyValue("iban", "DE02 iban=DE03")
            .keyValue("pin", "1234")
            .mdc("iban", "DE04")
            .build();

    LogEntry redacted = new Redactor(true, OWN, rules).all(entry);

    assertThat(redacted.keyValues.toString())
        .isEqualTo("{iban=[redacted] iban=[redacted], pin=[redacted]}");
    assertThat(redacted.mdc("iban")).isEqualTo("[redacted]");
  }

  @Test
  void ruleThatMatchesAcrossTheKey_removesTheWholeValueOnly() throws ConfigException {
    UserRules rules = Rules.of(List.of("n=D.*", "customer"), () -> 0, line -> {});
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "boom")
            .keyValue("iban", "DE02")
            .keyValue("customer", "bob")
            .build();

    assertThat(new Redactor(true, OWN, rules).all(entry).keyValues.toString())
        .isEqualTo("{iban=[redacted], customer=bob}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"iban\u2028DE02", "iban\rDE02", "iban\r\nDE02", "iban\tDE02", "iban\nDE02"})
  void usersRules_seeATextAsLinesAndAsOneLine(String text) throws ConfigException {
    assertThat(redacted("iban\\s+(\\w+)", text)).endsWith("[redacted]").doesNotContain("DE02");
    assertThat(redacted("iban +(\\w+)", text)).endsWith("[redacted]").doesNotContain("DE02");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200B", "\u00AD", "\u2060", "\uFEFF", "\u200E", "\u200D"})
  void zeroWidthCharacters_hideNoSecret(String unseen) throws ConfigException {
    Redactor redactor = new Redactor(true, OWN, Rules.none());

    assertThat(redactor.builtIn("pass" + unseen + "word=hun" + unseen + "ter2 end"))
        .isEqualTo("pass" + unseen + "word=[redacted] end");
    assertThat(redacted("iban=(\\w+)", "ib" + unseen + "an=DE" + unseen + "02"))
        .isEqualTo("ib" + unseen + "an=[redacted]");
    assertThat(redactor.builtIn("a family: \uD83D\uDC68\u200D\uD83D\uDC69"))
        .isEqualTo("a family: \uD83D\uDC68\u200D\uD83D\uDC69");
  }

  @Test
  void statusLineAboutASlowRule_canItselfBeRedacted() throws ConfigException {
    AtomicReference<Redactor> redactor = new AtomicReference<>();
    AtomicLong ticks = new AtomicLong();
    LogEntry other = LogEntry.builder(Severity.ERROR, "a.B", "a status line").build();
    UserRules rules =
        Rules.of(
            List.of("(x+x+)+y", "iban=(\\w+)"),
            () -> ticks.addAndGet(1_000_000),
            line -> redactor.get().all(other));
    redactor.set(new Redactor(true, OWN, rules));
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "x".repeat(2_000) + " iban=DE02").build();

    assertThat(redactor.get().all(entry).message).isEqualTo(UserRules.WITHHELD);
  }

  private static String ibanRedacted(String text) throws ConfigException {
    return redacted("iban=(\\w+)", text);
  }

  /** Applies the built-in rules and a user's rule. */
  private static String redacted(String rule, String text) throws ConfigException {
    UserRules rules = Rules.of(List.of(rule), () -> 0, line -> {});
    Redactor redactor = new Redactor(true, OWN, rules);
    LogEntry entry = LogEntry.builder(Severity.ERROR, "a.B", text).build();
    return redactor.all(entry).message;
  }

  @Test
  void removal_includesEscapesThatWouldHideTheMarker() {
    Redactor redactor = new Redactor(true, OWN, Rules.none());

    assertThat(redactor.builtIn("key \u001BAK\u001B[0mIAIOSFODNN7EXAMPLE\u0000 end"))
        .isEqualTo("key [redacted]\u0000 end");
  }

  @Test
  void withoutDefaults_onlyOurOwnSecretsAreRemoved() {
    Redactor redactor = new Redactor(false, OWN, Rules.none());
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "password=x oWnT0ken=")
            .keyValue("password", "x")
            .keyValue("k", "oWnT0ken%3D")
            .build();

    LogEntry redacted = redactor.builtIn(entry);

    assertThat(redacted.message).isEqualTo("password=x [redacted]");
    assertThat(redacted.keyValues.toString()).isEqualTo("{password=x, k=[redacted]}");
    assertThat(redactor.builtIn("token=x oWnKey-0123")).isEqualTo("token=x [redacted]");
  }

  @Test
  void usersRules_seeTheOriginalTextAndKeepMarkers() throws Exception {
    UserRules rules = Rules.of(List.of("[a-z]{6,}"), () -> 0, line -> {});
    Redactor redactor = new Redactor(true, OWN, rules);
    LogEntry entry = LogEntry.builder(Severity.ERROR, "a.B", "pwd=x and customer").build();

    LogEntry builtIn = redactor.builtIn(entry);
    LogEntry redacted = redactor.all(entry);

    assertThat(builtIn.message).isEqualTo("pwd=[redacted] and customer");
    assertThat(redacted.message).isEqualTo("pwd=[redacted] and [redacted]");
  }
}
