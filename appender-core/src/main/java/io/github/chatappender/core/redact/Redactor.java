/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static java.util.stream.Collectors.toUnmodifiableList;

import io.github.chatappender.core.model.LogEntry;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Replaces secrets in all texts of an entry by {@code [redacted]}; the name before a secret stays.
 * Two texts that differ only in secrets are equal afterwards.
 *
 * <p>Built-in rules and the user's own both read the original text, and their matches are united
 * before anything is removed. {@link #builtIn} applies the built-in rules alone: a problem's
 * fingerprint is computed from its result, so that a new user rule splits no problem. {@link #all}
 * applies both: its result is shown and kept.
 *
 * <p>Each rule reads a text twice: unchanged, and as people will see it, without control sequences
 * and zero-width chars. Built-in rules take time linear in a text's length. The result is stable:
 * redacting it again changes nothing.
 *
 * <p>The built-in part is immutable; {@link #all} is for one thread.
 */
public final class Redactor {

  /** Two are enough except for texts that are made to confuse. */
  private static final int MOST_PASSES = 5;

  /** Terminal sequences (ECMA-48), control chars, zero-width chars, unpaired surrogates. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "(?=[^ -~\n\r\t])(?:\u001B\\[[ -?]*+[@-~]?"
              + "|\u001B\\](?:[^\u001B\u0007\r\n]*+(?:\u0007|\u001B\\\\))?"
              + "|\u001B[()].?|[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\n\r\t]])");

  private final boolean defaults;
  private final List<Rule> rules;
  private final UserRules userRules;

  /**
   * Creates a redactor.
   *
   * @param defaults whether the built-in rules apply; the webhook's secrets are removed in any case
   * @param ownSecrets of the webhook's address
   * @param userRules the user's own
   */
  public Redactor(boolean defaults, OwnSecrets ownSecrets, UserRules userRules) {
    this.defaults = defaults;
    this.rules =
        defaults
            ? Stream.of(ownSecrets.rules(), SecretShapes.RULES, SecretPlaces.RULES)
                .flatMap(List::stream)
                .collect(toUnmodifiableList())
            : ownSecrets.rules();
    this.userRules = userRules;
  }

  /** Finds the matches of the built-in rules. */
  void find(CharSequence text, Spans spans) {
    String lowerCase = text.toString().toLowerCase(Locale.ROOT);
    rules.forEach(rule -> rule.find(text, lowerCase, spans));
    if (defaults) {
      new NamedSecrets(text, spans).find();
    }
  }

  /**
   * Applies the built-in rules to all texts of an entry. Values whose key names a secret are
   * removed.
   *
   * @return the same entry if it holds no secret
   */
  public LogEntry builtIn(LogEntry entry) {
    return redacted(entry, this::builtIn, (key, value) -> builtIn(value));
  }

  /**
   * Applies the built-in rules to a text.
   *
   * @return the text without secrets
   */
  public String builtIn(String text) {
    return redacted(text, this::find);
  }

  /** Returns whether the user has rules that {@link #all} applies besides the built-in ones. */
  public boolean hasUserRules() {
    return !userRules.isEmpty();
  }

  /**
   * Applies the built-in rules and the user's own to all texts of an entry.
   *
   * @param entry the original entry
   * @return the same entry if no rule matches
   */
  public LogEntry all(LogEntry entry) {
    userRules.begin();
    return redacted(entry, text -> all("", text), (key, value) -> all(key + "=", value));
  }

  /**
   * Applies the built-in rules and the user's own to a text.
   *
   * @return the text without secrets
   */
  public String all(String text) {
    userRules.begin();
    return all("", text);
  }

  /** Applies all rules to a text; the user's own also read the key shown before it. */
  private String all(String before, String text) {
    String redacted =
        redacted(
            text,
            (some, spans) -> {
              find(some, spans);
              userRules.find(before, some.toString(), spans);
            });
    return userRules.isWithholding() && !text.isEmpty() ? UserRules.WITHHELD : redacted;
  }

  private LogEntry redacted(
      LogEntry entry, UnaryOperator<String> text, BinaryOperator<String> pair) {
    return entry.withTexts(
        text,
        (key, value) ->
            defaults && NamedSecrets.isSecret(key, value) ? Spans.MARKER : pair.apply(key, value));
  }

  /**
   * Removes matches until the rules find nothing more: after a removal a quotation may end
   * elsewhere. If the rules never stop finding matches, returns nothing of the text.
   */
  private static String redacted(String text, BiConsumer<CharSequence, Spans> rules) {
    String before = text;
    for (int i = 0; i < MOST_PASSES; i++) {
      String after = pass(before, rules);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return Spans.MARKER;
  }

  /** Removes the rules' matches in a text, or in its visible form. */
  private static String pass(String text, BiConsumer<CharSequence, Spans> rules) {
    Spans spans = new Spans(text.length());
    rules.accept(text, spans);
    BitSet unseen = new BitSet();
    UNSEEN.matcher(text).results().forEach(found -> unseen.set(found.start(), found.end()));
    if (!unseen.isEmpty()) {
      int[] places = IntStream.range(0, text.length()).filter(i -> !unseen.get(i)).toArray();
      StringBuilder shown = new StringBuilder(places.length);
      IntStream.of(places).forEach(i -> shown.append(text.charAt(i)));
      Spans seen = new Spans(places.length);
      rules.accept(shown.toString(), seen);
      // include unseen chars before a part: a control char there could swallow the marker's
      // beginning; exclude unseen chars after it: other rules may find a match that begins there
      spans.addAll(seen, i -> i == 0 ? 0 : places[i - 1] + 1, i -> places[i - 1] + 1);
    }
    return spans.applied(text);
  }
}
