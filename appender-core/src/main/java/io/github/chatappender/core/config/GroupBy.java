/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** The ways to group events. */
public enum GroupBy {
  /** Events with the same fingerprint are one problem. */
  FINGERPRINT,
  /** Every event is posted as an entry of its own. */
  NONE
}
