/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.List;

/** A webhook of a space; threads and request ids are its own. Immutable. */
final class Webhook {
  private final String space;
  private final String token;

  Webhook(String space, String token) {
    this.space = space;
    this.token = token;
  }

  String space() {
    return space;
  }

  /** Returns a key under which this webhook alone finds its own. */
  List<String> scoped(String name) {
    return List.of(space, token, name);
  }
}
