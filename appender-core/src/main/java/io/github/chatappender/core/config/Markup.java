/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** The markup syntaxes that the service can read. */
public enum Markup {
  /** Requests no syntax; the text is readable and safe in both. */
  AUTO,
  /** The service's own: {@code *bold*}, {@code <address|label>}. */
  CHAT,
  /** CommonMark: {@code **bold**}, {@code [label](address)}. */
  MARKDOWN
}
