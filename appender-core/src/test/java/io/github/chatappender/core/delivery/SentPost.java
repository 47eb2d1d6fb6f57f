/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chatappender.core.webhook.Answer;
import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.PostedText;
import io.github.chatappender.core.webhook.WebhookUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One post to a {@link ScriptedTransport}, and its exchange. For one thread. */
final class SentPost implements Exchange {

  private static final Pattern REQUEST_ID = Pattern.compile("&requestId=([0-9a-f-]{36})(&|$)");
  private static final Pattern REPLY_OPTION = Pattern.compile("&messageReplyOption=(\\w+)");

  final long nanos;
  final String body;
  final String parameters;
  final String address;
  final Reply reply;
  final Runnable whenDone;
  private final ScriptedTransport transport;
  private final ManualTicker ticker;
  private boolean told;
  private boolean cancelled;

  SentPost(
      WebhookUrl url,
      String parameters,
      String body,
      Runnable whenDone,
      Reply reply,
      ScriptedTransport transport) {
    this.transport = transport;
    this.ticker = transport.ticker();
    this.nanos = ticker.elapsedNanos();
    this.body = body;
    this.parameters = parameters;
    this.address = PostedText.address(url);
    this.reply = reply;
    this.whenDone = whenDone;
  }

  /** Returns when it was posted, in milliseconds since the start. */
  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  String text() {
    return field("text");
  }

  /** Returns the thread key, empty if there is none. */
  String threadKey() {
    return field("threadKey");
  }

  String requestId() {
    Matcher matcher = REQUEST_ID.matcher(parameters);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Returns the reply option, empty if there is none. */
  String replyOption() {
    Matcher matcher = REPLY_OPTION.matcher(parameters);
    return matcher.find() ? matcher.group(1) : "";
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Returns whether the message is in the space and the loop knows it. */
  boolean isDelivered() {
    return told && !cancelled && reply.isOk();
  }

  /** Returns whether the loop has seen a 429. */
  boolean isThrottled() {
    return told && !cancelled && reply.words.equals("429");
  }

  boolean isUnderWay() {
    return !cancelled && nanosUntilAnswer() != 0;
  }

  /** Returns how long the answer still takes, {@link Long#MAX_VALUE} if it never comes. */
  long nanosUntilAnswer() {
    return reply.answer == null
        ? Long.MAX_VALUE
        : Math.max(0, nanos + reply.delayNanos - ticker.elapsedNanos());
  }

  /** Wakes the loop, once, if the answer has arrived. */
  void tellIfDone() {
    if (!told && !cancelled && nanosUntilAnswer() == 0) {
      told = true;
      whenDone.run();
    }
  }

  boolean isUntold() {
    return !told && !cancelled;
  }

  @Override
  public @Nullable Answer poll() {
    if (nanosUntilAnswer() > 0) {
      return null;
    }
    transport.answered();
    if (reply.isUnreadable()) {
      throw new NullPointerException("half an answer");
    }
    return reply.answer;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  private String field(String name) {
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t == JsonToken.FIELD_NAME && parser.currentName().equals(name)) {
          return parser.nextTextValue();
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
