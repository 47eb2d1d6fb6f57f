/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.function.UnaryOperator;

/**
 * Takes out of a text what the built-in rules take for a secret. Stateless; the work is linear in
 * the length of the text, whatever it says.
 *
 * <p>In a pass each rule looks at the text as it came, so that none depends on what another has
 * left.
 */
final class SecretText {

  /** Two are enough but for texts that are made to confuse. */
  static final int MOST_PASSES = 5;

  private SecretText() {}

  /**
   * Returns the text without secrets of any sort. What it returns has none: where something was
   * taken out, a quotation may be seen to end elsewhere, and the rules look again.
   */
  static String redacted(String text, OwnSecrets own) {
    return seen(text, some -> settled(some, own));
  }

  /**
   * Applies rules to a text, and again to what people will see of it: a control character within a
   * secret hides it from the rules, but not from them.
   */
  static String seen(String text, UnaryOperator<String> rules) {
    String after = rules.apply(text);
    String shown = Cleaner.clean(after, true);
    if (shown.length() == after.length()) {
      return after;
    }
    String again = rules.apply(shown);
    return again.equals(shown) ? after : again;
  }

  private static String settled(String text, OwnSecrets own) {
    String before = text;
    String after = pass(before, own);
    for (int i = 1; i < MOST_PASSES && !after.equals(before); i++) {
      before = after;
      after = pass(before, own);
    }
    return after;
  }

  /** Applies each rule once. */
  static String pass(CharSequence text, OwnSecrets own) {
    Spans spans = new Spans();
    own.find(text, spans);
    new SecretShapes(text).find(spans);
    PrivateKeys.find(text, spans);
    new SecretAddresses(text).find(spans);
    Credentials.find(text, spans);
    XmlSecrets.find(text, spans);
    new NamedSecrets(text).find(spans);
    return spans.applied(text);
  }

  /** Returns the text without our own secrets. */
  static String withoutOwn(String text, OwnSecrets own) {
    return seen(
        text,
        some -> {
          Spans spans = new Spans();
          own.find(some, spans);
          return spans.applied(some);
        });
  }

  /** Returns the value of a name: nothing of it is seen if the name is that of a secret. */
  static String redactedValue(String name, String value, OwnSecrets own) {
    boolean tells = !value.isBlank() && !SecretValues.isPlain(value);
    return tells && SecretNames.isSecret(name) ? Spans.MARKER : redacted(value, own);
  }
}
