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
      return failure.saying(ServiceError.oneLine(scrub.apply(failure.words)), Outcome.NO_WISH);
    }
    int status = answer.status;
    ServiceError error = ServiceError.read(answer.body);
    if (status == 200 && error.absent) {
      return Outcome.of(Verdict.DELIVERED, "").saying("200", Outcome.NO_WISH);
    }
    String words = ServiceError.oneLine(status + " " + scrub.apply(error.words()));
    return meaning(status, error, asked).saying(words, wish(answer.retryAfter));
  }

  /** Returns the meaning of a status and its remedy, which is empty if there is none. */
  private static Outcome meaning(int status, ServiceError error, ReplyOption asked) {
    switch (status) {
      case 400:
        return error.reason.equals(ServiceError.KEY_INVALID)
            ? Outcome.of(
                Verdict.WEBHOOK_FAULT,
                "the key in the address is not valid; copy the webhook's address again")
            : Outcome.of(Verdict.MESSAGE_FAULT, "");
      case 401:
        return Outcome.of(
            Verdict.UNAUTHORIZED,
            "the key or the token in the address is wrong; copy the webhook's address again");
      case 403:
        return Outcome.of(
            Verdict.WEBHOOK_FAULT,
            "the token in the address is wrong, or apps are turned off in the space;"
                + " create a new webhook");
      case 404:
        return asked == ReplyOption.FAIL
            ? Outcome.of(
                Verdict.THREAD_GONE, "the thread to reply to is gone, or the webhook was deleted")
            : Outcome.of(
                Verdict.WEBHOOK_FAULT,
                "the webhook or its space was deleted; create a new webhook");
      case 408:
        return Outcome.of(Verdict.PASSING, "");
      case 409:
        boolean exists = error.status.equals("ALREADY_EXISTS");
        return Outcome.of(exists ? Verdict.DELIVERED : Verdict.PASSING, "");
      case 413:
        return Outcome.of(Verdict.MESSAGE_FAULT, "");
      case 429:
        return Outcome.of(
            Verdict.THROTTLED,
            "a space accepts about one message a second from all its webhooks together");
      default:
        if (status >= 500) {
          return Outcome.of(Verdict.PASSING, "the problem is in the service, not in the webhook");
        }
        if (status >= 400) {
          return Outcome.of(Verdict.WEBHOOK_FAULT, "");
        }
        String advice =
            "this is not Google Chat's answer; is a login page, a captive portal or a proxy in"
                + " between?";
        return Outcome.of(Verdict.PASSING, error.parsed ? "" : advice);
    }
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
