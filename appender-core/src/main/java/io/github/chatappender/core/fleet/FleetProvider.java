/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

/**
 * Opens the store named by the setting {@code fleet}. Found by {@link java.util.ServiceLoader};
 * needs a public constructor without parameters.
 */
public interface FleetProvider {

  /**
   * Returns whether this provider opens addresses with a scheme.
   *
   * @param scheme the part before {@code ://}, in lower case
   * @return true if it does
   */
  boolean supports(String scheme);

  /**
   * Opens a store. Returns at once and connects in the background; opens no connection before the
   * first request.
   *
   * @param address the setting {@code fleet}; may contain a password
   * @param member this instance
   * @return the store, for this sender alone
   * @throws IllegalArgumentException if the address cannot be used; the message names the rule and
   *     contains no password
   */
  FleetStore open(String address, FleetMember member);
}
