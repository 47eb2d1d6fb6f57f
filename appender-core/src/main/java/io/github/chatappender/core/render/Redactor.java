/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.LogEntry;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of everything that an entry says, before anything else is made of it. What is
 * taken out is replaced by {@code [redacted]}; the name before it stays.
 *
 * <p>A problem is known by what the built-in rules leave, so that the user's own can change without
 * every problem becoming a new one. What is kept and shown, both leave: they look at the same text,
 * and what the ones find hides nothing from the others. Built-in rules take time linear in the
 * length of a text, and change nothing in what they have changed before.
 *
 * <p>The built-in part is immutable; {@link #all} is for one thread.
 */
public final class Redactor {

  private final boolean defaults;
  private final BiConsumer<String, Spans> builtIn;
  private final RedactRules rules;

  /**
   * Creates a redactor.
   *
   * @param defaults whether the built-in rules apply; our own secrets are taken out in any case
   * @param ownSecrets key and token of the webhook's address
   * @param rules the user's own
   */
  public Redactor(boolean defaults, Collection<String> ownSecrets, RedactRules rules) {
    this.defaults = defaults;
    OwnSecrets own = new OwnSecrets(ownSecrets);
    this.builtIn = defaults ? (text, spans) -> SecretText.find(text, own, spans) : own::find;
    this.rules = rules;
  }

  /**
   * Applies the built-in rules to all texts of an entry. Of an MDC value or a pair whose key is
   * named like a secret nothing is left.
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
    return SecretText.redacted(text, builtIn);
  }

  /**
   * Tells whether the user has rules that {@link #all} applies besides the built-in ones.
   *
   * @return false if there are none
   */
  public boolean hasUserRules() {
    return !rules.isEmpty();
  }

  /**
   * Applies the built-in rules and the user's own to all texts of an entry.
   *
   * @param entry the entry as it came
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

  /** Applies all rules to a text, the user's own with what is shown before it. */
  private String all(String before, String text) {
    String redacted =
        SecretText.redacted(
            text,
            (some, spans) -> {
              builtIn.accept(some, spans);
              rules.find(before, some, spans);
            });
    return rules.isWithholding() && !text.isEmpty() ? RedactRules.WITHHELD : redacted;
  }

  private LogEntry redacted(
      LogEntry entry, UnaryOperator<String> text, BinaryOperator<String> pair) {
    return entry.withTexts(
        text,
        (key, value) ->
            defaults && SecretText.isSecret(key, value) ? Spans.MARKER : pair.apply(key, value));
  }
}
