/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fleet;

/** Identifies one sender among those that post to a space. Immutable. */
public final class FleetMember {

  /** Distinguishes the space from others on the same store: 16 hex digits, no secret. */
  public final String space;

  /** A random id of this sender, of letters and digits; a sender started later has another. */
  public final String id;

  /** The name of its host or instance, as people know it; may contain any characters. */
  public final String host;

  /**
   * Creates an identity.
   *
   * @param space distinguishes the space
   * @param id distinguishes this sender
   * @param host the name of its host
   */
  public FleetMember(String space, String id, String host) {
    this.space = space;
    this.id = id;
    this.host = host;
  }
}
