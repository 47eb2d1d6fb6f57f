/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.function.BiConsumer;

/**
 * Takes out of a text what the built-in rules take for a secret. Stateless; the work is linear in
 * the length of the text, whatever it says.
 *
 * <p>In a pass each rule looks at the text as it came, so that none depends on what another has
 * left, and at what people will see of it: a control character within a secret hides it from the
 * rules, but not from them. What is found in either is taken out of the text as it came, which is
 * what later rules have to look at.
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

  /** Takes out what rules find in a text, and in what people will see of it. */
  static String pass(String text, BiConsumer<String, Spans> rules) {
    Spans spans = new Spans();
    rules.accept(text, spans);
    String shown = Cleaner.clean(text, true);
    if (shown.length() != text.length()) {
      Spans seen = new Spans();
      rules.accept(shown, seen);
      spans.addAll(seen, Cleaner.places(text));
    }
    return spans.applied(text);
  }

  private static String pass(String text, OwnSecrets own) {
    return pass(text, (some, spans) -> find(some, own, spans));
  }

  /** Finds what the built-in rules match, each of them once. */
  static void find(CharSequence text, OwnSecrets own, Spans spans) {
    own.find(text, spans);
    new SecretShapes(text).find(spans);
    PrivateKeys.find(text, spans);
    new SecretAddresses(text).find(spans);
    Credentials.find(text, spans);
    XmlSecrets.find(text, spans);
    new NamedSecrets(text).find(spans);
  }

  /** Returns the text without our own secrets. */
  static String withoutOwn(String text, OwnSecrets own) {
    return pass(text, own::find);
  }

  /** Returns the value of a name: nothing of it is seen if the name is that of a secret. */
  static String redactedValue(String name, String value, OwnSecrets own) {
    boolean tells = !value.isBlank() && !SecretValues.isPlain(value);
    return tells && SecretNames.isSecret(name) ? Spans.MARKER : redacted(value, own);
  }
}
