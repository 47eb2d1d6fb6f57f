/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may post here. Immutable. */
final class Access {
  private final String space;
  private final String key;
  private final @Nullable List<String> tokens;

  private Access(String space, String key, @Nullable List<String> tokens) {
    this.space = space;
    this.key = key;
    this.tokens = tokens;
  }

  /** Admits the webhooks of one space. */
  static Access only(String space, String key, List<String> tokens) {
    return new Access(space, key, List.copyOf(tokens));
  }

  /** Admits every space with every key and token. */
  static Access any() {
    return new Access("", "", null);
  }

  Webhook check(String requestedSpace, RawQuery query) throws Refusal {
    String requestedKey = query.raw("key");
    String token = query.raw("token");
    if (tokens == null ? isBlank(requestedKey) : !key.equals(requestedKey)) {
      throw Refusal.badKey();
    }
    if (tokens != null && !space.equals(requestedSpace)) {
      throw Refusal.notFound("There is no space spaces/" + requestedSpace + ".");
    }
    if (token == null || isBlank(token) || (tokens != null && !tokens.contains(token))) {
      throw Refusal.badToken();
    }
    return new Webhook(requestedSpace, token);
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isEmpty();
  }
}
