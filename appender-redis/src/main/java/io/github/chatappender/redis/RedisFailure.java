/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain words why a request failed. Has no cause: other exceptions may quote an address.
 * Names the server, never a password.
 */
final class RedisFailure extends IOException {

  private static final long serialVersionUID = 1L;
  private static final String LATE = "no answer in time";
  private static final int MOST_CHARS = 200;
  private static final int CHAIN_LIMIT = 20;
  private static final Pattern CODE =
      Pattern.compile("(?:^|[ -])(NOAUTH|WRONGPASS|NOPERM|READONLY|OOM|NOSCRIPT) ");

  private RedisFailure(String message) {
    super(message, null);
  }

  static RedisFailure of(Address address, String what) {
    return new RedisFailure("Redis at " + address + ": " + what);
  }

  static RedisFailure of(Address address, Throwable thrown) {
    Throwable root = root(thrown);
    return of(address, address.hide(describe(root)));
  }

  /** Says that a request was sent, but not answered in time. */
  static TimeoutException late(Address address) {
    return new TimeoutException(of(address, LATE).getMessage());
  }

  /** Returns whether the server, or what took its place, refuses to be written to. */
  static boolean isReadOnly(Throwable thrown) {
    return hasCode(root(thrown), "READONLY");
  }

  /** Returns whether Redis does not know the script. */
  static boolean isUnknownScript(Throwable thrown) {
    return hasCode(root(thrown), "NOSCRIPT");
  }

  static boolean isTimeout(Throwable thrown) {
    Throwable root = root(thrown);
    return root instanceof RedisCommandTimeoutException || root instanceof TimeoutException;
  }

  private static boolean hasCode(Throwable root, String code) {
    return root instanceof RedisCommandExecutionException && code.equals(code(root.getMessage()));
  }

  /** Returns the first word of Redis's answer; before Redis 7 a script's errors enclose it. */
  private static String code(@Nullable String message) {
    Matcher code = CODE.matcher(message == null ? "" : message);
    return code.find() ? code.group(1) : "";
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; i < CHAIN_LIMIT && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  private static String describe(Throwable root) {
    String message = root.getMessage() == null ? "" : root.getMessage();
    if (isTimeout(root)) {
      return LATE;
    } else if (root instanceof RedisCommandExecutionException) {
      return describeReply(message);
    }
    String type = root.getClass().getSimpleName();
    return cut(message.isEmpty() ? type : type + ": " + message);
  }

  private static String describeReply(String message) {
    String code = code(message);
    switch (code) {
      case "NOAUTH":
      case "WRONGPASS":
        return "refuses the user or password (" + code + ")";
      case "NOPERM":
        return "the user lacks rights that docs/fleet.md lists (" + cut(message) + ")";
      case "READONLY":
        return "is a read-only replica (READONLY)";
      case "OOM":
        return "is out of memory (OOM)";
      default:
        return cut(message);
    }
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
  }
}
