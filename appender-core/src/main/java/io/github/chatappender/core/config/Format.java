/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** The forms of a message. */
public enum Format {
  /** Text alone. */
  TEXT,
  /** A card, with a short text beside it for the pop-up. */
  CARD
}
