/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.text.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the text that a fingerprint is computed from, line by line. Not thread-safe. */
final class CanonicalText {

  private static final String VERSION = "v1";

  /** Longer than any name in real code; keeps a crafted one from filling the memory. */
  private static final int VALUE_CHARS = 1_024;

  private final Fingerprint.Kind kind;
  private final StringBuilder text = new StringBuilder(256).append(VERSION);

  CanonicalText(Fingerprint.Kind kind) {
    this.kind = kind;
    line("kind", kind.name().toLowerCase(Locale.ROOT));
  }

  CanonicalText line(String name, String value) {
    text.append('\n').append(name).append('=').append(Texts.cut(value, VALUE_CHARS));
    return this;
  }

  /** Adds a line unless the value is null. */
  CanonicalText lineIfSet(String name, @Nullable String value) {
    return value == null ? this : line(name, value);
  }

  CanonicalText lines(String name, List<String> values) {
    for (String value : values) {
      line(name, value);
    }
    return this;
  }

  Fingerprint fingerprint() {
    return Fingerprint.of(kind, text.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
