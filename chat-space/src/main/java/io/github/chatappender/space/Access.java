/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.List;

/** Decides whether a request may post to this space. Immutable. */
final class Access {
  private final String space;
  private final String key;
  private final List<String> tokens;

  Access(String space, String key, List<String> tokens) {
    this.space = space;
    this.key = key;
    this.tokens = List.copyOf(tokens);
  }

  /** Returns the token of the posting webhook. */
  String check(String requestedSpace, RawQuery query) throws Refusal {
    if (!key.equals(query.raw("key"))) {
      throw Refusal.badKey();
    }
    if (!space.equals(requestedSpace)) {
      throw Refusal.notFound("There is no space spaces/" + requestedSpace + ".");
    }
    String token = query.raw("token");
    if (token == null || !tokens.contains(token)) {
      throw Refusal.badToken();
    }
    return token;
  }
}
