/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.LogEntry;
import java.util.Collection;

/**
 * Takes secrets out of everything that an entry says, before anything else is made of it. What is
 * taken out is replaced by {@code [redacted]}; the name before it stays.
 *
 * <p>Two steps: the built-in rules come before the fingerprint, the user's own after it, so that
 * they can change without every problem becoming a new one. Built-in rules take time linear in the
 * length of a text, and change nothing in what they have changed before.
 *
 * <p>The built-in part is immutable; {@link #userRules} is for one thread.
 */
public final class Redactor {

  private final boolean defaults;
  private final OwnSecrets own;
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
    this.own = new OwnSecrets(ownSecrets);
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
    return entry.withTexts(
        this::builtIn,
        (key, value) -> defaults ? SecretText.redactedValue(key, value, own) : builtIn(value));
  }

  /**
   * Applies the built-in rules to a text.
   *
   * @param text the text
   * @return the text without secrets
   */
  public String builtIn(String text) {
    return defaults ? SecretText.redacted(text, own) : SecretText.withoutOwn(text, own);
  }

  /**
   * Applies the user's own rules to all texts of an entry.
   *
   * @param entry the entry, already without what the built-in rules find
   * @return the same entry if no rule matches
   */
  public LogEntry userRules(LogEntry entry) {
    return rules.apply(entry);
  }
}
