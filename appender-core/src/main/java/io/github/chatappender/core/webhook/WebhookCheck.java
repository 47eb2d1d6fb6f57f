/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Checks a webhook by posting to it: a message, and a reply with each reply option. Explains in
 * plain words what works, and what to do about anything that does not. Used by one thread.
 */
public final class WebhookCheck {

  /** Waits between two posts, so that the check keeps the quota of the space. */
  public interface Pause {
    /**
     * Waits.
     *
     * @param time how long
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(Duration time) throws InterruptedException;
  }

  private final CheckPoster poster;
  private final FailureReader failures;
  private final Consumer<String> out;

  WebhookCheck(CheckPoster poster, FailureReader failures, Consumer<String> out) {
    this.poster = poster;
    this.failures = failures;
    this.out = out;
  }

  /**
   * Prepares a check.
   *
   * @param config the settings, with an address
   * @param scrubber makes a function that removes given secrets from a text
   * @param threads creates the threads of the HTTP client, daemons
   * @param clock the current time
   * @param pause waits between two posts
   * @param out takes the report, line by line
   * @return the check
   * @throws ConfigException naming the rule that the address breaks, never the address
   */
  public static WebhookCheck of(
      SenderConfig config,
      Function<List<String>, UnaryOperator<String>> scrubber,
      ThreadFactory threads,
      Clock clock,
      Pause pause,
      Consumer<String> out)
      throws ConfigException {
    WebhookUrl url = WebhookUrl.of(Objects.requireNonNull(config.webhook.address), config);
    CheckPoster poster =
        new CheckPoster(
            url,
            new HttpTransport(config, threads),
            config.requestTimeout,
            new OutcomeReader(clock),
            scrubber.apply(url.secrets),
            pause);
    return new WebhookCheck(poster, new FailureReader(config), out);
  }

  /**
   * Posts the message and its replies, and reports each in a line as soon as it is answered.
   *
   * @return whether everything works
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean run() throws InterruptedException {
    String key = "gca:check:" + CheckPoster.newId();
    CheckPoster.Result first =
        poster.post(
            "Google Chat Appender: the check command posted this message and the replies to it.",
            key,
            ReplyOption.FALLBACK);
    if (!first.isPosted()) {
      explain(first);
      return false;
    }
    out.accept("posted to " + poster.url + ": the address, its key and its token are right");
    boolean works = true;
    for (ReplyOption option : List.of(ReplyOption.FALLBACK, ReplyOption.FAIL)) {
      works &= reply(key, option, first.message.thread());
    }
    return works;
  }

  /**
   * Tries what Google's documents leave open, and reports it as a table in Markdown.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void probe() throws InterruptedException {
    new WebhookProbe(poster, out).run();
  }

  private boolean reply(String key, ReplyOption option, String thread) throws InterruptedException {
    String name = option.value;
    CheckPoster.Result reply = poster.post("A reply with `" + name + "`.", key, option);
    if (!reply.isPosted()) {
      explain(reply);
      return false;
    }
    String itsThread = reply.message.thread();
    if (thread.isEmpty() || itsThread.isEmpty()) {
      out.accept("reply with " + name + ": posted; the answer does not name its thread");
      return true;
    }
    boolean same = itsThread.equals(thread);
    out.accept(
        "reply with "
            + name
            + (same
                ? ": in the same thread"
                : ": in a thread of its own, because the space has no threads; use a named space"));
    return same;
  }

  private void explain(CheckPoster.Result result) {
    Outcome outcome = result.outcome;
    out.accept(outcome.line(poster.url));
    out.accept(
        result.isOfService
            ? "what works: DNS, connection and certificate; Google Chat itself answered"
            : "route: " + failures.route(poster.url));
    switch (outcome.verdict) {
      case THROTTLED:
        out.accept(
            "what to do: run the check again in a minute; if it is refused again, lower"
                + " messagesPerMinute in the services that post to the space");
        return;
      case UNAUTHORIZED:
      case WEBHOOK_FAULT:
        if (result.isOfService) {
          out.accept(
              "what to do: in the space open Apps & integrations, Webhooks; copy the webhook's"
                  + " address again, or add a webhook. If there is no such entry, apps are switched"
                  + " off: ask a manager of the space or your administrator");
        }
        return;
      case DELIVERED:
      case PASSING:
      case MESSAGE_FAULT:
      case THREAD_GONE:
        // the line says what to do
    }
  }
}
