/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.webhook.Outcome.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides the meaning of an answer. Immutable; a pure function except for a date in {@code
 * Retry-After}.
 *
 * <p>Source of the codes: Google's "Error codes" of the Chat API and google.rpc.Code.
 */
public final class OutcomeReader {

  /** Longest wait granted to the service. */
  private static final Duration LONGEST_WISH = Duration.ofMinutes(10);

  private final Clock clock;

  /** Creates a reader with a clock for dates in {@code Retry-After}. */
  public OutcomeReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the meaning of an answer.
   *
   * @param asked the option sent for a thread that does not exist
   * @param scrub removes the address's secrets from a text
   */
  public Outcome read(Answer answer, ReplyOption asked, UnaryOperator<String> scrub) {
    Outcome failure = answer.failure;
    if (failure != null) {
      return failure.saying(ServiceError.oneLine(scrub.apply(failure.words)));
    }
    int status = answer.status;
    ServiceError error = ServiceError.read(answer.body);
    if (status == 200 && error.absent) {
      return new Outcome(Verdict.DELIVERED, "200", "", Outcome.NO_WISH);
    }
    String words = ServiceError.oneLine(status + " " + scrub.apply(error.words()));
    return new Outcome(
        verdict(status, error, asked),
        words,
        advice(status, error, asked),
        wish(answer.retryAfter));
  }

  private static Verdict verdict(int status, ServiceError error, ReplyOption asked) {
    switch (status) {
      case 400:
        return error.reason.equals(ServiceError.KEY_INVALID)
            ? Verdict.WEBHOOK_FAULT
            : Verdict.MESSAGE_FAULT;
      case 401:
        return Verdict.UNAUTHORIZED;
      case 404:
        return asked == ReplyOption.FAIL ? Verdict.THREAD_GONE : Verdict.WEBHOOK_FAULT;
      case 408:
        return Verdict.PASSING;
      case 409:
        return error.status.equals("ALREADY_EXISTS") ? Verdict.DELIVERED : Verdict.PASSING;
      case 413:
        return Verdict.MESSAGE_FAULT;
      case 429:
        return Verdict.THROTTLED;
      default:
        return status >= 400 && status < 500 ? Verdict.WEBHOOK_FAULT : Verdict.PASSING;
    }
  }

  /** Returns the remedy for an answer; empty if there is none. */
  private static String advice(int status, ServiceError error, ReplyOption asked) {
    switch (status) {
      case 400:
        return error.reason.equals(ServiceError.KEY_INVALID)
            ? "the key in the address is not valid; copy the webhook's address again"
            : "";
      case 401:
        return "the key or the token in the address is wrong; copy the webhook's address again";
      case 403:
        return "the token in the address is wrong, or apps are turned off in the space;"
            + " create a new webhook";
      case 404:
        return asked == ReplyOption.FAIL
            ? "the thread to reply to is gone, or the webhook was deleted"
            : "the webhook or its space was deleted; create a new webhook";
      case 429:
        return "a space accepts about one message a second from all its webhooks together";
      default:
        return adviceForRange(status, error);
    }
  }

  private static String adviceForRange(int status, ServiceError error) {
    if (status >= 500) {
      return "the problem is in the service, not in the webhook";
    }
    if (status >= 400) {
      return "";
    }
    return error.parsed
        ? ""
        : "this is not Google Chat's answer; is a login page, a captive portal or a proxy in"
            + " between?";
  }

  /** Reads both forms of RFC 9110, section 10.2.3: seconds and a date. */
  private long wish(@Nullable String retryAfter) {
    if (retryAfter == null) {
      return Outcome.NO_WISH;
    }
    Duration wait;
    try {
      String text = retryAfter.trim();
      wait =
          text.matches("\\d+") ? seconds(text) : Duration.between(clock.instant(), httpDate(text));
    } catch (DateTimeParseException e) {
      return Outcome.NO_WISH;
    }
    if (wait.isNegative()) {
      return 0;
    }
    return (wait.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wait).toNanos();
  }

  private static Duration seconds(String digits) {
    return digits.length() > 9 ? LONGEST_WISH : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Instant httpDate(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
        .toInstant();
  }
}
