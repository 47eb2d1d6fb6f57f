/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

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
  static String withoutOwn(CharSequence text, OwnSecrets own) {
    Spans spans = new Spans();
    own.find(text, spans);
    return spans.applied(text);
  }

  /** Returns the value of a name: nothing of it is seen if the name is that of a secret. */
  static String redactedValue(String name, String value, OwnSecrets own) {
    boolean tells = !value.isBlank() && !SecretValues.isPlain(value);
    return tells && SecretNames.isSecret(name) ? Spans.MARKER : redacted(value, own);
  }
}
