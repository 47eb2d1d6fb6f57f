/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Writes raw text for one kind of field: escaped, with marks if the field supports them; by default
 * without.
 */
public interface Marks {

  /** Returns one line of text. */
  String text(String raw);

  /** Returns a name as code. */
  default String code(String raw) {
    return text(raw);
  }

  /** Returns emphasized text. */
  default String bold(String raw) {
    return text(raw);
  }
}
