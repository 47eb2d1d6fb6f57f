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
import io.github.chatappender.core.render.NastyTexts;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Tests that no secret survives in any context. In the forms, § marks the secret. */
@Tag("slow")
class SecretTextPropertyTest {

  private static final String SEED = "20260504";

  private static final Redactor REDACTOR =
      new Redactor(
          true, new OwnSecrets(List.of("oWnKey-0123456789", "oWn/tok3n-abc%3D")), Rules.none());

  @Property(seed = SEED, tries = 8_000)
  void noPlantedSecretSurvives(
      @ForAll("places") String place,
      @ForAll("secrets") String secret,
      @ForAll("surroundings") String before,
      @ForAll("surroundings") String after) {
    String text = before + place.replace("§", secret) + after;

    assertThat(REDACTOR.builtIn(text)).doesNotContain(secret);
  }

  @Property(seed = SEED, tries = 4_000)
  void noKeySurvives_inAnySurroundings(
      @ForAll("keys") String key,
      @ForAll("surroundings") String before,
      @ForAll("surroundings") String after) {
    String body = key.substring(key.length() - 12);

    assertThat(REDACTOR.builtIn(before + key + after)).doesNotContain(body);
  }

  @Property(seed = SEED, tries = 8_000)
  void redaction_isIdempotent(@ForAll("texts") String text) {
    String once = REDACTOR.builtIn(text);

    assertThat(REDACTOR.builtIn(once)).isEqualTo(once);
    assertThat(REDACTOR.builtIn(text)).isEqualTo(once);
  }

  @Property(seed = SEED, tries = 4_000)
  void redactionOfPlantedSecrets_isIdempotent(
      @ForAll("places") String place,
      @ForAll("secrets") String secret,
      @ForAll("surroundings") String before,
      @ForAll("surroundings") String after) {
    String once = REDACTOR.builtIn(before + place.replace("§", secret) + after);

    assertThat(REDACTOR.builtIn(once)).isEqualTo(once);
  }

  @Property(seed = SEED, tries = 4_000)
  void noMatchOfAUsersRule_survives(
      @ForAll("places") String place,
      @ForAll("surroundings") String before,
      @ForAll("surroundings") String after)
      throws ConfigException {
    UserRules rules = Rules.of(List.of("iban=(\\w+)"), () -> 0, line -> {});
    Redactor redactor =
        new Redactor(true, new OwnSecrets(List.of("oWnKey-0123456789", "oWn/tok3n-abc%3D")), rules);
    String text = before + place.replace("§", "hunter2hunter2 iban=DE02120300") + after;
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", text)
            .keyValue("iban", "DE02120300" + after)
            .build();

    LogEntry once = redactor.all(entry);

    assertThat(once.message).doesNotContain("DE02120300");
    assertThat(once.keyValues.get("iban")).doesNotContain("DE02120300");
    assertThat(redactor.all(once).message).isEqualTo(once.message);
  }

  @Property(seed = SEED, tries = 4, shrinking = ShrinkingMode.OFF)
  void aMillionCharsHideNoSecret(
      @ForAll("huge") String before, @ForAll("places") String place, @ForAll("huge") String after) {
    String text = before + place.replace("§", "hunter2hunter2") + after;

    String once = REDACTOR.builtIn(text);

    assertThat(once.contains("hunter2hunter2")).isFalse();
    assertThat(REDACTOR.builtIn(once).equals(once)).isTrue();
  }

  @Property(seed = SEED, tries = 1_000)
  void noPartOfAnEntryKeepsASecret(
      @ForAll("places") String place,
      @ForAll("secrets") String secret,
      @ForAll("surroundings") String around) {
    String text = around + place.replace("§", secret) + around;
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "a.B", text)
            .template(text, true)
            .throwable(new ThrowableInfo("a.Outer", text, List.of(), 0))
            .throwable(new ThrowableInfo("a.Root", text, List.of(), 0))
            .mdc("m", text)
            .mdc("session-token", secret)
            .keyValue("k", text)
            .keyValue("db.password", secret)
            .layoutText(text)
            .build();

    LogEntry redacted = REDACTOR.builtIn(entry);

    assertThat(wordsOf(redacted)).doesNotContain(secret);
    assertThat(REDACTOR.builtIn(redacted)).isSameAs(redacted);
  }

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of(NastyTexts.SECRET_PLACES);
  }

  @Provide
  Arbitrary<String> secrets() {
    // a digit in the middle, so that it is not a word; begins with a letter or digit
    Arbitrary<String> half = Arbitraries.strings().alpha().numeric().ofMinLength(4).ofMaxLength(12);
    return Combinators.combine(half, half).as((a, b) -> a + "7x" + b + "Q");
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> upper = Arbitraries.strings().withCharRange('A', 'Z').numeric().ofLength(16);
    Arbitrary<String> any = Arbitraries.strings().alpha().numeric().ofLength(36);
    return Arbitraries.oneOf(
        upper.map(s -> "AKIA" + s),
        upper.map(s -> "ASIA" + s),
        any.map(s -> "AIza" + s.substring(1)),
        any.map(s -> "ya29." + s),
        any.map(s -> "GOCSPX-" + s),
        any.map(s -> "xoxb-" + s),
        any.map(s -> "xoxp-1-" + s),
        any.map(s -> "ghp_" + s),
        any.map(s -> "ghs_" + s),
        any.map(s -> "github_pat_" + s),
        any.map(s -> "eyJhbGciOiJIUzI1NiJ9.eyJ" + s + "." + s),
        any.map(s -> "-----BEGIN PRIVATE KEY-----\n" + s),
        Arbitraries.of(
            "oWnKey-0123456789", "oWn/tok3n-abc%3D", "oWn/tok3n-abc=", "oWn%2Ftok3n-abc%3D"));
  }

  @Provide
  Arbitrary<String> surroundings() {
    return NastyTexts.ofPieces(6);
  }

  @Provide
  Arbitrary<String> texts() {
    return NastyTexts.ofPieces(25);
  }

  @Provide
  Arbitrary<String> huge() {
    return NastyTexts.huge();
  }

  private static String wordsOf(LogEntry entry) {
    return String.join(
        "\n",
        entry.message,
        String.valueOf(entry.template),
        entry.chain.toString(),
        entry.keyValues.toString(),
        String.valueOf(entry.mdc("m")),
        String.valueOf(entry.mdc("session-token")),
        String.valueOf(entry.layoutText));
  }
}
