/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/** Writes raw text into one kind of field: escaped, and marked where the field knows marks. */
public interface Marks {

  /** Returns one line of text. */
  String text(String raw);

  /** Returns a name as it stands in code. */
  String code(String raw);

  /** Returns text that stands out. */
  String bold(String raw);
}
