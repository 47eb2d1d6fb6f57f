/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.api;

/**
 * Speaks to the person who runs the application, through the host's own status system.
 *
 * <p>Messages never contain the webhook's key or token; throwables are described, not passed, since
 * a JDK exception may quote the address. Implementations must be thread-safe and must not throw.
 */
public interface Diagnostics {

  /**
   * Tells what was found or that something works again.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Tells of trouble that may pass by itself, such as an endpoint that does not answer.
   *
   * @param message one line
   */
  void warn(String message);

  /**
   * Shows people that alerting suffers or works again: events that are lost, messages that do not
   * arrive. Where the host would not show it, it is printed to standard error.
   *
   * @param message one line, with cause and remedy
   */
  void alert(String message);

  /**
   * Shows people a fault that they have to mend: a wrong setting, a webhook that is gone. Where the
   * host would not show it, it is printed to standard error.
   *
   * @param message one line, with cause and remedy
   */
  void fault(String message);
}
