/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.ConfigException;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {

  private static final List<String> OWN = List.of("oWnKey-0123", "oWnT0ken%3D");

  @Test
  void builtInRulesApplyToEveryTextOfAnEntry() {
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

    assertThat(redacted.message()).isEqualTo("token=[redacted] [redacted]");
    assertThat(redacted.template()).isEqualTo("token=[redacted]");
    assertThat(redacted.chain().toString()).isEqualTo("[a.E: token=[redacted], a.F]");
    assertThat(redacted.mdc("m")).isEqualTo("token=[redacted]");
    assertThat(redacted.mdc("session-token")).isEqualTo("[redacted]");
    assertThat(redacted.keyValues().toString())
        .isEqualTo("{k=token=[redacted], password=[redacted]}");
    assertThat(redacted.layoutText()).isEqualTo("token=[redacted]");
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
  void aSecretThatOnlyPeopleWouldSeeHidesNoneFromTheUsersRules() throws ConfigException {
    assertThat(ibanRedacted("\u001B[ iban=DE02 pass\u001B[0mword=hunter2 \u001B[0myes"))
        .isEqualTo("\u001B[ iban=[redacted] pass\u001B[0mword=[redacted] \u001B[0myes");
  }

  @Test
  void whatIsNotSeenBehindASecretStaysForTheUsersRules() throws ConfigException {
    assertThat(ibanRedacted("AK\u0000IAIOSFODNN7EXAMPLE\u001B[ iban=DE02"))
        .isEqualTo("[redacted]\u001B[ iban=[redacted]");
  }

  @Test
  void aWordThatABuiltInRuleTakesAwayHidesNothingFromTheUsersRules() throws ConfigException {
    assertThat(ibanRedacted("eyJhbGciOiJIUzI1NiJ9.iban=DE02")).isEqualTo("[redacted]=[redacted]");
  }

  /** Applies the built-in rules and one of a user. */
  private static String ibanRedacted(String text) throws ConfigException {
    RedactRules rules = RedactRules.of(List.of("iban=(\\w+)"), () -> 0, line -> {});
    Redactor redactor = new Redactor(true, OWN, rules);
    LogEntry entry = LogEntry.builder(Severity.ERROR, "a.B", text).build();
    return redactor.all(entry).message();
  }

  @Test
  void whatIsTakenOutTakesAlongWhatCouldSwallowTheMarker() {
    Redactor redactor = new Redactor(true, OWN, Rules.none());

    assertThat(redactor.builtIn("key \u001BAK\u001B[0mIAIOSFODNN7EXAMPLE\u0000 end"))
        .isEqualTo("key [redacted]\u0000 end");
  }

  @Test
  void withoutTheDefaultsOnlyOurOwnSecretsAreTakenOut() {
    Redactor redactor = new Redactor(false, OWN, Rules.none());
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", "password=x oWnT0ken=")
            .keyValue("password", "x")
            .keyValue("k", "oWnT0ken%3D")
            .build();

    LogEntry redacted = redactor.builtIn(entry);

    assertThat(redacted.message()).isEqualTo("password=x [redacted]");
    assertThat(redacted.keyValues().toString()).isEqualTo("{password=x, k=[redacted]}");
    assertThat(redactor.builtIn("token=x oWnKey-0123")).isEqualTo("token=x [redacted]");
  }

  @Test
  void theUsersRulesLookAtWhatCameAndLeaveMarkersAlone() throws Exception {
    RedactRules rules = RedactRules.of(List.of("[a-z]{6,}"), () -> 0, line -> {});
    Redactor redactor = new Redactor(true, OWN, rules);
    LogEntry entry = LogEntry.builder(Severity.ERROR, "a.B", "pwd=x and customer").build();

    LogEntry builtIn = redactor.builtIn(entry);
    LogEntry redacted = redactor.all(entry);

    assertThat(builtIn.message()).isEqualTo("pwd=[redacted] and customer");
    assertThat(redacted.message()).isEqualTo("pwd=[redacted] and [redacted]");
  }
}
