/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, undecoded: a token is compared in raw form, because a client that
 * decodes and re-encodes it changes it.
 */
final class RawQuery {
  private static final Set<String> SECRET = Set.of("key", "token");

  private final List<String[]> parameters = new ArrayList<>();

  RawQuery(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return;
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      parameters.add(
          equals < 0
              ? new String[] {parameter, ""}
              : new String[] {parameter.substring(0, equals), parameter.substring(equals + 1)});
    }
  }

  List<String> names() {
    return parameters.stream().map(parameter -> parameter[0]).collect(Collectors.toList());
  }

  /** Returns the first value of the name as sent, or null. */
  @Nullable String raw(String name) {
    for (String[] parameter : parameters) {
      if (parameter[0].equals(name)) {
        return parameter[1];
      }
    }
    return null;
  }

  /**
   * Returns the first value of the name decoded, or null if it is absent, empty or cannot be
   * decoded.
   */
  @Nullable String value(String name) {
    String raw = raw(name);
    if (raw == null || raw.isEmpty()) {
      return null;
    }
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the query without its secrets. */
  String masked() {
    return parameters.stream()
        .map(parameter -> parameter[0] + "=" + (SECRET.contains(parameter[0]) ? "*" : parameter[1]))
        .collect(Collectors.joining("&"));
  }
}
