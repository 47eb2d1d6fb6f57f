/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import io.github.chatappender.core.model.LogEntry;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
          "\u001B\\[[ -?]*+[@-~]?|\u001B\\](?:[^\u001B\u0007\r\n]*+(?:\u0007|\u001B\\\\))?"
              + "|\u001B[()].?|[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\n\r\t]]");

  private final boolean defaults;
  private final BiConsumer<CharSequence, Spans> builtIn;
  private final UserRules rules;

  /**
   * Creates a redactor.
   *
   * @param defaults whether the built-in rules apply; our own secrets are removed in any case
   * @param ownSecrets key and token of the webhook's address
   * @param rules the user's own
   */
  public Redactor(boolean defaults, Collection<String> ownSecrets, UserRules rules) {
    this.defaults = defaults;
    OwnSecrets own = new OwnSecrets(ownSecrets);
    this.builtIn = defaults ? (text, spans) -> find(text, own, spans) : own::find;
    this.rules = rules;
  }

  /** Finds what the built-in rules match. */
  static void find(CharSequence text, OwnSecrets own, Spans spans) {
    own.find(text, spans);
    new SecretShapes(text).find(spans);
    SecretPlaces.find(text, spans);
    new NamedSecrets(text, spans).find();
  }

  /**
   * Applies the built-in rules to all texts of an entry. Values whose key names a secret are
   * removed.
   *
   * @param entry the entry
   * @return the same entry if it holds no secret
   */
  public LogEntry builtIn(LogEntry entry) {
    return redacted(entry, this::builtIn, (key, value) -> builtIn(value));
  }

  /**
   * Applies the built-in rules to a text.
   *
   * @param text the text
   * @return the text without secrets
   */
  public String builtIn(String text) {
    return redacted(text, builtIn);
  }

  /**
   * Returns whether the user has rules that {@link #all} applies besides the built-in ones.
   *
   * @return false if there are none
   */
  public boolean hasUserRules() {
    return !rules.isEmpty();
  }

  /**
   * Applies the built-in rules and the user's own to all texts of an entry.
   *
   * @param entry the original entry
   * @return the same entry if no rule matches
   */
  public LogEntry all(LogEntry entry) {
    rules.begin();
    return redacted(entry, text -> all("", text), (key, value) -> all(key + "=", value));
  }

  /**
   * Applies the built-in rules and the user's own to a text.
   *
   * @param text the text
   * @return the text without secrets
   */
  public String all(String text) {
    rules.begin();
    return all("", text);
  }

  /** Applies all rules to a text; the user's own also read the key shown before it. */
  private String all(String before, String text) {
    String redacted =
        redacted(
            text,
            (some, spans) -> {
              builtIn.accept(some, spans);
              rules.find(before, some.toString(), spans);
            });
    return rules.isWithholding() && !text.isEmpty() ? UserRules.WITHHELD : redacted;
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
    String after = pass(before, rules);
    for (int i = 1; i < MOST_PASSES && !after.equals(before); i++) {
      before = after;
      after = pass(before, rules);
    }
    return after.equals(before) ? after : Spans.MARKER;
  }

  /** Removes what rules find in a text, or in what people will see of it. */
  private static String pass(String text, BiConsumer<CharSequence, Spans> rules) {
    Spans spans = new Spans();
    rules.accept(text, spans);
    Matcher unseen = UNSEEN.matcher(text);
    if (text.chars().anyMatch(Redactor::mayBeUnseen) && unseen.find()) {
      int[] places = new int[text.length()];
      StringBuilder shown = new StringBuilder(text.length());
      int from = 0;
      do {
        append(text, from, unseen.start(), shown, places);
        from = unseen.end();
      } while (unseen.find());
      append(text, from, text.length(), shown, places);
      Spans seen = new Spans();
      rules.accept(shown.toString(), seen);
      spans.addAll(seen, places);
    }
    return spans.applied(text);
  }

  /** Returns whether a char is worth the expression: most texts have none. */
  private static boolean mayBeUnseen(int c) {
    return (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c >= 0x7F;
  }

  private static void append(String text, int from, int to, StringBuilder shown, int[] places) {
    for (int i = from; i < to; i++) {
      places[shown.length()] = i;
      shown.append(text.charAt(i));
    }
  }
}
