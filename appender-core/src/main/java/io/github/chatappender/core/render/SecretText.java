/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import java.util.function.BiConsumer;

/**
 * Takes out of a text what rules take for a secret. Stateless; the work is linear in the length of
 * the text, whatever it says, if that of the rules is, as that of the built-in ones.
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
   * taken out, a quotation may be seen to end elsewhere, and the rules look again; where they find
   * something again and again, nothing of the text is returned.
   */
  static String redacted(String text, BiConsumer<String, Spans> rules) {
    String before = text;
    String after = pass(before, rules);
    for (int i = 1; i < MOST_PASSES && !after.equals(before); i++) {
      before = after;
      after = pass(before, rules);
    }
    return after.equals(before) ? after : Spans.MARKER;
  }

  /** Takes out what rules find in a text, and in what people will see of it. */
  private static String pass(String text, BiConsumer<String, Spans> rules) {
    Spans spans = new Spans();
    rules.accept(text, spans);
    String shown = Cleaner.visible(text);
    if (!shown.equals(text)) {
      Spans seen = new Spans();
      rules.accept(shown, seen);
      spans.addAll(seen, Cleaner.places(text));
    }
    return spans.applied(text);
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

  /** Tells whether a value must not be seen, whatever it says, since its name is a secret's. */
  static boolean isSecret(String name, String value) {
    return !value.isBlank() && !SecretValues.isPlain(value) && SecretNames.isSecret(name);
  }
}
