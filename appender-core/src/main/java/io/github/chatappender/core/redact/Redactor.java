/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static java.util.stream.Collectors.toUnmodifiableList;

import io.github.chatappender.core.model.LogEntry;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Removes secrets from all texts of an entry, and puts {@code [redacted]} in their place; the name
 * before a secret stays. Two texts that differ in secrets alone are the same afterwards.
 *
 * <p>Built-in rules and the user's own both read the original text, and their parts are united
 * before anything is removed. {@link #builtIn} applies the built-in rules alone: a problem's
 * fingerprint is computed from that, so that a new rule of the user's splits no problem. {@link
 * #all} applies both: that is shown and kept.
 *
 * <p>Each rule reads a text twice: as it is, and without control sequences and chars of no width,
 * as people will see it. Built-in rules take time linear in a text's length. The result is stable:
 * redacting it again changes nothing.
 *
 * <p>The built-in part is immutable; {@link #all} is for one thread.
 */
public final class Redactor {

  /** Two are enough except for texts that are made to confuse. */
  private static final int MOST_PASSES = 5;

  /** Sequences of terminals (ECMA-48), control chars, chars of no width, halves of a pair. */
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
   * @param defaults whether the built-in rules apply; our own secrets are removed in any case
   * @param ownSecrets key and token of the webhook's address
   * @param userRules the user's own
   */
  public Redactor(boolean defaults, Collection<String> ownSecrets, UserRules userRules) {
    this.defaults = defaults;
    Stream<Rule> own = ownSecrets.stream().flatMap(Rule::ofOwn);
    Stream<Rule> others = Stream.of(SecretShapes.RULES, SecretPlaces.RULES).flatMap(List::stream);
    this.rules =
        Stream.concat(own, defaults ? others : Stream.empty()).collect(toUnmodifiableList());
    this.userRules = userRules;
  }

  /** Finds what the built-in rules match. */
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

  /**
   * Returns whether the user has rules that {@link #all} applies besides the built-in ones.
   *
   * @return false if there are none
   */
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
   * Removes what rules find until they find nothing more: where something was removed a quotation
   * may end elsewhere. Where they find something again and again, nothing of the text is returned.
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

  /** Removes what rules find in a text, or in what people will see of it. */
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
      // with what is not seen before a part: a control char there could swallow the marker's begin;
      // without what is not seen behind it: other rules may find something that begins there
      spans.addAll(seen, i -> i == 0 ? 0 : places[i - 1] + 1, i -> places[i - 1] + 1);
    }
    return spans.applied(text);
  }
}
