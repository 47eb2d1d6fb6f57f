/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

/**
 * Reports to the people who run the application, through the host's own status system.
 *
 * <p>Messages never contain the webhook's key or token; throwables are described, not passed,
 * because a JDK exception may quote the address. Implementations must be thread-safe and must not
 * throw.
 */
public interface Diagnostics {

  /**
   * Reports a finding or a recovery.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Reports trouble that may pass by itself, such as an endpoint that does not answer.
   *
   * @param message one line
   */
  void warn(String message);

  /**
   * Reports that alerting is impaired (lost events, undelivered messages) or works again. Also
   * prints to standard error if the host would not show the line.
   *
   * @param message one line, with cause and remedy
   */
  void alert(String message);

  /**
   * Reports a fault that a person has to fix, such as a wrong setting or a deleted webhook. Also
   * prints to standard error if the host would not show the line.
   *
   * @param message one line, with cause and remedy
   */
  void fault(String message);
}
