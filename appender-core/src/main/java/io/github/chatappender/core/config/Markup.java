/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** The syntaxes in which the service may read a text. */
public enum Markup {
  /** None is asked for: the text reads well, and is safe, in both. */
  AUTO,
  /** The service's own: {@code *bold*}, {@code <address|label>}. */
  CHAT,
  /** CommonMark: {@code **bold**}, {@code [label](address)}. */
  MARKDOWN
}
