/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** When the end of a problem is posted. */
public enum QuietNotice {
  /** If an update was posted for it, or it has had ten events; not too often. */
  AUTO,
  /** Each time. */
  ALWAYS,
  /** Not at all. */
  NEVER
}
