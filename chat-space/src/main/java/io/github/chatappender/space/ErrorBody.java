/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes errors as Google's services do, as {@code google.rpc.Status} in JSON. */
final class ErrorBody {
  private final boolean bare;

  ErrorBody(boolean bare) {
    this.bare = bare;
  }

  Answer of(Refusal refusal) {
    return of(refusal.code(), refusal.message(), refusal.reason());
  }

  Answer of(int code) {
    return of(code, "The service answers " + code + ".", null);
  }

  private Answer of(int code, String message, @Nullable String reason) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    error.put("status", status(code));
    if (reason != null) {
      error.put(
          "details",
          List.of(
              Map.of(
                  "@type",
                  "type.googleapis.com/google.rpc.ErrorInfo",
                  "reason",
                  reason,
                  "domain",
                  "googleapis.com")));
    }
    return Answer.json(code, bare ? error : Map.of("error", error));
  }

  private static String status(int code) {
    switch (code) {
      case 400:
        return "INVALID_ARGUMENT";
      case 401:
        return "UNAUTHENTICATED";
      case 403:
        return "PERMISSION_DENIED";
      case 404:
        return "NOT_FOUND";
      case 409:
        return "ALREADY_EXISTS";
      case 429:
        return "RESOURCE_EXHAUSTED";
      case 500:
        return "INTERNAL";
      case 501:
        return "UNIMPLEMENTED";
      case 503:
        return "UNAVAILABLE";
      case 504:
        return "DEADLINE_EXCEEDED";
      default:
        return "UNKNOWN";
    }
  }
}
