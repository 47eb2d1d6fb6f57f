/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

/** Says when the end of a problem is told. */
public enum QuietNotice {
  /** If it was told to go on, or has had ten events; not too often. */
  AUTO,
  /** Each time. */
  ALWAYS,
  /** Not at all. */
  NEVER
}
