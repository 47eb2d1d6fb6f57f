/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/** Writes raw text for one kind of field: escaped, with marks if the field supports them. */
public interface Marks {

  /** Returns one line of text. */
  String text(String raw);

  /** Returns a name as code. */
  String code(String raw);

  /** Returns emphasized text. */
  String bold(String raw);
}
