/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** Says which events are one. */
public enum GroupBy {
  /** Events with the same fingerprint are one problem. */
  FINGERPRINT,
  /** Every event is an entry of its own. */
  NONE
}
