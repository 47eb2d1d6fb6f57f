/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.webhook.Exchange;
import io.github.chatappender.core.webhook.Transport;
import io.github.chatappender.core.webhook.WebhookUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Answers posts by a script and records them. For one thread. */
final class ScriptedTransport implements Transport {

  private final ManualTicker ticker;
  private final Deque<Reply> script = new ArrayDeque<>();
  private final List<SentPost> posts = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private Function<String, Reply> otherwise = body -> Reply.ok();
  private Runnable atNextAnswer = () -> {};
  private int releases;

  /** What the latest post has added to the address. */
  String parametersOfLatest = "";

  ScriptedTransport(ManualTicker ticker) {
    this.ticker = ticker;
  }

  /** Scripts the next answers. */
  void next(Reply... replies) {
    Collections.addAll(script, replies);
  }

  void next(int times, Reply reply) {
    script.addAll(Collections.nCopies(times, reply));
  }

  /** Sets the answer after the script's end; 200 by default. */
  void thenAlways(Reply reply) {
    thenAlways(body -> reply);
  }

  /** Sets the answers after the script's end, by body. */
  void thenAlways(Function<String, Reply> replies) {
    otherwise = replies;
  }

  /** Runs an action while the loop, in the middle of a step, takes the next answer. */
  void atNextAnswer(Runnable action) {
    atNextAnswer = action;
  }

  List<SentPost> posts() {
    return posts;
  }

  /** Returns the loop's violations of the transport's contract. */
  List<String> violations() {
    return violations;
  }

  int releases() {
    return releases;
  }

  @Override
  public Exchange post(WebhookUrl url, String parameters, byte[] body, Runnable whenDone) {
    if (isUnderWay()) {
      violations.add("a second post while one is under way");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    parametersOfLatest = parameters;
    Reply reply = script.isEmpty() ? otherwise.apply(text) : script.remove();
    SentPost sent = new SentPost(url, parameters, text, whenDone, reply, this);
    posts.add(sent);
    if (reply.thrown != null) {
      sent.cancel();
      throw reply.thrown;
    }
    return sent;
  }

  @Override
  public void release() {
    if (isUnderWay()) {
      violations.add("released while a post is under way");
    }
    releases++;
  }

  long nanosUntilAnswer() {
    SentPost last = last();
    return last == null || !last.isUntold() ? Long.MAX_VALUE : last.nanosUntilAnswer();
  }

  void tellIfDone() {
    SentPost last = last();
    if (last != null) {
      last.tellIfDone();
    }
  }

  ManualTicker ticker() {
    return ticker;
  }

  void answered() {
    Runnable action = atNextAnswer;
    atNextAnswer = () -> {};
    action.run();
  }

  private boolean isUnderWay() {
    SentPost last = last();
    return last != null && last.isUnderWay();
  }

  private SentPost last() {
    return posts.isEmpty() ? null : posts.get(posts.size() - 1);
  }
}
