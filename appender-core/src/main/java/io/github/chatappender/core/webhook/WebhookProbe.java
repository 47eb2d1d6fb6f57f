/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import java.util.function.Consumer;

/**
 * Tries what Google's documents leave open about webhooks, one question a row, in a table that can
 * be pasted into an issue. Used by one thread.
 */
final class WebhookProbe {

  private static final int DOUBTFUL_CHARS = 4_097;

  private final CheckPoster poster;
  private final Consumer<String> out;

  WebhookProbe(CheckPoster poster, Consumer<String> out) {
    this.poster = poster;
    this.out = out;
  }

  void run() throws InterruptedException {
    row("question", "answer");
    row("---", "---");
    row("Does a repeated requestId return the first message?", repeatedRequestId());
    row("Is messageId honoured?", messageId());
    row("Which markup is the default?", markup());
    row("May a text be longer than 4,096 characters?", longText());
    row("May messageReplyOption come without a thread key?", optionWithoutKey());
    row("Is a thread key honoured without messageReplyOption?", keyWithoutOption());
    row("What if REPLY_MESSAGE_OR_FAIL finds no thread?", missingThread());
  }

  private String repeatedRequestId() throws InterruptedException {
    String parameters = ReplyOption.NONE.parameters(CheckPoster.newId());
    String text = "Probe: this message should be here once.";
    CheckPoster.Result first = poster.post(text, null, ReplyOption.NONE, parameters);
    if (!first.isPosted()) {
      return refusal(first);
    }
    CheckPoster.Result second = poster.post(text, null, ReplyOption.NONE, parameters);
    if (!second.isPosted()) {
      return refusal(second);
    }
    String words = second.outcome.words;
    String name = second.message.name();
    if (name.isEmpty()) {
      return words.equals("200") ? "unknown: the answer names no message" : "yes: " + words;
    }
    return name.equals(first.message.name())
        ? "yes: it returns the first message"
        : "no: it posts a second message";
  }

  private String messageId() throws InterruptedException {
    String id = "client-" + CheckPoster.newId();
    String parameters = ReplyOption.NONE.parameters(CheckPoster.newId()) + "&messageId=" + id;
    CheckPoster.Result result =
        poster.post("Probe: a message with an id.", null, ReplyOption.NONE, parameters);
    if (!result.isPosted()) {
      return refusal(result);
    }
    boolean honoured =
        result.message.name().endsWith(id)
            || result.message.text("clientAssignedMessageId").equals(id);
    return honoured ? "yes: the answer contains it" : "no: it is accepted and ignored";
  }

  private String markup() throws InterruptedException {
    CheckPoster.Result result =
        poster.post(
            "Probe: the bold word names the default markup: *Chat* **Markdown**",
            null,
            ReplyOption.NONE);
    if (!result.isPosted()) {
      return refusal(result);
    }
    String formatted = result.message.text("formattedText");
    return "look at the bold word in the space; "
        + (formatted.isEmpty()
            ? "the answer has no formattedText"
            : "formattedText is: " + shown(formatted));
  }

  private String longText() throws InterruptedException {
    CheckPoster.Result result =
        poster.post(
            "Probe: 4,097 characters. " + "x".repeat(DOUBTFUL_CHARS - 25), null, ReplyOption.NONE);
    if (!result.isPosted()) {
      return refusal(result);
    }
    int chars = result.message.text("text").length();
    return chars == DOUBTFUL_CHARS
        ? "yes: 4,097 are accepted"
        : "4,097 are accepted, and the answer has " + chars;
  }

  private String optionWithoutKey() throws InterruptedException {
    CheckPoster.Result result =
        poster.post("Probe: a reply option without a key.", null, ReplyOption.FALLBACK);
    return result.isPosted() ? "yes: it is accepted" : refusal(result);
  }

  private String keyWithoutOption() throws InterruptedException {
    String key = "gca:probe:" + CheckPoster.newId();
    String text = "Probe: a thread key without a reply option.";
    CheckPoster.Result first = poster.post(text, key, ReplyOption.NONE);
    if (!first.isPosted()) {
      return refusal(first);
    }
    CheckPoster.Result second = poster.post(text, key, ReplyOption.NONE);
    if (!second.isPosted()) {
      return refusal(second);
    }
    String thread = second.message.thread();
    if (thread.isEmpty()) {
      return "unknown: the answer names no thread";
    }
    return thread.equals(first.message.thread())
        ? "yes: both messages are in one thread"
        : "no: every message opens a thread";
  }

  private String missingThread() throws InterruptedException {
    CheckPoster.Result result =
        poster.post(
            "Probe: a reply to no thread.", "gca:probe:" + CheckPoster.newId(), ReplyOption.FAIL);
    return result.isPosted() ? "it opens a thread" : refusal(result);
  }

  private static String refusal(CheckPoster.Result result) {
    Outcome outcome = result.outcome;
    boolean passing =
        outcome.verdict == Outcome.Verdict.PASSING || outcome.verdict == Outcome.Verdict.THROTTLED;
    return (passing ? "unknown, run the probe again: " : "refused: ") + outcome.words;
  }

  private String shown(String text) {
    return ServiceError.oneLine(poster.scrub.apply(text));
  }

  private void row(String question, String answer) {
    out.accept("| " + question + " | " + answer.replace("|", "\\|") + " |");
  }
}
